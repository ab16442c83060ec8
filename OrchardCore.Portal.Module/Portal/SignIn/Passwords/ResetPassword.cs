using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn.Sessions;

namespace OrchardCore.Portal.SignIn.Passwords;

/// <summary>Behind the mailed link. Opening it uses nothing up, since mail programs open links too; sending the form does.</summary>
internal static class ResetPassword
{
    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/reset-password", Show).AllowAnonymous().Limited(Limits.UseLink);
        portal.MapPost("/reset-password", Save).AllowAnonymous().Limited(Limits.UseLink);
    }

    private static async Task<Page<Card>> Show(HttpContext context, string? token, MailedLinks links, CancellationToken stop) =>
        await links.FindAsync(LinkPurpose.PasswordReset, token ?? "", stop) is { } link ? ToPage(Ask(Form.Fresh(context), token!, link.Email)) : Gone();

    private static async Task<IResult> Save(
        HttpContext context, MailedLinks links, UserManager<PortalUser> users, SignIns signIns, SignInSessions sessions, PortalDb db, Mailer mailer, Notices notices, ILogger<PortalUser> log, CancellationToken stop)
    {
        var sent = await Form.SentAsync(context, stop);
        if (await links.FindAsync(LinkPurpose.PasswordReset, sent["token"], stop) is not { } link || await users.FindByEmailAsync(link.Email) is not { IsClosed: false } user) return Gone();
        var form = Ask(sent, "", link.Email);
        if (!form.IsGood) return ToPage(form);

        await using var together = await db.Database.BeginTransactionAsync(stop);
        if (!await links.UseAsync(link, stop)) return Gone();
        if (await signIns.SetPasswordAsync(user.Id, form.Raw("password"), stop) is { } fault)
        {
            form.Refuse("password", fault);
            return ToPage(form);   // the transaction is undone: the link is not used up
        }
        await sessions.EndAllAsync(user.Id, but: null, stop);
        await together.CommitAsync(stop);
        mailer.DeliverSoon();
        log.PasswordReset(user.Id);
        notices.Put(context, "good", "Your password is changed. Sign in with the new one.");
        return TypedResults.LocalRedirect(Links.To("/sign-in"));
    }

    private static Form Ask(Form form, string token, string email) => form
        .Field(new FormField("token", "Link", "hidden") { Value = token })
        .Field(new FormField("email", "E-mail address") { Value = email, Locked = true })
        .Field(new FormField("password", "New password", "password") { Required = true, Autocomplete = "new-password", Hint = PasswordRules.Hint });

    private static Page<Card> ToPage(Form form) => Card.Page(new Card(
        "Choose a new password", "You will be signed out everywhere, and can sign in with the new password.", form.ToPage("/reset-password", "Save the password"), []));

    private static Page<Card> Gone() => Card.Page(new Card(
        "This link no longer works", "It was used already, is more than an hour old, or a newer one has been sent.",
        Form: null, [new("Send me a new link", Links.To("/forgot-password")), new("Sign in", Links.To("/sign-in"))]), StatusCodes.Status410Gone);
}
