using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Help;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Payments;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal;

/// <summary>The whole public door of the portal: a host says <see cref="AddPortal"/> and <see cref="MapPortal"/>, and supplies an <see cref="IRetailerScopes"/>.</summary>
public static class PortalHosting
{
    /// <param name="settings">The section that holds <see cref="PortalOptions"/>.</param>
    /// <param name="theme">An assembly with Liquid templates embedded by path ("Frame/Layout.liquid") and built assets (wwwroot/…): the look around the screens.</param>
    public static IServiceCollection AddPortal(this IServiceCollection services, IConfiguration settings, Assembly theme)
    {
        services.AddOptions<PortalOptions>().Bind(settings).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddPortalTenancy()
            .AddPortalData()
            .AddPortalAudit()
            .AddPortalJobs()
            .AddPortalHealth()
            .AddPortalPages(theme)
            .AddPortalSignIn()
            .AddPortalAccounts()
            .AddPortalHelp()
            .AddPortalMail()
            .AddPortalContacts()
            .AddPortalPayments()
            .AddScoped<BackOffice.Payments.StripeKeysPage.Work>()
            .AddPortalImports(FilesTaken.All)
            .AddHostedService<FirstSignIns>();
    }

    public static IEndpointRouteBuilder MapPortal(this IEndpointRouteBuilder app)
    {
        var portal = app.MapGroup("");
        Guard.Around(portal);
        // A worker answers nobody; its host may still have addresses of its own, for its health.
        if (app.ServiceProvider.GetRequiredService<IOptions<PortalOptions>>().Value.Role == ProcessRole.Worker) return app;
        foreach (var feature in Features.All) feature.Map(portal);
        return app;
    }

    private static IServiceCollection AddPortalTenancy(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<RetailerScope>();
        services.AddScoped<CustomerOfRequest>();
        services.AddScoped(scope => scope.GetRequiredService<CustomerOfRequest>().Customer
            ?? throw new InvalidOperationException($"A {nameof(Customer)} was asked for at an endpoint without {nameof(Policies)}.{nameof(Policies.Customer)}."));
        services.AddScoped(scope => new RetailerCalendar(scope.GetRequiredService<TimeProvider>(), scope.GetRequiredService<RetailerScope>().Current.Zone));

        services.AddDataProtection().SetApplicationName("OrchardCore.Portal");
        services.AddSingleton<RedisLine>();
        services.AddSingleton<Announcements>();
        services.AddSingleton<SharedTries>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, SharedKeys>();
        var framework = services.Last(service => service.ServiceType == typeof(IDataProtectionProvider));
        services.Replace(ServiceDescriptor.Singleton<IDataProtectionProvider>(all => new RetailerProtection((IDataProtectionProvider)framework.ImplementationFactory!(all))));
        return services;
    }
}
