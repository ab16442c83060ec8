using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Importing.Undo;

/// <summary>Every night: what was kept for undoing goes when its days are over.</summary>
[AutomaticRetry(Attempts = 0, LogEvents = true)]
internal sealed class ForgetFormerRows(IRetailerScopes retailers, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var retailer in retailers.All) await retailers.RunAsync(retailer.Id, scope => ForgetAsync(scope.GetRequiredService<PortalDb>(), clock.GetUtcNow().UtcDateTime, stop));
    }

    private static async Task ForgetAsync(PortalDb db, DateTime now, CancellationToken stop)
    {
        foreach (var batch in await db.ImportBatches.Where(batch => batch.UndoUntil < now && db.Set<ImportChange>().Any(change => change.BatchId == batch.Id)).Select(batch => batch.Id).ToListAsync(stop))
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
