using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Data.Migration;
using OrchardCore.DisplayManagement.Handlers;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Security.Permissions;
using OrchardCore.Users.Models;

namespace Portal.Orchard.People;

internal static class PeopleHosting
{
    /// <summary>Sign-in, lockout, reset and second factor are Orchard's; here its users become customers and the retailer's people.</summary>
    public static void AddOrchardPeople(this IServiceCollection services)
    {
        PortalPermissions.Add(services.AddAuthorizationBuilder());
        services.AddPermissionProvider<PortalPermissions>();
        services.AddScoped<ICustomers, OrchardCustomers>();
        services.AddScoped<IStaffList, OrchardStaff>();
        services.AddScoped<ActivatedUsers>();
        services.AddDisplayDriver<LoginForm, ActivateLink>();
        services.AddDataMigration<PortalRoles>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Refusals>();
    }
}
