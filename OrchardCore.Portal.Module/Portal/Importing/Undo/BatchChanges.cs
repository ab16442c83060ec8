using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Importing.Undo;

/// <summary>What a batch does to each table while it is written; saved with each chunk, so that a killed process loses nothing of it.</summary>
internal sealed class BatchChanges(PortalDb db, ImportBatch batch, List<ImportChange> known, ImportOptions limits)
{
    public ImportBatch Batch => batch;

    /// <summary>Whether rows are kept before they change.</summary>
    public bool Keeps => limits.UndoDays > 0 && !batch.UndoLost;

    public static async Task<BatchChanges> OfAsync(PortalDb db, ImportBatch batch, ImportOptions limits, CancellationToken stop) =>
        new(db, batch, await db.ImportChanges.AsTracking().Where(change => change.BatchId == batch.Id).ToListAsync(stop), limits);

    public ImportChange Of(string table)
    {
        if (known.Find(change => change.Table == table) is { } change) return change;
        var made = new ImportChange { BatchId = batch.Id, Table = table };
        db.ImportChanges.Add(made);
        known.Add(made);
        return made;
    }

    /// <summary>More rows than are kept: the batch stays, and cannot be undone. Part of the chunk's transaction.</summary>
    public async Task BoundAsync(CancellationToken stop)
    {
        if (!Keeps || known.Sum(change => change.Changed + change.Removed) <= limits.UndoRows) return;
        batch.UndoLost = true;
        await db.FormerRows.Where(row => row.BatchId == batch.Id).ExecuteDeleteAsync(stop);
    }
}
