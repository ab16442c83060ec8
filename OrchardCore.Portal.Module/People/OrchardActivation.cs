using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.SignIn.Activating;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Users.Models;
using UserOptions = OrchardCore.Users.UserOptions;

namespace Portal.Orchard.People;

/// <summary>
/// Behind the link that <see cref="Activation"/> mails. A new person becomes one of Orchard's users. One whom Orchard knows by the address logs in there first,
/// with whatever the site asks of them, and then adds the account.
/// </summary>
internal static class OrchardActivation
{
    private const string Path = "/activate/account";

    public static void Map(IEndpointRouteBuilder doors)
    {
        doors.MapGet(Path, Show).AllowAnonymous().Limited(Limits.UseLink);
        doors.MapPost(Path, Save).AllowAnonymous().Limited(Limits.UseLink);
    }

    private static async Task<IResult> Show(HttpContext context, string? token, MailedLinks links, ActivatedUsers activated, PortalDb db, IOptions<UserOptions> users, IOptions<IdentityOptions> identity, CancellationToken stop) =>
        await FindAsync(db, links, token ?? "", stop) is not { } link ? Gone()
            : await activated.FindAsync(link) is not { } user ? ToMake(AskToMake(Form.Fresh(context), token!, link, identity.Value.Password))
            : Stopped(context, user, token!, users.Value) ?? ToAdd(AskToAdd(Form.Fresh(context), token!, link));

    private static async Task<IResult> Save(
        HttpContext context, MailedLinks links, ActivatedUsers activated, PortalDb db, IOptions<UserOptions> users, IOptions<IdentityOptions> identity, Notices notices, CancellationToken stop)
    {
        var sent = await Form.SentAsync(context, stop);
        if (await FindAsync(db, links, sent["token"], stop) is not { } link) return Gone();
        var user = await activated.FindAsync(link);
        if (user is not null && Stopped(context, user, sent["token"], users.Value) is { } stopped) return stopped;
        var form = user is null ? AskToMake(sent, "", link, identity.Value.Password) : AskToAdd(sent, "", link);
        var done = form.IsGood && (user is null ? await activated.MakeAsync(link, form, stop) : await activated.AddAsync(link, form, user, stop));
        if (!done) return user is null ? ToMake(form) : ToAdd(form);
        SwitchAccount.Remember(context, link.AccountNumber);
        notices.Put(context, "good", user is null ? "Welcome. Your account is ready." : "The account is added to your sign-in.");
        return TypedResults.LocalRedirect(Links.To("/"));
    }

    /// <returns>The link, where it can still be used and its account is there.</returns>
    private static async Task<MailedLink?> FindAsync(PortalDb db, MailedLinks links, string token, CancellationToken stop) =>
        await links.FindAsync(LinkPurpose.Activation, token, stop) is { } link && await db.Accounts.AsNoTracking().AnyAsync(account => account.AccountNumber == link.AccountNumber, stop) ? link : null;

    /// <summary>What stands before adding an account to a user: it must be theirs who are signed in here.</summary>
    private static IResult? Stopped(HttpContext context, User user, string token, UserOptions users)
    {
        if (!user.IsEnabled) return Card.Page(new Card("This sign-in is closed", "There is a sign-in with this address, and it is switched off. Call us, and we look into it together.", Form: null, []));
        if (context.User.Identity?.IsAuthenticated != true)
        {
            var back = QueryString.Create("returnUrl", Links.To(Path) + QueryString.Create("token", token));
            return TypedResults.LocalRedirect($"{context.Request.PathBase}/{users.LoginPath}{back}");
        }
        return StaffMember.Of(context.User).UserId == StaffMember.IdOf(user.UserId) ? null
            : Card.Page(new Card("You are signed in as somebody else", "The link is for the sign-in with the address that it was mailed to. Sign out, then open the link again.", Form.Fresh(context).ToPage("/sign-out", "Sign out"), []));
    }

    private static Form AskToMake(Form form, string token, MailedLink link, PasswordOptions rules) => form
        .Field(new FormField("token", "Link", "hidden") { Value = token })
        .Field(new FormField("email", "You sign in with") { Value = link.Email, Locked = true })
        .Field(new FormField("password", "Password", "password") { Required = true, Autocomplete = "new-password", Hint = HintOf(rules) });

    private static Form AskToAdd(Form form, string token, MailedLink link) => form
        .Field(new FormField("token", "Link", "hidden") { Value = token })
        .Field(new FormField("account", "Account") { Value = link.AccountNumber, Locked = true })
        .Field(new FormField("email", "Is added to your sign-in") { Value = link.Email, Locked = true });

    /// <summary>The site's own rules: "At least 8 characters, with a capital letter and a digit."</summary>
    private static string HintOf(PasswordOptions rules)
    {
        List<string> parts = [];
        if (rules.RequireUppercase) parts.Add("a capital letter");
        if (rules.RequireLowercase) parts.Add("a small letter");
        if (rules.RequireDigit) parts.Add("a digit");
        if (rules.RequireNonAlphanumeric) parts.Add("a sign such as ! or -");
        var with = parts switch { [] => "", [var only] => $", with {only}", _ => $", with {string.Join(", ", parts[..^1])} and {parts[^1]}" };
        return $"At least {rules.RequiredLength} characters{with}.";
    }

    private static Page<Card> ToMake(Form form) => Card.Page(new Card(
        "Choose a password", "One step is left: what you will sign in with.", form.ToPage(Path, "Activate my account"), []));

    private static Page<Card> ToAdd(Form form) => Card.Page(new Card(
        "Add this account", "You have a sign-in already. From now on it shows this account too.", form.ToPage(Path, "Add the account"), []));

    private static Page<Card> Gone() => Card.Page(new Card(
        "This link no longer works", "It was used already, is more than 24 hours old, or a newer one has been sent.",
        Form: null, [new("Send me a new link", Links.To("/activate")), new("Sign in", Links.To("/sign-in"))]), StatusCodes.Status410Gone);
}
