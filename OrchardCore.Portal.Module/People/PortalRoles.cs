using Microsoft.AspNetCore.Identity;
using OrchardCore.Data.Migration;
using OrchardCore.Portal.SignIn;
using OrchardCore.Security;

namespace Portal.Orchard.People;

/// <summary>
/// The roles that the portal speaks of, where the site has none of that name yet: Orchard gives a new role the permissions that <see cref="PortalPermissions"/> names
/// for it. One that is there keeps what the site's administrators gave it; Orchard adds to it what the list has for its name when the feature is switched on.
/// </summary>
internal sealed class PortalRoles(RoleManager<IRole> roles) : DataMigration
{
    public async Task<int> CreateAsync()
    {
        await AddCustomerAsync(roles);
        foreach (var role in StaffRoles.All.Where(role => role.Key != StaffRoles.Administrator)) await AddAsync(roles, role.Name, role.Does, "AccessAdminPanel");
        return 1;
    }

    public static Task AddCustomerAsync(RoleManager<IRole> roles) => AddAsync(roles, PortalPermissions.Customer, "Sees the accounts that the sign-in is linked to.");

    private static async Task AddAsync(RoleManager<IRole> roles, string name, string does, params string[] permissions)
    {
        if (await roles.RoleExistsAsync(name)) return;
        var role = new Role { RoleName = name, RoleDescription = does, RoleClaims = [.. permissions.Select(RoleClaim.Create)] };
        var made = await roles.CreateAsync(role);
        if (!made.Succeeded) throw new InvalidOperationException($"The role {name} could not be made: {string.Join(", ", made.Errors.Select(error => error.Code))}.");
    }
}
