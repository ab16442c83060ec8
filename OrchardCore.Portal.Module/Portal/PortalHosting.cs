using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Branding;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Events;
using OrchardCore.Portal.Help;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Payments;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.SignIn.Activating;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Usage;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal;

/// <summary>
/// The whole public door of the portal. A host says <see cref="AddPortal"/> and <see cref="MapPortal"/>, and supplies an
/// <see cref="IRetailerScopes"/>. A CMS, with users, protection and a container a retailer of its own, takes the pieces instead:
/// <see cref="AddPortalWork"/> once a process, <see cref="AddPortalScreens"/> and <see cref="OpenRetailerAsync"/> for each retailer.
/// </summary>
public static class PortalHosting
{
    /// <param name="settings">The section that holds <see cref="PortalOptions"/>.</param>
    /// <param name="theme">An assembly with Liquid templates embedded by path ("Frame/Layout.liquid") and built assets (wwwroot/…): the look around the screens.</param>
    public static IServiceCollection AddPortal(this IServiceCollection services, IConfiguration settings, Assembly theme)
    {
        services.AddOptions<PortalOptions>().Bind(settings).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddPortalScreens(theme)
            .AddPortalParts(PortalParts.All)
            .AddPortalProtection()
            .AddPortalSignIn()
            .AddScoped<IFrame, PortalFrame>()
            .AddScoped<IOpening, FirstSignIns>()
            .AddScoped<IOpening, FirstTickets>()
            .AddHostedService<Opening.Ahead>()
            .AddPortalWork()
            .AddPortalHealth();
    }

    /// <summary>
    /// What requests and jobs need in a retailer's scope. The host adds <see cref="PortalOptions"/>, an <see cref="ICustomers"/>, the policies
    /// <see cref="Policies.OfBackOffice"/>, antiforgery, data protection and the parts that are on.
    /// </summary>
    public static IServiceCollection AddPortalScreens(this IServiceCollection services, Assembly theme) => services
        .AddPortalTenancy()
        .AddPortalData()
        .AddPortalBranding()
        .AddPortalScaling()
        .AddPortalAudit()
        .AddPortalPages(theme)
        .AddPortalAccounts()
        .AddPortalHelp()
        .AddPortalMail()
        .AddPortalActivation()
        .AddPortalContacts()
        .AddPortalPayments()
        .AddScoped<BackOffice.Payments.StripeKeysPage.Work>()
        .AddScoped<BackOffice.Answers.AnswerEditor.Work>()
        .AddScoped<BackOffice.BrandEditor.BrandEditor.Work>()
        .AddScoped<BackOffice.TemplateEditor.Rehearsal>()
        .AddScoped<BackOffice.TemplateEditor.TemplateEditor.Work>()
        .AddScoped<BackOffice.Inbox.TicketScreen>()
        .AddScoped<BackOffice.ImportFiles.ImportSources.Work>()
        .AddScoped<BackOffice.Customers.CustomerScreen>()
        .AddScoped<IOpening, BackOffice.Customers.SearchIndexes>()
        .AddScoped<BackOffice.TicketTypes.TicketTypeEditor.Work>()
        .AddScoped<BackOffice.ViewAs.CustomerViews>()
        .AddScoped<IViewings>(scope => scope.GetRequiredService<BackOffice.ViewAs.CustomerViews>())
        .AddScoped<EnergyServices.FinalRead.Parts>()
        .AddScoped<EnergyServices.SelfRead.Parts>()
        .AddSingleton<BackOffice.Overview.KeptCounts>()
        .AddScoped<BackOffice.People.PeopleList.Screen>()
        .AddScoped<BackOffice.People.PersonPage.Screen>()
        .AddPortalImports(FilesTaken.All, UndoGuards.All)
        .AddPortalStatements()
        .AddPortalUsage()
        .AddPortalTelling();

    /// <summary>Turns parts on; may be said several times.</summary>
    public static IServiceCollection AddPortalParts(this IServiceCollection services, PortalParts parts) => services.AddSingleton(new PartsOn.Added(parts));

    /// <summary>What works by itself, once a process: Hangfire's server, the clock, the drop folders. It needs <see cref="PortalOptions"/> and an <see cref="IRetailerScopes"/>.</summary>
    public static IServiceCollection AddPortalWork(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<DataFolder>();
        return services.AddPortalJobs().AddImportWork().AddMailWork().AddPaymentWork().AddContactWork().AddEventWork().AddUsageWork();
    }

    /// <summary>
    /// Brings a retailer's data up to date, inside the retailer's scope. To be said before the retailer is served, with every request and job: the first time it
    /// does the work, from then on it costs nothing.
    /// </summary>
    public static Task OpenRetailerAsync(this IServiceProvider scope, CancellationToken stop) => scope.GetRequiredService<Opening>().EnsureAsync(scope, stop);

    /// <param name="path">Where the portal begins in a host that has pages of its own; the same as <see cref="Retailer.Path"/>.</param>
    public static IEndpointRouteBuilder MapPortal(this IEndpointRouteBuilder app, string path = "")
    {
        var portal = app.MapGroup(path);
        Guard.Around(portal);
        // A worker answers nobody; its host may still have addresses of its own, for its health.
        if (app.ServiceProvider.GetRequiredService<IOptions<PortalOptions>>().Value.Role == ProcessRole.Worker) return app;
        foreach (var feature in app.ServiceProvider.GetRequiredService<IReadOnlyList<Feature>>()) feature.Map(portal);
        return app;
    }

    private static IServiceCollection AddPortalTenancy(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<RetailerScope>();
        services.TryAddScoped<IStaffList, NobodyListed>();
        services.TryAddScoped<IProof, NothingToProve>();
        services.AddScoped<CustomerOfRequest>();
        services.AddScoped(scope => scope.GetRequiredService<CustomerOfRequest>().Customer
            ?? throw new InvalidOperationException($"A {nameof(Customer)} was asked for at an endpoint without {nameof(Policies)}.{nameof(Policies.Customer)}."));
        services.AddScoped(scope => new RetailerCalendar(scope.GetRequiredService<TimeProvider>(), scope.GetRequiredService<RetailerScope>().Current.Zone));
        services.AddAuthorizationBuilder().AddPolicy(Policies.Customer, policy => policy.RequireAuthenticatedUser().AddRequirements(new ReachesAnAccount()));
        services.AddScoped<IAuthorizationHandler, ReachesAnAccountHandler>();
        return services;
    }
}
