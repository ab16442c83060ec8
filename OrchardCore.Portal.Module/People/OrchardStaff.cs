using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Security;
using OrchardCore.Security.Services;
using OrchardCore.Users;
using OrchardCore.Users.Indexes;
using OrchardCore.Users.Models;
using YesSql;
using YesSql.Services;

namespace Portal.Orchard.People;

/// <summary>The retailer's people among Orchard's users: those whose roles give them a permission of the back office, however the roles are named.</summary>
internal sealed class OrchardStaff(ISession session, IRoleService roles, ILookupNormalizer names, IUserClaimsPrincipalFactory<IUser> principals, IAuthorizationService permissions) : IStaffList
{
    public async Task<IReadOnlyList<StaffMember>> WhoMayAsync(string policy, CancellationToken stop)
    {
        List<string> asked = [];
        foreach (var role in await roles.GetRolesAsync())
        {
            // Orchard's administrators have every permission, and none written down.
            if (await roles.IsAdminRoleAsync(role.RoleName) || await MayAsync(await PersonOfAsync(role, stop), policy)) asked.Add(names.NormalizeName(role.RoleName));
        }
        List<StaffMember> found = [];
        foreach (var user in await session.Query<User, UserByRoleNameIndex>(index => index.RoleName.IsIn(asked)).ListAsync(stop))
            if (user.IsEnabled && await MayAsync(await principals.CreateAsync(user), policy)) found.Add(new StaffMember(StaffMember.IdOf(user.UserId), user.UserName, user.Email ?? ""));
        return found;
    }

    public async Task<bool> ReachesAsync(string accountNumber, CancellationToken stop)
    {
        var reaching = await session.Query<User, UserByClaimIndex>(index => index.ClaimType == OrchardCustomers.AccountClaim && index.ClaimValue == accountNumber).ListAsync(stop);
        foreach (var user in reaching)
        {
            var person = await principals.CreateAsync(user);
            foreach (var policy in Policies.OfBackOffice)
                if (await MayAsync(person, policy)) return true;
        }
        return false;
    }

    /// <summary>Somebody who has this role alone: asking the roles first spares reading all customers.</summary>
    private async Task<ClaimsPrincipal> PersonOfAsync(IRole role, CancellationToken stop) => new(new ClaimsIdentity(await roles.GetRoleClaimsAsync(role.RoleName, stop), "role"));

    private Task<bool> MayAsync(ClaimsPrincipal person, string policy) => permissions.AuthorizeAsync(person, PortalPermissions.Of(policy));
}
