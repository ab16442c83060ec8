using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Security;
using OrchardCore.Settings;
using Portal.Orchard.People;

namespace Portal.Orchard.Settings;

/// <summary>Orchard asks for each page of settings whether the person may manage all of them: whoever edits the brand may open the portal's own.</summary>
internal sealed class FactsPermission(IServiceProvider services) : AuthorizationHandler<PermissionRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (requirement.Permission.Name != SettingsPermissions.ManageGroupSettings.Name || !string.Equals(context.Resource as string, RetailerFactsDriver.Group, StringComparison.OrdinalIgnoreCase)) return;
        // Asked for late: it is made of handlers such as this.
        if (await services.GetRequiredService<IAuthorizationService>().AuthorizeAsync(context.User, PortalPermissions.Of(Policies.EditBrand))) context.Succeed(requirement);
    }
}
