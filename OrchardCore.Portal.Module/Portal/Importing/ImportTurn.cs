using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Importing;

/// <summary>
/// Imports of one retailer run one after the other, in the order of arrival. Whoever finds another at work goes away and looks
/// again later; whoever is done calls the next: no worker waits, and none is forgotten even where a process died.
/// </summary>
internal sealed class ImportTurn(PortalDb db, RetailerScope scope, DataFolder folder, ImportQueue queue, TimeProvider clock, ILogger<ImportTurn> log)
{
    private const int MostAttempts = 8;

    public async Task TakeAsync(Guid batchId, BatchState expected, Func<ImportBatch, Task> work, CancellationToken stop)
    {
        await using (var turn = await TryTakeAsync(stop))
        {
            if (turn is null)
            {
                queue.LookAgain(scope.Current.Id, batchId, expected);
                return;
            }
            if (await db.ImportBatches.AsTracking().Unfinished().FirstOrDefaultAsync(stop) is { } batch && batch.Id == batchId && batch.State == expected) await RunAsync(batch, work, stop);
        }
        await queue.EnqueueNextAsync(db, scope.Current.Id, stop);
    }

    /// <summary>Whether nobody is at work: a batch that is unfinished then has been left by a process that died.</summary>
    public async Task<bool> IsFreeAsync(CancellationToken stop)
    {
        await using var turn = await TryTakeAsync(stop);
        return turn is not null;
    }

    private async Task RunAsync(ImportBatch batch, Func<ImportBatch, Task> work, CancellationToken stop)
    {
        batch.StartedAt ??= clock.GetUtcNow().UtcDateTime;
        if (++batch.Attempts <= MostAttempts)
        {
            await db.SaveChangesAsync(stop);   // before the work: it may take the process with it
            using var span = Telemetry.Begin(batch.State switch { BatchState.Received => "import.check", BatchState.Undoing => "import.undo", _ => "import.apply" }, scope.Current.Id);
            try
            {
                await work(batch);
                return;
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                log.BatchFaulted(fault, batch.Id, batch.Attempts);
                if (batch.Attempts < MostAttempts) throw;
            }
        }
        db.ChangeTracker.Clear();
        var failed = await db.ImportBatches.AsTracking().SingleAsync(one => one.Id == batch.Id, stop);
        failed.Take(BatchEvent.GaveUp);
        if (failed.State == BatchState.Applied) failed.UndoRefusal = "Undoing broke off on our side, several times. The import stands as it did.";
        else failed.FinishedAt = clock.GetUtcNow().UtcDateTime;
        await db.SaveChangesAsync(stop);
        log.BatchGivenUp(batch.Id);
    }

    /// <summary>Held by the process: the operating system or the database lets go when it dies.</summary>
    private async Task<IAsyncDisposable?> TryTakeAsync(CancellationToken stop)
    {
        if (!db.Database.IsNpgsql())
        {
            try
            {
                return new FileStream(folder.Of(scope.Current.Id, "imports", ".turn"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                return null;
            }
        }

        return await Alone.TryAsync(db, "portal-import-" + scope.Current.Id, stop);
    }
}

internal static partial class ImportLog
{
    [LoggerMessage(3001, LogLevel.Information, "Import {Batch} checked: {State}, {Problems} problems, {Warnings} warnings")]
    public static partial void BatchChecked(this ILogger log, Guid batch, BatchState state, int problems, int warnings);

    [LoggerMessage(3002, LogLevel.Information, "Import {Batch} applied: {Added} added, {Changed} changed, {Unchanged} unchanged")]
    public static partial void BatchApplied(this ILogger log, Guid batch, long added, long changed, long unchanged);

    [LoggerMessage(3003, LogLevel.Error, "Import {Batch} broke off at attempt {Attempt}")]
    public static partial void BatchFaulted(this ILogger log, Exception fault, Guid batch, int attempt);

    [LoggerMessage(3004, LogLevel.Error, "Import {Batch} was given up")]
    public static partial void BatchGivenUp(this ILogger log, Guid batch);

    [LoggerMessage(3006, LogLevel.Information, "Import {Batch} was to be undone: {State}")]
    public static partial void BatchUndone(this ILogger log, Guid batch, BatchState state);

    [LoggerMessage(3005, LogLevel.Error, "The drop folder of {Retailer} could not be looked through")]
    public static partial void DropFolderFaulted(this ILogger log, Exception fault, string retailer);
}
