using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OrchardCore.Portal.Pages;

internal static class PagesHosting
{
    public static IServiceCollection AddPortalPages(this IServiceCollection services, Assembly theme)
    {
        services.AddSingleton(new Theme(theme));
        services.AddSingleton(Features.All);
        services.AddSingleton<Assets>();
        services.AddSingleton<Templates>();
        services.AddSingleton<Notices>();
        services.AddSingleton<RateLimits>();
        services.AddScoped<IFrame, PortalFrame>();
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = "__Host-portal-form";
            form.Cookie.SecurePolicy = CookieSecurePolicy.None;   // "Always" would refuse plain HTTP on this machine; RetailerCookies marks it Secure
            form.Cookie.SameSite = SameSiteMode.Strict;
            form.Cookie.HttpOnly = true;
            form.SuppressXFrameOptionsHeader = true;   // Guard sends it
        });
        return services;
    }
}
