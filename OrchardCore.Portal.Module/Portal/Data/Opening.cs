using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Data;

/// <summary>Something to be done in a retailer's scope before the retailer is served, each time a host starts; the database is up to date by then. The steps run in the order in which they were added.</summary>
internal interface IOpening
{
    Task OpenAsync(CancellationToken stop);
}

/// <summary>
/// Opens each retailer once, when it is first asked for: a host with hundreds of them answers as soon as a host with one. Who comes meanwhile waits; what
/// failed is tried again by the next who comes.
/// </summary>
internal sealed class Opening(RetailerDatabases databases)
{
    private readonly ConcurrentDictionary<string, Task> _opened = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _doors = new(StringComparer.Ordinal);

    /// <param name="scope">A scope that has entered its retailer.</param>
    public Task EnsureAsync(IServiceProvider scope, CancellationToken stop)
    {
        var retailer = scope.GetRequiredService<RetailerScope>().Current;
        return _opened.TryGetValue(retailer.Id, out var opened) ? opened : OpenAsync(retailer, scope, stop);
    }

    private async Task OpenAsync(Retailer retailer, IServiceProvider scope, CancellationToken stop)
    {
        var door = _doors.GetOrAdd(retailer.Id, _ => new SemaphoreSlim(1));
        await door.WaitAsync(stop);
        try
        {
            if (_opened.ContainsKey(retailer.Id)) return;
            await databases.MigrateAsync(retailer, stop);
            await using var alone = await Alone.WaitAsync(scope.GetRequiredService<PortalDb>(), "portal-opening-" + retailer.Id, stop);   // other processes open it as well
            foreach (var step in scope.GetServices<IOpening>()) await step.OpenAsync(stop);
            _opened[retailer.Id] = Task.CompletedTask;
        }
        finally
        {
            door.Release();
        }
    }

    /// <summary>
    /// The rest, one after the other once requests are taken: a first visitor seldom waits for a migration, unfinished imports go on, and a database that cannot be
    /// opened is in the log before anybody calls.
    /// </summary>
    internal sealed class Ahead(IRetailerScopes retailers, IHostApplicationLifetime host, ILogger<Ahead> log) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource();
            await using var waiting = host.ApplicationStarted.Register(started.SetResult);
            await started.Task.WaitAsync(stoppingToken);
            foreach (var retailer in retailers.All)
            {
                try
                {
                    await retailers.RunAsync(retailer.Id, _ => Task.CompletedTask);
                }
                catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
                {
                    log.NotOpened(fault, retailer.Id);   // the others' customers must not wait for this one
                }
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
    }
}

internal static partial class OpeningLog
{
    [LoggerMessage(1302, LogLevel.Critical, "Retailer {Retailer} could not be opened. It is tried again whenever somebody asks for it.")]
    public static partial void NotOpened(this ILogger log, Exception fault, string retailer);
}
