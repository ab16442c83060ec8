using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Users;
using OrchardCore.Users.Models;

namespace Portal.Orchard.People;

/// <summary>
/// The customer behind one of Orchard's users: whose role may see accounts, and whose claims name them. Both are read anew each time, so that
/// taking an account away works at once and not when the cookie is renewed (OWASP ASVS 5, 8.3.2).
/// </summary>
internal sealed class OrchardCustomers(SignInManager<IUser> signIns, PortalDb db) : ICustomers
{
    /// <summary>A user's claim of this type holds the number of an account; one claim an account.</summary>
    public const string AccountClaim = "account_number";

    public async ValueTask<Customer?> FindAsync(HttpContext context, CancellationToken stop)
    {
        // Orchard asks for the security stamp every half hour; a bill must not be open that long to a browser that was signed out elsewhere.
        if (context.User.Identity?.IsAuthenticated != true || await signIns.ValidateSecurityStampAsync(context.User) is not User { IsEnabled: true } user) return null;
        // Asked for here: it is made of handlers, of which one is made of this.
        if (!await context.RequestServices.GetRequiredService<IAuthorizationService>().AuthorizeAsync(context.User, PortalPermissions.SeeOwnAccounts)) return null;
        var numbers = user.UserClaims.Where(claim => claim.ClaimType == AccountClaim).Select(claim => claim.ClaimValue).ToList();
        var accounts = await db.Accounts.AsNoTracking().Where(account => numbers.Contains(account.AccountNumber))
            .OrderBy(account => account.IsClosed).ThenBy(account => account.AccountNumber)
            .Select(account => new { account.FirstName, account.LastName, Reached = new ReachedAccount(account.AccountNumber, account.Address.Line1 + ", " + account.Address.City) })
            .ToListAsync(stop);
        if (accounts.Count == 0) return null;
        var wanted = context.Request.Cookies[SwitchAccount.Cookie];
        var inView = accounts.Find(account => account.Reached.Number == wanted) ?? accounts[0];
        var name = $"{accounts[0].FirstName} {accounts[0].LastName}".Trim();
        return new Customer(StaffMember.IdOf(user.UserId), name != "" ? name : user.UserName, user.Email, inView.Reached.Number, [.. accounts.Select(account => account.Reached)]);
    }
}
