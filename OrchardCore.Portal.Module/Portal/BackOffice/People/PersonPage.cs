using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.BackOffice.Audit;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.SignIn.SecondStep;
using OrchardCore.Portal.SignIn.Sessions;
using OrchardCore.Portal.SignIn.Staff;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.People;

/// <summary>One of the retailer's people: roles, lock, removal. Nobody locks or removes themselves, and the last administrator stays one.</summary>
internal static class PersonPage
{
    private const string Area = "People";
    private const string LastOne = "Somebody must stay an administrator who can sign in. Make somebody else one first.";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(PeopleList.Path + "/{person:guid}", Show).AfterProof().ForOffice(Policies.ManagePeople);
        portal.MapPost(PeopleList.Path + "/{person:guid}/roles", SaveRoles).AfterProof().ForOffice(Policies.ManagePeople);
        portal.MapPost(PeopleList.Path + "/{person:guid}/lock", Lock).AfterProof().ForOffice(Policies.ManagePeople);
        portal.MapPost(PeopleList.Path + "/{person:guid}/unlock", Unlock).AfterProof().ForOffice(Policies.ManagePeople);
        portal.MapPost(PeopleList.Path + "/{person:guid}/second-step-off", TurnOff).AfterProof().ForOffice(Policies.ManagePeople);
        portal.MapPost(PeopleList.Path + "/{person:guid}/remove", Remove).AfterProof().ForOffice(Policies.ManagePeople);
    }

    private static async Task<Results<Page<Model>, NotFound>> Show(Guid person, HttpContext context, Screen screen, CancellationToken stop) =>
        await screen.FindAsync(person, stop) is { } user ? screen.ToPage(context, user, RoleForm.Ask(Form.Fresh(context), user.Role)) : TypedResults.NotFound();

    private static async Task<Results<Page<Model>, RedirectHttpResult, NotFound>> SaveRoles(
        Guid person, HttpContext context, Screen screen, StaffChanges changes, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        if (await screen.FindAsync(person, stop) is not { } user) return TypedResults.NotFound();
        var form = RoleForm.Ask(await Form.SentAsync(context, stop), user.Role);
        RoleForm.Check(form);
        if (!form.IsGood) return screen.ToPage(context, user, form);
        var roles = RoleForm.Chosen(form);
        if (roles == StaffRoles.Written(StaffRoles.Read(user.Role))) return TypedResults.LocalRedirect(Links.To($"{PeopleList.Path}/{person}"));
        trail.Note(Area, "Changed roles", user.Email!, $"{PeopleList.Path}/{person}", AuditTrail.Changes(("Roles", StaffRoles.Names(user.Role), StaffRoles.Names(roles))));
        if (!await changes.TakeAsync(person, one => one.Role = roles, stop))
        {
            form.RefuseAll(LastOne);
            return screen.ToPage(context, user, form);
        }
        notices.Put(context, "good", $"Saved. {user.Name} is signed out everywhere, and has the new roles from the next sign-in on.");
        return TypedResults.LocalRedirect(Links.To(SessionCookie.UserOf(context.User) == person ? "/sign-in" : $"{PeopleList.Path}/{person}"));
    }

    private static Task<Results<RedirectHttpResult, NotFound>> Lock(Guid person, HttpContext context, Screen screen, StaffChanges changes, AuditTrail trail, Notices notices, CancellationToken stop) =>
        DoAsync(person, context, screen, changes, trail, notices, "Locked", "is locked, and signed out everywhere", one => one.LockoutEnd = PortalUser.ForGood, notOneself: true, stop);

    private static Task<Results<RedirectHttpResult, NotFound>> Unlock(Guid person, HttpContext context, Screen screen, StaffChanges changes, AuditTrail trail, Notices notices, CancellationToken stop) =>
        DoAsync(person, context, screen, changes, trail, notices, "Unlocked", "can sign in again", one => (one.LockoutEnd, one.AccessFailedCount) = (null, 0), notOneself: false, stop);

    private static Task<Results<RedirectHttpResult, NotFound>> Remove(Guid person, HttpContext context, Screen screen, StaffChanges changes, AuditTrail trail, Notices notices, CancellationToken stop) =>
        DoAsync(person, context, screen, changes, trail, notices, "Removed", "is no longer one of your people", one => one.Role = "", notOneself: true, stop);

    /// <summary>For who has lost the phone and the recovery codes: who it is was made sure of elsewhere.</summary>
    private static async Task<Results<RedirectHttpResult, NotFound>> TurnOff(
        Guid person, HttpContext context, Screen screen, SecondFactors factors, SignInSessions sessions, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        if (await screen.FindAsync(person, stop) is not { TwoFactorEnabled: true } user || SessionCookie.UserOf(context.User) == person) return TypedResults.NotFound();
        trail.Note(Area, "Turned off the second step", user.Email!, $"{PeopleList.Path}/{person}");
        await factors.TurnOffAsync(user, context.User.Identity?.Name ?? "an administrator", stop);
        await sessions.EndAllAsync(person, but: null, stop);
        notices.Put(context, "good", $"The second step of {user.Name} is off. They are told by mail, and can set it up anew.");
        return TypedResults.LocalRedirect(Links.To($"{PeopleList.Path}/{person}"));
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> DoAsync(
        Guid person, HttpContext context, Screen screen, StaffChanges changes, AuditTrail trail, Notices notices, string deed, string done, Action<PortalUser> change, bool notOneself, CancellationToken stop)
    {
        if (await screen.FindAsync(person, stop) is not { } user) return TypedResults.NotFound();
        var here = $"{PeopleList.Path}/{person}";
        if (notOneself && SessionCookie.UserOf(context.User) == person)
        {
            notices.Put(context, "bad", "Not yourself: ask another administrator.");
            return TypedResults.LocalRedirect(Links.To(here));
        }
        trail.Note(Area, deed, user.Email!, deed == "Removed" ? "" : here, AuditTrail.Changes(deed == "Removed" ? [("Roles", StaffRoles.Names(user.Role), "")] : []));
        var taken = await changes.TakeAsync(person, change, stop);
        notices.Put(context, taken ? "good" : "bad", taken ? $"{user.Name} {done}." : LastOne);
        return TypedResults.LocalRedirect(Links.To(taken && deed == "Removed" ? PeopleList.Path : here));
    }

    internal sealed class Screen(PortalDb db, RetailerScope scope, RetailerCalendar calendar)
    {
        public Task<PortalUser?> FindAsync(Guid person, CancellationToken stop) => db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == person && user.Role != "", stop);

        public Page<Model> ToPage(HttpContext context, PortalUser user, Form form)
        {
            var time = new OfficeTime(scope.Current.Wording, calendar);
            var here = $"{PeopleList.Path}/{user.Id}";
            return new("BackOffice/People/PersonPage", "People", new Model(user.Name == "" ? user.Email! : user.Name, user.Email!, user.IsClosed ? "Locked" : "Active", user.IsClosed ? "bad" : "good",
                time.Of(user.LastSignInAt, "Never"), user.TwoFactorEnabled, form.ToPage(here + "/roles", "Save the roles"), user.IsClosed, SessionCookie.UserOf(context.User) == user.Id,
                Links.To(PeopleList.Path), Links.To(here + (user.IsClosed ? "/unlock" : "/lock")), Links.To(here + "/second-step-off"), Links.To(here + "/remove"), Links.To(AuditList.Path) + QueryString.Create("object", here)), frame: FrameKind.Office);
        }
    }

    internal sealed record Model(
        string Name, string Email, string State, string Tone, string LastSignIn, bool HasSecondStep, FormPage Form, bool IsLocked, bool IsOneself, string BackHref, string LockAction, string StepOffAction, string RemoveAction, string AuditHref);
}
