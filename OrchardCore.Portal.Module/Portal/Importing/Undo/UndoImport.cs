using System.Data.Common;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Importing.Undo;

/// <summary>Undoes a batch when it is its turn among the imports. All in one transaction: a process that is killed leaves it as if it had not begun.</summary>
[AutomaticRetry(Attempts = 8, DelaysInSeconds = [2, 10, 60])]
internal sealed class UndoImport(IRetailerScopes retailers)
{
    public Task RunAsync(string retailerId, Guid batchId, CancellationToken stop) => retailers.RunAsync(retailerId, scope =>
        scope.GetRequiredService<ImportTurn>().TakeAsync(batchId, BatchState.Undoing, batch => scope.GetRequiredService<BatchUndo>().RunAsync(batch, stop), stop));
}

/// <summary>The undoing of one batch: what it added goes, what it changed or removed is as it was.</summary>
internal sealed class BatchUndo(PortalDb db, UndoCheck check, AuditTrail trail, IRetailerScopes retailers, RetailerScope scope, TimeProvider clock, ILogger<BatchUndo> log)
{
    public async Task RunAsync(ImportBatch batch, CancellationToken stop)
    {
        await using var together = await db.Database.BeginTransactionAsync(stop);
        var why = Said(await check.ObstaclesAsync(batch, stop));
        if (why == "" && !await PutBackAsync(batch, stop)) why = "A later import has brought rows that this one had removed. Undo that one first.";
        if (why == "")
        {
            await db.SaveChangesAsync(stop);
            why = await SinceAsync(batch.Id, stop);
        }
        if (why == "")
        {
            await together.CommitAsync(stop);
            log.BatchUndone(batch.Id, batch.State);
            return;
        }
        await together.RollbackAsync(stop);
        db.ChangeTracker.Clear();   // nothing of what was put back stands
        await RefuseAsync(await db.ImportBatches.AsTracking().SingleAsync(one => one.Id == batch.Id, stop), why, stop);
    }

    /// <summary>
    /// What has come to rest on the batch while it was undone, such as a payment: looked for from outside, where its rows still stand. SQLite lets nobody
    /// else write meanwhile.
    /// </summary>
    private async Task<string> SinceAsync(Guid batchId, CancellationToken stop)
    {
        var why = "";
        if (!db.Database.IsNpgsql()) return why;
        await retailers.RunAsync(scope.Current.Id, async outside =>
        {
            var batch = await outside.GetRequiredService<PortalDb>().ImportBatches.AsNoTracking().SingleAsync(one => one.Id == batchId, stop);
            why = Said(await outside.GetRequiredService<UndoCheck>().ObstaclesAsync(batch, stop));
        });
        return why;
    }

    private static string Said(IReadOnlyList<Obstacle> obstacles) => string.Join(" ", obstacles.Select(obstacle => obstacle.Text));

    private async Task RefuseAsync(ImportBatch batch, string why, CancellationToken stop)
    {
        batch.Take(BatchEvent.UndoRefused);
        batch.UndoRefusal = why;
        trail.Note("Imports", "Not undone", batch.FileName, $"/admin/imports/{batch.Id}", why);
        await db.SaveChangesAsync(stop);
        log.BatchUndone(batch.Id, batch.State);
    }

    /// <returns>False where a row cannot come back, because another has its key.</returns>
    private async Task<bool> PutBackAsync(ImportBatch batch, CancellationToken stop)
    {
        foreach (var change in await db.ImportChanges.AsNoTracking().Where(one => one.BatchId == batch.Id).ToListAsync(stop))
        {
            var rows = new TableRows(db, change.Table);
            await RunAsync(rows.DeleteAdded);
            try
            {
                if (change.Changed > 0) await RunAsync(rows.RestoreChanged);
                if (change.Removed > 0) await RunAsync(rows.RestoreRemoved);
            }
            catch (DbException fault) when (fault.SqlState == "23505" || fault is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 19 })
            {
                return false;
            }
        }
        await db.FormerRows.Where(row => row.BatchId == batch.Id).ExecuteDeleteAsync(stop);
        await db.ImportLinks.Where(link => link.BatchId == batch.Id).ExecuteDeleteAsync(stop);
        await db.ImportChanges.Where(change => change.BatchId == batch.Id).ExecuteDeleteAsync(stop);
        trail.Note("Imports", "Undone", batch.FileName, $"/admin/imports/{batch.Id}");
        batch.Take(BatchEvent.Undone);
        (batch.UndoneAt, batch.UndoUntil, batch.AppliedFrom) = (clock.GetUtcNow().UtcDateTime, null, null);
        return true;

        async Task RunAsync(string sql)
        {
            await using var command = UndoSql.Command(db, sql, batch);
            await command.ExecuteNonQueryAsync(stop);
        }
    }
}
