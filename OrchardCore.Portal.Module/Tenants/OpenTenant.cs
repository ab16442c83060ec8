using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Environment.Shell;
using OrchardCore.Modules;
using OrchardCore.Portal;
using OrchardCore.Portal.Tenancy;

namespace Portal.Orchard.Tenants;

/// <summary>Before a tenant takes its first request or job, its portal's data is brought up to date.</summary>
internal sealed class OpenTenant(IServiceProvider services, ShellSettings shell) : ModularTenantEvents
{
    public override async Task ActivatingAsync()
    {
        if (!shell.IsRunning()) return;   // it is being set up
        var tenants = services.GetService<ShellTenants>()
            ?? throw new InvalidOperationException("The customer portal needs its jobs: in Program.cs, say builder.Services.AddOrchardCms().AddPortalWork().");
        var retailer = await services.GetRequiredService<ShellRetailer>().ReadAsync(services);
        services.GetRequiredService<RetailerScope>().Enter(retailer);
        await services.OpenRetailerAsync(CancellationToken.None);
        tenants.Opened(retailer);
    }
}
