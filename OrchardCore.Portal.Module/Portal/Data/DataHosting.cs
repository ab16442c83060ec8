using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Data;

internal static class DataHosting
{
    public static IServiceCollection AddPortalData(this IServiceCollection services)
    {
        services.AddSingleton<DataFolder>();
        services.AddSingleton<RetailerDatabases>();
        services.AddScoped(scope => scope.GetRequiredService<RetailerDatabases>().Open(scope.GetRequiredService<RetailerScope>().Current));
        services.AddHostedService<MigrateAtStart>();
        return services;
    }

    /// <summary>Every retailer's database is up to date before the first request is taken.</summary>
    private sealed class MigrateAtStart(IRetailerScopes retailers, RetailerDatabases databases) : IHostedLifecycleService
    {
        public async Task StartingAsync(CancellationToken cancellationToken)
        {
            foreach (var retailer in retailers.All) await databases.MigrateAsync(retailer, cancellationToken);
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
