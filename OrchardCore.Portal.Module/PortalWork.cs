using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrchardCore.Environment.Shell;
using OrchardCore.Portal;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.Tenancy;
using Portal.Orchard.Tenants;

namespace Portal.Orchard;

/// <summary>The one line that a site's Program.cs needs. Only the host's own services run by themselves, never a tenant's: so what works by the clock, and does jobs, begins here.</summary>
public static class PortalWork
{
    /// <summary>Where the settings stand for all tenants; "OrchardCore:{tenant}:OrchardCore_Portal" has a tenant's own.</summary>
    internal const string Section = "OrchardCore_Portal";

    public static OrchardCoreBuilder AddPortalWork(this OrchardCoreBuilder orchard)
    {
        var services = orchard.ApplicationServices;
        services.AddOptions<PortalOptions>().BindConfiguration($"OrchardCore:{Section}")
            .Configure<IOptions<ShellOptions>>((portal, shells) =>
            {
                portal.DataFolder = Path.Combine(shells.Value.ShellsApplicationDataPath, shells.Value.ShellsContainerName);
                portal.RetailerFolder = "{retailer}/portal";
            })
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ShellTenants>();
        services.AddSingleton<IRetailerScopes>(all => all.GetRequiredService<ShellTenants>());
        services.AddPortalWork();
        services.AddWorker<WakeTenants>();
        return orchard;
    }
}
