using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.SignIn.Staff;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.People;

/// <summary>The retailer's people with their roles, and who is asked to join them. A host whose people are kept elsewhere has no such screen.</summary>
internal static class PeopleList
{
    internal const string Path = "/admin/people";
    private const string Area = "People";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, Show).AfterProof().ForOffice(Policies.ManagePeople);
        portal.MapPost(Path, Invite).AfterProof().ForOffice(Policies.ManagePeople).LimitedByPerson(new Limit("staff-invites", 30, TimeSpan.FromHours(1)));
        portal.MapPost(Path + "/invitations/{link:guid}/cancel", Cancel).AfterProof().ForOffice(Policies.ManagePeople);
        PersonPage.Map(portal);
    }

    private static Task<IResult> Show(HttpContext context, Screen screen, CancellationToken stop) => screen.ShowAsync(context, RoleForm.Ask(Email(Form.Fresh(context)), ""), stop);

    private static async Task<IResult> Invite(
        HttpContext context, Screen screen, StaffInvites invites, UserManager<PortalUser> users, Mailer mailer, AuditTrail trail, Notices notices, PortalDb db, CancellationToken stop)
    {
        var form = RoleForm.Ask(Email(await Form.SentAsync(context, stop)), "");
        RoleForm.Check(form);
        if (form.IsGood && await users.FindByEmailAsync(form["email"]) is { Role: not "" }) form.Refuse("email", "This person is one of your people already: choose them in the list.");
        if (!form.IsGood) return await screen.ShowAsync(context, form, stop);

        var roles = RoleForm.Chosen(form);
        await invites.QueueAsync(form["email"], roles, context.User.Identity?.Name ?? "", stop);
        trail.Note(Area, "Invited", form["email"], Path, AuditTrail.Changes(("Roles", "", StaffRoles.Names(roles))));
        await db.SaveChangesAsync(stop);
        mailer.DeliverSoon();
        notices.Put(context, "good", $"{form["email"]} is invited. The link in the mail works once, within three days.");
        return TypedResults.LocalRedirect(Links.To(Path));
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> Cancel(Guid link, HttpContext context, StaffInvites invites, AuditTrail trail, TimeProvider clock, Notices notices, PortalDb db, CancellationToken stop)
    {
        if (await invites.Open().AsTracking().SingleOrDefaultAsync(one => one.Id == link, stop) is not { } found) return TypedResults.NotFound();
        found.UsedAt = clock.GetUtcNow().UtcDateTime;
        trail.Note(Area, "Took back an invitation", found.Email, Path);
        await db.SaveChangesAsync(stop);
        notices.Put(context, "good", $"The invitation of {found.Email} is taken back. Its link no longer works.");
        return TypedResults.LocalRedirect(Links.To(Path));
    }

    private static Form Email(Form form) => form.Field(new FormField("email", "E-mail address", "email") { Required = true, Autocomplete = "off", Hint = "They choose their password themselves." });

    internal sealed class Screen(PortalDb db, StaffInvites invites, RetailerScope scope, RetailerCalendar calendar)
    {
        public async Task<IResult> ShowAsync(HttpContext context, Form form, CancellationToken stop)
        {
            var time = new OfficeTime(scope.Current.Wording, calendar);
            var list = List(time);
            var people = db.Users.AsNoTracking().Where(user => user.Role != "");
            if (Listing<PortalUser>.WantsCsv(context.Request)) return list.Csv(context.Request, people, "people.csv");
            var open = await invites.Open().AsNoTracking().ToListAsync(stop);
            return new Page<Model>("BackOffice/People/PeopleList", "People", new Model(await list.PageAsync(context.Request, people, stop), form.ToPage(Path, "Send the invitation"),
                [.. open.Select(link => new Invited(link.Email, StaffRoles.Names(link.Role), $"Until {time.Of(link.ExpiresAt)}", Links.To($"{Path}/invitations/{link.Id}/cancel")))]), frame: FrameKind.Office);
        }
    }

    private static Listing<PortalUser> List(OfficeTime time) => new Listing<PortalUser>("people", "People", time.Words)
    {
        Path = Path,
        Counted = ("person", "people"),
        NothingYet = new EmptyPage("Nobody yet", "Invite the first of your people."),
    }
    .Column("name", "Name", user => user.Name, user => Cell.Link(user.Name == "" ? user.Email! : user.Name, Links.To($"{Path}/{user.Id}"), user.Email!), user => user.Name, lead: true)
    .Column<string>("email", "E-mail", null, null, user => user.Email!)
    .Column("roles", "Roles", user => user.Role, user => Cell.Plain(StaffRoles.Names(user.Role)), user => StaffRoles.Names(user.Role), lead: true)
    .Column("factor", "Second step", user => user.TwoFactorEnabled, user => Cell.Chip(user.TwoFactorEnabled ? "On" : "Off", user.TwoFactorEnabled ? "good" : "flat"), user => user.TwoFactorEnabled ? "on" : "off")
    .Column("seen", "Last sign-in", user => user.LastSignInAt, user => Cell.Plain(time.Of(user.LastSignInAt, "Never")), user => user.LastSignInAt?.ToString("O") ?? "")
    .Column("state", "State", user => user.LockoutEnd, user => Cell.Chip(user.IsClosed ? "Locked" : "Active", user.IsClosed ? "bad" : "good"), user => user.IsClosed ? "locked" : "active", lead: true)
    .FirstBy("name", down: false, tie: user => user.Id)
    .Search("Name or e-mail", user => user.Name, user => user.Email!);

    internal sealed record Model(TablePage Table, FormPage Form, IReadOnlyList<Invited> Invitations);
    internal sealed record Invited(string Email, string Roles, string Until, string CancelAction);
}

/// <summary>The roles as boxes to tick: a person may have several.</summary>
internal static class RoleForm
{
    private const string Box = "role-";

    public static Form Ask(Form form, string roles)
    {
        var held = StaffRoles.Read(roles);
        foreach (var role in StaffRoles.All) form.Field(new FormField(Box + role.Key, role.Name, "checkbox") { Hint = role.Does, Value = held.Contains(role.Key) ? "true" : "" });
        return form;
    }

    public static void Check(Form form)
    {
        if (Chosen(form) == "") form.Refuse(Box + StaffRoles.Administrator, "Choose one role at least.");
    }

    public static string Chosen(Form form) => StaffRoles.Written(StaffRoles.All.Select(role => role.Key).Where(key => form[Box + key] == "true"));
}
