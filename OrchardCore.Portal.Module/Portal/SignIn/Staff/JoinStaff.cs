using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn.Passwords;
using OrchardCore.Portal.SignIn.Sessions;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn.Staff;

/// <summary>Behind an invitation: a new person chooses a password; one who is a customer with this address gives its password, and is one of the people too.</summary>
internal static class JoinStaff
{
    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/join", Show).AllowAnonymous().Limited(Limits.UseLink);
        portal.MapPost("/join", Save).AllowAnonymous().Limited(Limits.UseLink);
    }

    private static async Task<IResult> Show(HttpContext context, string? token, MailedLinks links, UserManager<PortalUser> users, CancellationToken stop) =>
        await links.FindAsync(LinkPurpose.StaffInvite, token ?? "", stop) is { } link ? ToPage(Ask(Form.Fresh(context), token!, link, await HasSignInAsync(users, link)), link) : Gone();

    private static async Task<IResult> Save(HttpContext context, MailedLinks links, UserManager<PortalUser> users, Work work, ILogger<PortalUser> log, Notices notices, CancellationToken stop)
    {
        var sent = await Form.SentAsync(context, stop);
        if (await links.FindAsync(LinkPurpose.StaffInvite, sent["token"], stop) is not { } link) return Gone();
        var has = await HasSignInAsync(users, link);
        var form = Ask(sent, "", link, has);
        var user = form.IsGood ? await work.JoinAsync(context, link, form, has, stop) : null;
        if (user is null) return ToPage(form, link);
        log.StaffJoined(user.Id);
        notices.Put(context, "good", "You have joined. Sign in with your e-mail address and password.");
        return TypedResults.LocalRedirect(Links.To("/sign-in"));
    }

    private static async Task<bool> HasSignInAsync(UserManager<PortalUser> users, MailedLink link) => await users.FindByEmailAsync(link.Email) is not null;

    private static Form Ask(Form form, string token, MailedLink link, bool has)
    {
        form.Field(new FormField("token", "Link", "hidden") { Value = token }).Field(new FormField("email", "You sign in with") { Value = link.Email, Locked = true });
        return has ? form.Field(new FormField("password", "Password", "password") { Required = true, Autocomplete = "current-password", Hint = "Of the sign-in that you have with this address." })
            : form.Field(new FormField("name", "Name") { Required = true, Autocomplete = "name", Maxlength = "100", Hint = "As customers and colleagues see it." })
                .Field(new FormField("password", "Password", "password") { Required = true, Autocomplete = "new-password", Hint = PasswordRules.Hint });
    }

    private static Page<Card> ToPage(Form form, MailedLink link) => Card.Page(new Card("Join the back office", $"As: {StaffRoles.Names(link.Role)}.", form.ToPage("/join", "Join"), []));

    private static Page<Card> Gone() => Card.Page(new Card(
        "This invitation no longer works", "It was used already, is more than three days old, or was taken back. Ask for a new one.", Form: null, [new("Sign in", Links.To("/sign-in"))]), StatusCodes.Status410Gone);

    /// <summary>Uses the link up in the transaction of what it opens, and after whoever changes the same person (<see cref="StaffChanges"/>).</summary>
    internal sealed class Work(PortalDb db, MailedLinks links, SignIns signIns, PasswordTries tries, AuditTrail trail, SignInSessions sessions)
    {
        public async Task<PortalUser?> JoinAsync(HttpContext context, MailedLink link, Form form, bool has, CancellationToken stop)
        {
            PortalUser? known = null;
            if (has && (known = await tries.TryAsync(link.Email, form.Raw("password"), stop)) is null)
            {
                form.Refuse("password", "This is not the password of your sign-in. After five wrong ones it can be tried again in 15 minutes.");
                return null;
            }
            await using var alone = await Alone.WaitAsync(db, "staff", stop);
            await using var together = await db.Database.BeginTransactionAsync(stop);
            if (!await links.UseAsync(link, stop))
            {
                form.RefuseAll("This link has just been used.");
                return null;
            }
            await links.VoidAsync(LinkPurpose.StaffInvite, link.Email, "", stop);
            var (before, after) = ("", link.Role);
            if (known is null)
            {
                var made = await signIns.CreateAsync(link.Email, form["name"], form.Raw("password"), link.Role, [], stop);
                if (made.User is null)
                {
                    form.Refuse("password", made.Refusal);
                    return null;   // the transaction is undone: the link is not used up
                }
                known = made.User;
            }
            else
            {
                before = await db.Users.Where(user => user.Id == known.Id).Select(user => user.Role).SingleAsync(stop);
                after = StaffRoles.Written([.. StaffRoles.Read(before), .. StaffRoles.Read(link.Role)]);
                await db.Users.Where(user => user.Id == known.Id).ExecuteUpdateAsync(user => user.SetProperty(one => one.Role, after), stop);
                await sessions.EndAllAsync(known.Id, but: null, stop);   // a customer's session, perhaps on a shared computer, is not to have the office's rights
            }
            trail.Enter(new StaffMember(known.Id, known.Name, known.Email!), Guard.TraceOf(context));
            trail.Note("People", "Joined", known.Email!, $"/admin/people/{known.Id}", AuditTrail.Changes(("Roles", StaffRoles.Names(before), StaffRoles.Names(after))));
            await db.SaveChangesAsync(stop);
            await together.CommitAsync(stop);
            return known;
        }
    }
}
