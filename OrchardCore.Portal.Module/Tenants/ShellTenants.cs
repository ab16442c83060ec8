using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Environment.Shell;
using OrchardCore.Portal.Tenancy;

namespace Portal.Orchard.Tenants;

/// <summary>Orchard's tenants as retailers. One for the whole process: jobs and the drop folders ask it, and enter a tenant through it.</summary>
internal sealed class ShellTenants(IShellHost shells) : IRetailerScopes
{
    private readonly ConcurrentDictionary<string, Retailer> _opened = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those that run and have the portal switched on.</summary>
    public IReadOnlyCollection<Retailer> All =>
        [.. Running.Select(shell => _opened.GetValueOrDefault(shell.Name)).OfType<Retailer>()];

    public IEnumerable<ShellSettings> Running => shells.GetAllSettings().Where(shell => shell.IsRunning());

    public bool IsOpen(string tenant) => _opened.ContainsKey(tenant);

    public void Opened(Retailer retailer) => _opened[retailer.Id] = retailer;

    /// <summary>
    /// Does the work in a scope of the tenant's. A tenant that is reloaded meanwhile keeps its container until the work is done. Where a tenant
    /// is switched off, or the portal in it, there is nothing to do now: what is left is found when it opens again.
    /// </summary>
    public async Task RunAsync(string retailerId, Func<IServiceProvider, Task> work)
    {
        if (!shells.TryGetSettings(retailerId, out var settings)) throw new KeyNotFoundException($"There is no tenant {retailerId}.");
        if (!settings.IsRunning()) return;
        var scope = await shells.GetScopeAsync(settings);
        await scope.UsingAsync(async shell =>
        {
            if (shell.ServiceProvider.GetService<ShellRetailer>() is not { } own)
            {
                _opened.TryRemove(retailerId, out _);
                return;
            }
            shell.ServiceProvider.GetRequiredService<RetailerScope>().Enter(await own.DressedAsync(shell.ServiceProvider, CancellationToken.None));
            await work(shell.ServiceProvider);
        });
    }
}
