using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Importing.Undo;

/// <summary>Why a batch cannot be undone.</summary>
/// <param name="BatchId">The later import that is in the way; null where it is something else.</param>
internal sealed record Obstacle(string Text, Guid? BatchId = null);

/// <summary>The guards of the portal, all of them.</summary>
internal sealed record UndoGuardList(IReadOnlyList<UndoGuard> All);

/// <summary>Says whether anything later rests on a batch. Asked for the page, and again in the transaction that undoes.</summary>
internal sealed class UndoCheck(PortalDb db, UndoGuardList guards, TimeProvider clock)
{
    public async Task<IReadOnlyList<Obstacle>> ObstaclesAsync(ImportBatch batch, CancellationToken stop)
    {
        if (batch.State is not (BatchState.Applied or BatchState.Undoing)) return [new("Only an import that has been applied can be undone.")];
        if (batch.UndoUntil is not { } until) return [new("What its rows were before is not kept: it was applied before undoing was there, or it changed more rows than are kept.")];
        if (until < clock.GetUtcNow().UtcDateTime) return [new("What its rows were before is not kept any longer.")];
        return [.. await UnfinishedAsync(batch, stop), .. await LaterAsync(batch, stop), .. await RestingAsync(batch, stop)];
    }

    private async Task<IEnumerable<Obstacle>> UnfinishedAsync(ImportBatch batch, CancellationToken stop) =>
        (await db.ImportBatches.AsNoTracking().Unfinished().Where(other => other.Id != batch.Id && (batch.State != BatchState.Undoing || other.State == BatchState.Checked)).ToListAsync(stop))
            .Select(other => new Obstacle($"{other.FileName} is still being worked through. Wait until it is done.", other.Id));

    private async Task<IEnumerable<Obstacle>> LaterAsync(ImportBatch batch, CancellationToken stop)
    {
        var links = await db.ImportLinks.AsNoTracking().Where(link => link.EarlierId == batch.Id).GroupBy(link => link.BatchId).Select(link => new { link.Key, Rows = link.Sum(one => one.Rows) }).ToListAsync(stop);
        var ids = links.Select(link => link.Key).ToList();
        var later = await db.ImportBatches.AsNoTracking().Where(other => ids.Contains(other.Id)).OrderBy(other => other.ReceivedAt).ToListAsync(stop);
        return later.Select(other => new Obstacle($"{other.FileName}, a later import, brought {Counted(links.Single(link => link.Key == other.Id).Rows, "of its rows")} again or changed them. Undo that one first.", other.Id));
    }

    private async Task<List<Obstacle>> RestingAsync(ImportBatch batch, CancellationToken stop)
    {
        var touched = await db.ImportChanges.AsNoTracking().Where(change => change.BatchId == batch.Id).Select(change => change.Table).ToListAsync(stop);
        List<Obstacle> found = [];
        await db.Database.OpenConnectionAsync(stop);
        try
        {
            foreach (var guard in guards.All.Where(guard => touched.Contains(guard.Table)))
                if (await guard.CountAsync(db, new TableRows(db, guard.Table), batch, stop) is { Count: > 0 } resting)
                    found.Add(new Obstacle($"{Counted(resting.Count, guard.What)}{(resting.First == "" ? "" : $"; the first is {resting.First}")}."));
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
        return found;
    }

    private static string Counted(long number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {what}");
}
