using Microsoft.AspNetCore.Identity;
using OrchardCore.Data.Migration;
using OrchardCore.Portal.SignIn;
using OrchardCore.Security;

namespace Portal.Orchard.People;

/// <summary>
/// The roles that the portal speaks of, where the site has none of that name yet: Orchard gives a new role the permissions that <see cref="PortalPermissions"/> names
/// for it. One that is there stays as the site's administrators have it.
/// </summary>
internal sealed class PortalRoles(RoleManager<IRole> roles) : DataMigration
{
    public async Task<int> CreateAsync()
    {
        await AddAsync(PortalPermissions.Customer, "Sees the accounts that the sign-in is linked to.");
        foreach (var role in StaffRoles.All.Where(role => role.Key != StaffRoles.Administrator)) await AddAsync(role.Name, role.Does, "AccessAdminPanel");
        return 1;
    }

    private async Task AddAsync(string name, string does, params string[] permissions)
    {
        if (await roles.RoleExistsAsync(name)) return;
        var role = new Role { RoleName = name, RoleDescription = does, RoleClaims = [.. permissions.Select(RoleClaim.Create)] };
        var made = await roles.CreateAsync(role);
        if (!made.Succeeded) throw new InvalidOperationException($"The role {name} could not be made: {string.Join(", ", made.Errors.Select(error => error.Code))}.");
    }
}
