using Hangfire;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using OrchardCore.Portal.Scaling;

namespace OrchardCore.Portal.Events;

public static class EventsHosting
{
    /// <summary>Adds somebody who hears of events. Where nobody does, nothing is written down.</summary>
    public static IServiceCollection AddPortalEvents<T>(this IServiceCollection services) where T : class, IPortalEvents
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IInterceptor, EventOutbox>());
        return services.AddScoped<IPortalEvents, T>();
    }

    internal static IServiceCollection AddPortalTelling(this IServiceCollection services) => services.AddScoped<Telling>();

    internal static IServiceCollection AddEventWork(this IServiceCollection services) => services.AddWorker<TellLeftovers>();

    private sealed class TellLeftovers(IRecurringJobManager jobs) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            jobs.AddOrUpdate<TellEvents>("event-leftovers", job => job.LeftoversAsync(CancellationToken.None), Cron.Minutely());
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
