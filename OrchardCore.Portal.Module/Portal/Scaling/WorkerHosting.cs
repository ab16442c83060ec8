using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace OrchardCore.Portal.Scaling;

internal static class WorkerHosting
{
    /// <summary>A service that runs where jobs are done, and not in a process that only answers requests.</summary>
    public static IServiceCollection AddWorker<T>(this IServiceCollection services) where T : class, IHostedService =>
        services.AddWorker(all => ActivatorUtilities.CreateInstance<T>(all));

    public static IServiceCollection AddWorker(this IServiceCollection services, Func<IServiceProvider, IHostedService> make) =>
        services.AddSingleton(all => all.GetRequiredService<IOptions<PortalOptions>>().Value.Role == ProcessRole.Web ? new Nothing() : make(all));

    private sealed class Nothing : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
