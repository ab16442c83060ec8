using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrchardCore;
using OrchardCore.Data.Migration;
using OrchardCore.DisplayManagement.Handlers;
using OrchardCore.Environment.Shell;
using OrchardCore.Environment.Shell.Configuration;
using OrchardCore.Modules;
using OrchardCore.Navigation;
using OrchardCore.Portal;
using OrchardCore.Portal.Frame;
using OrchardCore.Portal.Help;
using OrchardCore.Recipes;
using OrchardCore.Settings;
using Portal.Orchard.Answers;
using Portal.Orchard.Deployment;
using Portal.Orchard.Frames;
using Portal.Orchard.People;
using Portal.Orchard.Settings;
using Portal.Orchard.Tenants;

namespace Portal.Orchard;

/// <summary>The portal in a tenant: a tenant is a retailer.</summary>
[Feature(PortalFeatures.Portal)]
public sealed class Startup(ShellSettings shell, IShellConfiguration settings) : StartupBase
{
    /// <summary>A request is the retailer's before anybody asks who the person is.</summary>
    public override int ConfigureOrder => OrchardCoreConstants.ConfigureOrder.Authentication - 10;

    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddPortalScreens(WhiteLabelTheme.Assembly).AddPortalParts(PortalParts.Screens | PortalParts.Activation);
        services.AddTenantAsRetailer(shell, settings);
        services.AddOrchardPeople();
        services.AddThemeFrame();
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider serviceProvider)
    {
        var path = serviceProvider.GetRequiredService<IOptions<PortalPlace>>().Value.Path;
        app.UseTenantAsRetailer();
        routes.MapPortal(path);
        routes.MapOrchardDoors(path);
    }
}

[Feature(PortalFeatures.BackOffice)]
public sealed class BackOfficeStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) =>
        services.AddPortalParts(PortalParts.BackOffice).AddNavigationProvider<AdminMenu>().AddDisplayDriver<ISite, RetailerFactsDriver>().AddScoped<IAuthorizationHandler, FactsPermission>();
}

[Feature(PortalFeatures.Payments)]
public sealed class PaymentsStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => services.AddPortalParts(PortalParts.Payments);
}

[Feature(PortalFeatures.Imports)]
public sealed class ImportsStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => services.AddPortalParts(PortalParts.Imports);
}

[Feature(PortalFeatures.Faq)]
public sealed class FaqStartup : StartupBase
{
    // The answers are Orchard's content items, so the portal's own editor (PortalParts.Answers) stays off.
    public override void ConfigureServices(IServiceCollection services) => services.AddScoped<IAnswers, OrchardAnswers>().AddDataMigration<FaqType>();
}

[Feature(PortalFeatures.Branding)]
public sealed class BrandingStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => services.AddPortalParts(PortalParts.Branding).AddRecipeExecutionStep<PortalStep>();
}
