using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Importing;

/// <summary>What the retailer may ask for when a batch has stopped.</summary>
internal sealed class BatchWishes(PortalDb db, RetailerScope scope, ImportQueue queue)
{
    /// <returns>Null where there is no such batch; false where it is not in a state for this.</returns>
    public async Task<bool?> AskAsync(Guid id, BatchEvent wish, CancellationToken stop)
    {
        if (await db.ImportBatches.AsTracking().SingleOrDefaultAsync(one => one.Id == id, stop) is not { } batch) return null;
        if (!batch.State.Allows(wish) || (wish == BatchEvent.GoodRowsWanted && !batch.HasGoodRows)) return false;
        if (batch is { State: BatchState.Failed, DoneFile: >= 0, AppliedFrom: null }) batch.UndoLost = true;   // half written before anything was kept
        batch.Take(wish);
        batch.GoodRowsOnly |= wish == BatchEvent.GoodRowsWanted;
        (batch.Attempts, batch.UndoRefusal) = (0, "");
        if (wish != BatchEvent.UndoWanted) batch.FinishedAt = null;
        await db.SaveChangesAsync(stop);
        await queue.EnqueueNextAsync(db, scope.Current.Id, stop);
        return true;
    }
}
