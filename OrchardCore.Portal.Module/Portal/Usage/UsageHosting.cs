using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.Usage.Alerts;

namespace OrchardCore.Portal.Usage;

internal static class UsageHosting
{
    public static IServiceCollection AddPortalUsage(this IServiceCollection services)
    {
        services.AddScoped<AlertStops>();
        services.AddScoped<AlertRound>();
        services.AddScoped<AlertPage.Work>();
        services.AddScoped<IImportListener, CheckAlerts.Caller>();
        services.AddTransient<CheckAlerts>();
        return services;
    }

    public static IServiceCollection AddUsageWork(this IServiceCollection services) => services.AddWorker<Clockwork>();

    private sealed class Clockwork(IRecurringJobManager jobs) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            jobs.AddOrUpdate<CheckAlerts>("usage-alerts", job => job.DailyAsync(CancellationToken.None), Cron.Daily(20));
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
