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
internal sealed class BatchUndo(PortalDb db, UndoCheck check, AuditTrail trail, TimeProvider clock, ILogger<BatchUndo> log)
{
    public async Task RunAsync(ImportBatch batch, CancellationToken stop)
    {
        await using var together = await db.Database.BeginTransactionAsync(stop);
        var obstacles = await check.ObstaclesAsync(batch, stop);
        if (obstacles.Count > 0) Refuse(batch, string.Join(" ", obstacles.Select(obstacle => obstacle.Text)));
        else if (!await PutBackAsync(batch, stop))
        {
            await together.RollbackAsync(stop);
            Refuse(batch, "A later import has brought rows that this one had removed. Undo that one first.");
            await db.SaveChangesAsync(stop);
            return;
        }
        await db.SaveChangesAsync(stop);
        await together.CommitAsync(stop);
        log.BatchUndone(batch.Id, batch.State);
    }

    private void Refuse(ImportBatch batch, string why)
    {
        batch.Take(BatchEvent.UndoRefused);
        batch.UndoRefusal = why;
        trail.Note("Imports", "Not undone", batch.FileName, $"/admin/imports/{batch.Id}", why);
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
