using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrchardCore.Modules;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.SignIn.Activating;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Security;
using OrchardCore.Users;
using OrchardCore.Users.Events;
using OrchardCore.Users.Models;
using OrchardCore.Users.Services;
using YesSql;

namespace Portal.Orchard.People;

/// <summary>Makes one of Orchard's users the customer of an account, and uses the mailed link up with it.</summary>
internal sealed class ActivatedUsers(
    PortalDb db, MailedLinks links, UserManager<IUser> users, SignInManager<IUser> signIns, IUserService service, RoleManager<IRole> roles, ISession session,
    IEnumerable<IRegistrationFormEvents> registration, IOptions<IdentityOptions> identity, RetailerScope scope, Mailer mailer, ILogger<ActivatedUsers> log)
{
    private const int LongestName = 40;

    public async Task<User?> FindAsync(MailedLink link) => await users.FindByEmailAsync(link.Email) as User;

    /// <summary>A new user, signed in unless the site's registration says otherwise.</summary>
    /// <returns>False where it was refused; the form says why.</returns>
    public async Task<bool> MakeAsync(MailedLink link, Form form, CancellationToken stop)
    {
        var user = new User { UserName = await FreeNameAsync(link.Email), Email = link.Email, EmailConfirmed = true, IsEnabled = true, RoleNames = [PortalPermissions.Customer] };
        user.UserClaims.Add(new UserClaim { ClaimType = OrchardCustomers.AccountClaim, ClaimValue = link.AccountNumber });
        var made = await TogetherAsync(link, form, user, async () => await service.CreateUserAsync(user, form.Raw("password"), (field, fault) => Refuse(form, field, fault)) is not null, stop);
        if (!made) return false;
        var registering = new UserRegisteringContext(user);
        await registration.InvokeAsync((events, context) => events.RegisteringAsync(context), registering, log);
        if (!registering.CancelSignIn) await signIns.SignInAsync(user, isPersistent: false);
        await registration.InvokeAsync((events, one) => events.RegisteredAsync(one), user, log);
        return true;
    }

    /// <summary>One more account for whoever is signed in with the link's address.</summary>
    public Task<bool> AddAsync(MailedLink link, Form form, User user, CancellationToken stop) => TogetherAsync(link, form, user, async () =>
    {
        var accounts = user.UserClaims.Where(claim => claim.ClaimType == OrchardCustomers.AccountClaim).Select(claim => claim.ClaimValue).ToList();
        if (accounts.Count == 0) DropLogins(user, besides: signIns.Context.User.FindFirstValue(ClaimTypes.AuthenticationMethod));
        if (!accounts.Contains(link.AccountNumber)) user.UserClaims.Add(new UserClaim { ClaimType = OrchardCustomers.AccountClaim, ClaimValue = link.AccountNumber });
        if (!await users.IsInRoleAsync(user, PortalPermissions.Customer)) await users.AddToRoleAsync(user, PortalPermissions.Customer);
        user.EmailConfirmed = true;
        // Somebody else may have registered the address before, and a site need not ask whether it is theirs: every other browser is signed out.
        var saved = await users.UpdateSecurityStampAsync(user);
        if (saved.Succeeded) await signIns.RefreshSignInAsync(user);
        else form.RefuseAll(string.Join(" ", saved.Errors.Select(error => error.Description)));
        return saved.Succeeded;
    }, stop);

    /// <summary>The user is Orchard's and the link the portal's, in two databases: the link is used up only where the user was saved, and of two at once one is told.</summary>
    private async Task<bool> TogetherAsync(MailedLink link, Form form, User user, Func<Task<bool>> save, CancellationToken stop)
    {
        await using var together = await db.Database.BeginTransactionAsync(stop);
        if (!await links.UseAsync(link, stop))
        {
            form.RefuseAll("This link has just been used.");
            return false;
        }
        await PortalRoles.AddCustomerAsync(roles);   // who deletes it would find nobody able to get in
        if (!await save())
        {
            await session.CancelAsync();
            return false;
        }
        await session.SaveChangesAsync(stop);   // Orchard's scope would do it at its end, when the link is used up and the mail is out
        await mailer.QueueAsync("SignIn/Activating/ActivatedMail", link.Email, $"Your {scope.Current.Name} account is ready", new ActivationLink.ActivatedMail(user.UserName, link.AccountNumber, link.Email));
        await db.SaveChangesAsync(stop);
        await together.CommitAsync(stop);
        mailer.DeliverSoon();
        log.AccountLinked(StaffMember.IdOf(user.UserId));
        return true;
    }

    /// <summary>Orchard's user names know no @ unless the site says so: what stands before it, with a number where it is taken. People log in with the address.</summary>
    private async Task<string> FreeNameAsync(string email)
    {
        var allowed = identity.Value.User.AllowedUserNameCharacters;
        var before = new string([.. email.Split('@')[0].Where(sign => allowed.Contains(sign, StringComparison.Ordinal)).Take(LongestName)]);
        var stem = before == "" ? "customer" : before;
        var name = stem;
        for (var number = 2; await users.FindByNameAsync(name) is not null; number++) name = stem + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return name;
    }

    /// <summary>Before the first account: whoever registered the address unseen may have linked a way in of their own, which outlives a new password.</summary>
    private static void DropLogins(User user, string? besides)
    {
        foreach (var login in user.LoginInfos.Where(login => login.LoginProvider != besides).ToList())
        {
            user.LoginInfos.Remove(login);
            user.UserTokens = [.. user.UserTokens.Where(token => token.LoginProvider != login.LoginProvider)];
        }
    }

    private static void Refuse(Form form, string field, string fault)
    {
        if (field == "Password") form.Refuse("password", fault);
        else form.RefuseAll(fault);
    }
}

internal static partial class ActivatedUsersLog
{
    [LoggerMessage(9101, LogLevel.Information, "An account was linked to user {User} by a mailed link")]
    public static partial void AccountLinked(this ILogger log, Guid user);
}
