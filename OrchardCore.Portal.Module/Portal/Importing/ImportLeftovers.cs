using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Importing;

/// <summary>Every minute: a batch that a killed process left goes on in another, long before Hangfire gives its job up for lost.</summary>
[AutomaticRetry(Attempts = 0, LogEvents = true)]
internal sealed class ImportLeftovers(IRetailerScopes retailers)
{
    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var retailer in retailers.All) await retailers.RunAsync(retailer.Id, scope => LookAsync(retailer.Id, scope, stop));
    }

    private static async Task LookAsync(string retailerId, IServiceProvider scope, CancellationToken stop)
    {
        var db = scope.GetRequiredService<PortalDb>();
        if (await db.ImportBatches.Unfinished().AnyAsync(stop) && await scope.GetRequiredService<ImportTurn>().IsFreeAsync(stop))
            await scope.GetRequiredService<ImportQueue>().EnqueueNextAsync(db, retailerId, stop);
    }

    internal sealed class Clock(IRecurringJobManager jobs) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            jobs.AddOrUpdate<ImportLeftovers>("import-leftovers", job => job.RunAsync(CancellationToken.None), Cron.Minutely());
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
