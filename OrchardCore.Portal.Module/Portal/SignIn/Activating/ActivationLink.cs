using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn.Passwords;
using OrchardCore.Portal.SignIn.SecondStep;
using OrchardCore.Portal.SignIn.Sessions;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn.Activating;

/// <summary>Behind the mailed link: a new person chooses a password; one who has a sign-in with this address gives its password, and it gets the account.</summary>
internal static class ActivationLink
{
    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/activate/account", Show).AllowAnonymous().Limited(Limits.UseLink);
        portal.MapPost("/activate/account", Save).AllowAnonymous().Limited(Limits.UseLink);
    }

    private static async Task<IResult> Show(HttpContext context, string? token, MailedLinks links, Work work, CancellationToken stop)
    {
        if (await links.FindAsync(LinkPurpose.Activation, token ?? "", stop) is not { } link || await work.AccountAsync(link, stop) is not { } account) return Gone();
        return await work.HasSignInAsync(link.Email) ? ToAdd(AskToAdd(Form.Fresh(context), token!, link)) : ToMake(AskToMake(Form.Fresh(context), token!, link, account));
    }

    private static async Task<IResult> Save(
        HttpContext context, MailedLinks links, Work work, SignInSessions sessions, Halfway halfway, Notices notices, ILogger<PortalUser> log, CancellationToken stop)
    {
        var sent = await Form.SentAsync(context, stop);
        if (await links.FindAsync(LinkPurpose.Activation, sent["token"], stop) is not { } link || await work.AccountAsync(link, stop) is not { } account) return Gone();
        var has = await work.HasSignInAsync(link.Email);
        var form = has ? AskToAdd(sent, "", link) : AskToMake(sent, "", link, account);
        var user = !form.IsGood ? null : has ? await work.AddAsync(link, form, stop) : await work.MakeAsync(link, form, stop);
        if (user is null) return has ? ToAdd(form) : ToMake(form);

        SwitchAccount.Remember(context, link.AccountNumber);
        log.AccountActivated(user.Id);
        notices.Put(context, "good", has ? "The account is added to your sign-in." : "Welcome. Your account is ready.");
        if (user.TwoFactorEnabled)
        {
            halfway.Begin(context, user);   // the password alone opens nothing here either
            return TypedResults.LocalRedirect(CodePage.Href(""));
        }
        await sessions.StartAsync(context, user, stop);
        return TypedResults.LocalRedirect(Links.To("/"));
    }

    private static Form AskToMake(Form form, string token, MailedLink link, Account account) => form
        .Field(new FormField("token", "Link", "hidden") { Value = token })
        .Field(new FormField("email", "You sign in with") { Value = link.Email, Locked = true })
        .Field(new FormField("name", "Name") { Value = $"{account.FirstName} {account.LastName}".Trim(), Required = true, Autocomplete = "name", Maxlength = "100" })
        .Field(new FormField("password", "Password", "password") { Required = true, Autocomplete = "new-password", Hint = PasswordRules.Hint });

    private static Form AskToAdd(Form form, string token, MailedLink link) => form
        .Field(new FormField("token", "Link", "hidden") { Value = token })
        .Field(new FormField("email", "You sign in with") { Value = link.Email, Locked = true })
        .Field(new FormField("password", "Password", "password") { Required = true, Autocomplete = "current-password" });

    private static Page<Card> ToMake(Form form) => Card.Page(new Card(
        "Choose a password", "One step is left: what you will sign in with.", form.ToPage("/activate/account", "Activate my account"), []));

    private static Page<Card> ToAdd(Form form) => Card.Page(new Card(
        "Add this account", "You have a sign-in with this address already. Give its password, and the account is added to it.",
        form.ToPage("/activate/account", "Add the account"), [new("Forgot your password?", Links.To("/forgot-password"))]));

    private static Page<Card> Gone() => Card.Page(new Card(
        "This link no longer works", "It was used already, is more than 24 hours old, or a newer one has been sent.",
        Form: null, [new("Send me a new link", Links.To("/activate")), new("Sign in", Links.To("/sign-in"))]), StatusCodes.Status410Gone);

    /// <summary>The two ways in. Each uses the link up in the transaction of what it opens.</summary>
    internal sealed class Work(
        PortalDb db, MailedLinks links, SignIns signIns, PasswordTries tries, UserManager<PortalUser> users, RetailerScope scope, Mailer mailer)
    {
        public Task<Account?> AccountAsync(MailedLink link, CancellationToken stop) =>
            db.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.AccountNumber == link.AccountNumber, stop);

        public async Task<bool> HasSignInAsync(string email) => await users.FindByEmailAsync(email) is not null;

        public async Task<PortalUser?> MakeAsync(MailedLink link, Form form, CancellationToken stop)
        {
            await using var together = await db.Database.BeginTransactionAsync(stop);
            if (await links.UseAsync(link, stop))
            {
                var made = await signIns.CreateAsync(link.Email, form["name"], form.Raw("password"), role: "", [link.AccountNumber], stop);
                if (made.User is { } user) return await DoneAsync(user, link, together, stop);
                form.Refuse("password", made.Refusal);
            }
            else form.RefuseAll("This link has just been used.");
            return null;
        }

        public async Task<PortalUser?> AddAsync(MailedLink link, Form form, CancellationToken stop)
        {
            if (await tries.TryAsync(link.Email, form.Raw("password"), stop) is not { } user)
            {
                form.Refuse("password", "This is not the password of your sign-in. After five wrong ones it can be tried again in 15 minutes.");
                return null;
            }
            await using var together = await db.Database.BeginTransactionAsync(stop);
            if (await links.UseAsync(link, stop))
            {
                await signIns.GrantAsync(user.Id, link.AccountNumber, stop);
                return await DoneAsync(user, link, together, stop);
            }
            form.RefuseAll("This link has just been used.");
            return null;
        }

        private async Task<PortalUser> DoneAsync(PortalUser user, MailedLink link, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction together, CancellationToken stop)
        {
            await mailer.QueueAsync("SignIn/Activating/ActivatedMail", user.Email!, $"Your {scope.Current.Name} account is ready", new ActivatedMail(user.Name, link.AccountNumber, user.Email!));
            await db.SaveChangesAsync(stop);
            await together.CommitAsync(stop);
            mailer.DeliverSoon();
            return user;
        }
    }

    internal sealed record ActivatedMail(string Name, string AccountNumber, string Email);
}
