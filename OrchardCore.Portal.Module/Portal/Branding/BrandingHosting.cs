using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Branding;

internal static class BrandingHosting
{
    public static IServiceCollection AddPortalBranding(this IServiceCollection services)
    {
        services.TryAddSingleton<RetailerLooks>();
        services.TryAddSingleton<IRetailerLooks>(all => all.GetRequiredService<RetailerLooks>());
        services.AddScoped<IOpening, RetailerLooks.Open>();
        services.AddSingleton<ITemplateFailures, TemplateFailures>();
        services.AddScoped<LookShelf>();
        services.AddScoped<TemplateShelf>();
        services.AddScoped<PictureUpload>();
        services.AddScoped<CarryBrand>();
        return services;
    }
}
