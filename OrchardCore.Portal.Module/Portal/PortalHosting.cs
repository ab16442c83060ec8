using System.Reflection;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.InMemory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
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
        services.AddSingleton<IConfigureOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>, KeysInDataFolder>();
        var framework = services.Last(service => service.ServiceType == typeof(IDataProtectionProvider));
        services.Replace(ServiceDescriptor.Singleton<IDataProtectionProvider>(all => new RetailerProtection((IDataProtectionProvider)framework.ImplementationFactory!(all))));
        return services;
    }

    private static IServiceCollection AddPortalJobs(this IServiceCollection services)
    {
        // Of this host: Hangfire's static ones are of whichever host in the process came last, and would do its jobs with the other's retailers.
        services.AddSingleton<JobStorage>(_ => new InMemoryStorage());
        services.AddSingleton<JobActivator>(all => new AspNetCoreJobActivator(all.GetRequiredService<IServiceScopeFactory>()));
        services.AddHangfire(jobs => jobs.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings());
        services.AddHangfireServer(server => server.WorkerCount = Math.Max(2, Environment.ProcessorCount));
        return services;
    }

    /// <summary>Without a place of their own keys would die with the machine's user, and every session with them.</summary>
    private sealed class KeysInDataFolder(DataFolder folder, Microsoft.Extensions.Logging.ILoggerFactory logs) : IConfigureOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>
    {
        public void Configure(Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions options) =>
            options.XmlRepository = new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(Directory.CreateDirectory(Path.Combine(folder.Root, "keys")), logs);
    }
}
