using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OrchardCore.Portal.Tenancy;

/// <summary>Something to be done in a retailer's scope before the retailer is served, each time a host starts. The steps run in the order in which they were added: the database first.</summary>
internal interface IOpening
{
    Task OpenAsync(CancellationToken stop);
}

internal static class Opening
{
    public static async Task RunAsync(IServiceProvider scope, CancellationToken stop)
    {
        foreach (var step in scope.GetServices<IOpening>()) await step.OpenAsync(stop);
    }

    /// <summary>All retailers, before the first request is taken.</summary>
    internal sealed class AtStart(IRetailerScopes retailers) : IHostedLifecycleService
    {
        public async Task StartingAsync(CancellationToken cancellationToken)
        {
            foreach (var retailer in retailers.All) await retailers.RunAsync(retailer.Id, scope => RunAsync(scope, cancellationToken));
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
