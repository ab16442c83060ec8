using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Scaling;

internal static class HostProtection
{
    /// <summary>Keeps apart what retailers of one host share: keys, cookies and the tokens of forms.</summary>
    public static IServiceCollection AddPortalProtection(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("OrchardCore.Portal");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, SharedKeys>();
        var framework = services.Last(service => service.ServiceType == typeof(IDataProtectionProvider));
        services.Replace(ServiceDescriptor.Singleton<IDataProtectionProvider>(all => new RetailerProtection((IDataProtectionProvider)framework.ImplementationFactory!(all))));
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = "__Host-portal-form";
            // "Always" would refuse to work on http://127.0.0.1, which browsers take as secure; RetailerCookies marks every cookie Secure.
            form.Cookie.SecurePolicy = CookieSecurePolicy.None;
            form.Cookie.SameSite = SameSiteMode.Strict;
            form.Cookie.HttpOnly = true;
            form.SuppressXFrameOptionsHeader = true;   // Guard sends it
        });
        return services;
    }
}
