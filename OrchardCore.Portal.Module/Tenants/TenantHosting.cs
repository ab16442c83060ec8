using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Environment.Shell;
using OrchardCore.Modules;
using OrchardCore.Portal;
using OrchardCore.Portal.Tenancy;

namespace Portal.Orchard.Tenants;

internal static class TenantHosting
{
    public static IServiceCollection AddTenantAsRetailer(this IServiceCollection services, ShellSettings shell, IConfiguration settings)
    {
        var section = settings.GetSection(PortalWork.Section);
        services.Configure<PortalOptions>(section).Configure<PortalOptions>(portal => ShareDatabase(portal, shell));
        services.AddOptions<PortalPlace>().Bind(section).ValidateDataAnnotations();
        services.AddSingleton<ThemeTemplates>();
        services.AddSingleton<ShellRetailer>();
        services.AddScoped<IModularTenantEvents, OpenTenant>();
        return services;
    }

    public static void UseTenantAsRetailer(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var retailer = await context.RequestServices.GetRequiredService<ShellRetailer>().DressedAsync(context.RequestServices, context.RequestAborted);
        context.EnterRetailer(retailer, context.RequestServices.GetRequiredService<RetailerScope>());
        await next(context);
    });

    /// <summary>A tenant on PostgreSQL has its portal there too, in a schema of its own; any other has a SQLite file in its folder.</summary>
    private static void ShareDatabase(PortalOptions portal, ShellSettings shell)
    {
        if (portal.Database.ConnectionTemplate != "" || shell["DatabaseProvider"] != "Postgres") return;
        portal.Database.Engine = DatabaseEngine.PostgreSql;
        portal.Database.ConnectionTemplate = shell["ConnectionString"] ?? "";
        if (portal.Database.Schema == "") portal.Database.Schema = "portal_{retailer}";
    }
}
