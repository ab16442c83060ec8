using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Security.Permissions;

namespace Portal.Orchard.People;

internal static class PeopleHosting
{
    /// <summary>Sign-in, lockout, reset and second factor are Orchard's; here its users become customers and the retailer's people.</summary>
    public static void AddOrchardPeople(this IServiceCollection services)
    {
        PortalPermissions.Add(services.AddAuthorizationBuilder());
        services.AddPermissionProvider<PortalPermissions>();
        services.AddScoped<ICustomers, OrchardCustomers>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Refusals>();
    }
}
