using Hangfire;
using Hangfire.States;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Importing;

/// <summary>Gives the next batch of a retailer to Hangfire: one job, with the batch's name and nothing else.</summary>
internal sealed class ImportQueue(IBackgroundJobClient jobs)
{
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(5);

    public async Task EnqueueNextAsync(PortalDb db, string retailerId, CancellationToken stop)
    {
        if (await db.ImportBatches.Unfinished().Select(batch => new { batch.Id, batch.State }).FirstOrDefaultAsync(stop) is not { } next) return;
        Give(retailerId, next.Id, next.State, new EnqueuedState());
    }

    public void LookAgain(string retailerId, Guid batchId, BatchState state) => Give(retailerId, batchId, state, new ScheduledState(Later));

    private void Give(string retailerId, Guid batchId, BatchState state, IState when)
    {
        if (state == BatchState.Received) jobs.Create<CheckImport>(job => job.RunAsync(retailerId, batchId, CancellationToken.None), when);
        else if (state == BatchState.Undoing) jobs.Create<Undo.UndoImport>(job => job.RunAsync(retailerId, batchId, CancellationToken.None), when);
        else jobs.Create<ApplyImport>(job => job.RunAsync(retailerId, batchId, CancellationToken.None), when);
    }
}
