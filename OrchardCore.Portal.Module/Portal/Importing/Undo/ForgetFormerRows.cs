using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Importing.Undo;

/// <summary>Every night: what was kept for undoing goes when its days are over.</summary>
[AutomaticRetry(Attempts = 0, LogEvents = true)]
internal sealed class ForgetFormerRows(IRetailerScopes retailers, TimeProvider clock, IOptions<PortalOptions> options, ILogger<ForgetFormerRows> log)
{
    public Task RunAsync(CancellationToken stop) => retailers.EachAsync("Forgetting of former rows", log, scope => ForgetAsync(scope.GetRequiredService<PortalDb>(), clock.GetUtcNow().UtcDateTime, options.Value.Imports.UndoDays, stop), stop);

    private static async Task ForgetAsync(PortalDb db, DateTime now, int undoDays, CancellationToken stop)
    {
        var since = now.AddDays(-undoDays);
        // One that failed has no day: it may be tried again, and so long it can be undone after that.
        await db.ImportBatches.Where(batch => batch.UndoUntil == null && batch.FinishedAt < since && (batch.State == BatchState.Failed || batch.State == BatchState.Rejected) && db.Set<ImportChange>().Any(change => change.BatchId == batch.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(batch => batch.UndoLost, true), stop);
        foreach (var batch in await db.ImportBatches.Where(batch => (batch.UndoUntil < now || (batch.UndoLost && batch.FinishedAt < since)) && db.Set<ImportChange>().Any(change => change.BatchId == batch.Id)).Select(batch => batch.Id).ToListAsync(stop))
        {
            await db.FormerRows.Where(row => row.BatchId == batch).ExecuteDeleteAsync(stop);
            await db.ImportLinks.Where(link => link.EarlierId == batch).ExecuteDeleteAsync(stop);
            await db.ImportChanges.Where(change => change.BatchId == batch).ExecuteDeleteAsync(stop);
        }
    }

    internal sealed class Clock(IRecurringJobManager jobs) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            jobs.AddOrUpdate<ForgetFormerRows>("forget-former-rows", job => job.RunAsync(CancellationToken.None), Cron.Daily(2, 30));
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
