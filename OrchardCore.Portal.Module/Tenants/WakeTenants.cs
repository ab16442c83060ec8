using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrchardCore.Environment.Shell;

namespace Portal.Orchard.Tenants;

/// <summary>
/// Orchard starts a tenant with its first request. Its drop folder and its unfinished work cannot wait for one: tenants that run are started
/// here, those too that are set up or switched on later.
/// </summary>
internal sealed class WakeTenants(IShellHost shells, ShellTenants tenants, ILogger<WakeTenants> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await shells.InitializeAsync();
        using var rounds = new PeriodicTimer(Round);
        do
        {
            foreach (var shell in tenants.Running.Where(shell => !tenants.IsOpen(shell.Name)).ToList()) await WakeAsync(shell);
        }
        while (await rounds.WaitForNextTickAsync(stoppingToken));
    }

    private async Task WakeAsync(ShellSettings shell)
    {
        try
        {
            var scope = await shells.GetScopeAsync(shell);
            await scope.UsingAsync(_ => Task.CompletedTask);
        }
        catch (Exception fault)
        {
            log.NotWoken(fault, shell.Name);   // the other tenants must not wait for this one
        }
    }
}

internal static partial class TenantLog
{
    [LoggerMessage(9001, LogLevel.Error, "Tenant {Tenant} could not be started")]
    public static partial void NotWoken(this ILogger log, Exception fault, string tenant);

    [LoggerMessage(9002, LogLevel.Error, "The settings of tenant {Tenant} make no retailer, so only the name of its site is used: {Fault}")]
    public static partial void SettingsRefused(this ILogger log, string tenant, string fault);
}
