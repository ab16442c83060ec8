using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace OrchardCore.Portal.Pages;

internal static class PagesHosting
{
    public static IServiceCollection AddPortalPages(this IServiceCollection services, Assembly theme)
    {
        services.AddSingleton(new Theme(theme));
        services.AddSingleton<PartsOn>();
        services.AddSingleton<IReadOnlyList<Feature>>(all => [.. Features.All.Where(feature => all.GetRequiredService<PartsOn>().Has(feature.Part))]);
        services.AddSingleton<IReadOnlyList<TemplateInfo>>(all => [.. TemplatesShown.All.Where(shown => all.GetRequiredService<PartsOn>().Has(shown.Part))]);
        services.AddSingleton<Assets>();
        services.AddSingleton<Templates>();
        services.AddSingleton<Notices>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton(all => new HostTries(all.GetRequiredService<RateLimits>()));
        services.AddSingleton<KeptPages>();
        services.AddSingleton<Compression>();
        services.AddScoped<PortalFrame>();
        return services;
    }
}
