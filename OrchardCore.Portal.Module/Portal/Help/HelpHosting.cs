using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Help;

internal static class HelpHosting
{
    /// <summary>To be added after the data: the databases have to be up to date.</summary>
    public static IServiceCollection AddPortalHelp(this IServiceCollection services) =>
        services.AddScoped<HelpReader>().AddHostedService<FirstAnswers>();

    /// <summary>A retailer begins with the answers of its faqs.json; from then on its own edits count, and the file is not read again.</summary>
    private sealed class FirstAnswers(IRetailerScopes retailers) : IHostedLifecycleService
    {
        public async Task StartingAsync(CancellationToken cancellationToken)
        {
            foreach (var retailer in retailers.All)
            {
                var path = Path.Combine(retailer.Folder, "faqs.json");
                if (retailer.Folder != "" && File.Exists(path))
                    await retailers.RunAsync(retailer.Id, scope => BringAsync(scope.GetRequiredService<PortalDb>(), path, cancellationToken));
            }
        }

        private static async Task BringAsync(PortalDb db, string path, CancellationToken stop)
        {
            if (await db.Faqs.AnyAsync(stop)) return;
            db.Faqs.AddRange(await FaqFile.ReadAsync(path, stop));
            await db.SaveChangesAsync(stop);
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
