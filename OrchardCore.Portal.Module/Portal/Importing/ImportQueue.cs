using Hangfire;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Importing;

/// <summary>Gives the next batch of a retailer to Hangfire: one job, with the batch's name and nothing else.</summary>
internal sealed class ImportQueue(IBackgroundJobClient jobs)
{
    public async Task EnqueueNextAsync(PortalDb db, string retailerId, CancellationToken stop)
    {
        if (await db.ImportBatches.Unfinished().Select(batch => new { batch.Id, batch.State }).FirstOrDefaultAsync(stop) is not { } next) return;
        if (next.State == BatchState.Received) jobs.Enqueue<CheckImport>(job => job.RunAsync(retailerId, next.Id, CancellationToken.None));
        else jobs.Enqueue<ApplyImport>(job => job.RunAsync(retailerId, next.Id, CancellationToken.None));
    }
}
