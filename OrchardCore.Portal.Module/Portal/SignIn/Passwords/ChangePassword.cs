using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn.Sessions;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.SignIn.Passwords;

/// <summary>Change Password, and where the person is signed in.</summary>
internal static class ChangePassword
{
    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/account/password", Show).RequireAuthorization();
        portal.MapPost("/account/password", Save).RequireAuthorization().Limited(Limits.SignIn);
        portal.MapPost("/account/password/sign-out-others", SignOutOthers).RequireAuthorization();
    }

    private static async Task<Results<Page<Model>, NotFound>> Show(HttpContext context, Screen screen, CancellationToken stop) =>
        await screen.UserAsync(context, stop) is { } user ? await screen.ToPageAsync(context, user, Ask(Form.Fresh(context)), stop) : TypedResults.NotFound();

    private static async Task<Results<RedirectHttpResult, Page<Model>, NotFound>> Save(
        HttpContext context, Screen screen, PasswordTries tries, SignIns signIns, SignInSessions sessions, PortalDb db, Mailer mailer, Notices notices, ILogger<PortalUser> log, CancellationToken stop)
    {
        if (await screen.UserAsync(context, stop) is not { } user) return TypedResults.NotFound();
        var form = Ask(await Form.SentAsync(context, stop));
        if (form.IsGood && await tries.TryAsync(user.Email!, form.Raw("current"), stop) is null)
            form.Refuse("current", "This is not your current password. After five wrong ones it can be tried again in 15 minutes.");
        if (form.IsGood && form.Raw("current") == form.Raw("password")) form.Refuse("password", "This is the password that you have now. Choose another one.");
        if (form.IsGood && await signIns.SetPasswordAsync(user.Id, form.Raw("password"), stop) is { } fault) form.Refuse("password", fault);
        if (!form.IsGood) return await screen.ToPageAsync(context, user, form, stop);

        await sessions.EndAllAsync(user.Id, but: null, stop);
        await sessions.StartAsync(context, await db.Users.AsNoTracking().SingleAsync(one => one.Id == user.Id, stop), stop);
        mailer.DeliverSoon();
        log.PasswordChanged(user.Id);
        notices.Put(context, "good", "Your password is changed. Other browsers are signed out.");
        return TypedResults.LocalRedirect(Links.To("/account/password"));
    }

    private static async Task<RedirectHttpResult> SignOutOthers(HttpContext context, SignInSessions sessions, Notices notices, ILogger<PortalUser> log, CancellationToken stop)
    {
        if (SessionCookie.UserOf(context.User) is { } user)
        {
            await sessions.EndAllAsync(user, SessionCookie.IdOf(context.User), stop);
            log.SignedOutOthers(user);
            notices.Put(context, "good", "Other browsers are signed out.");
        }
        return TypedResults.LocalRedirect(Links.To("/account/password"));
    }

    private static Form Ask(Form form) => form
        .Field(new FormField("current", "Current password", "password") { Required = true, Autocomplete = "current-password" })
        .Field(new FormField("password", "New password", "password") { Required = true, Autocomplete = "new-password", Hint = PasswordRules.Hint });

    /// <summary>What the screen is put together from. A person of the retailer without accounts sees it too.</summary>
    internal sealed class Screen(PortalDb db, SignInSessions sessions, RetailerScope scope, RetailerCalendar calendar, ICustomers customers, CustomerOfRequest held, PastLooks looks)
    {
        public async Task<PortalUser?> UserAsync(HttpContext context, CancellationToken stop)
        {
            held.Customer ??= await customers.FindAsync(context, stop);   // for the frame
            return SessionCookie.UserOf(context.User) is { } id ? await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == id, stop) : null;
        }

        public async Task<Page<Model>> ToPageAsync(HttpContext context, PortalUser user, Form form, CancellationToken stop)
        {
            var here = SessionCookie.IdOf(context.User);
            var on = await sessions.OnFor(user).OrderByDescending(session => session.SeenAt).ToListAsync(stop);
            IReadOnlyList<PastLook> past = held.Customer is { } customer ? await looks.OfAsync(customer, stop) : [];
            var page = form.ToPage("/account/password", "Change password");
            var title = scope.Current.Wording.Word("Password and sign-in");
            return new("SignIn/Passwords/ChangePassword", title, new Model(title, user.Email!, page, Links.To("/account/password/sign-out-others"), on.Count > 1, user.TwoFactorEnabled, Links.To(SecondStep.SecondStepPage.Path),
                [.. on.OrderByDescending(session => session.Id == here).Select(session => new Model.Browser(session.Browser, session.Id == here ? $"Signed in {Moment(session.StartedAt)}" : $"Last used {Moment(session.SeenAt)}", session.Id == here))],
                scope.Current.Name, past), frame: FrameOf(user));
        }

        /// <summary>One of the retailer's people who is no customer has no menu but the back office's.</summary>
        public FrameKind FrameOf(PortalUser user) => user.Role != "" && held.Customer is null ? FrameKind.Office : FrameKind.Layout;

        private string Moment(DateTime utc) => scope.Current.Wording.Moment(utc, calendar);
    }

    internal sealed record Model(string Title, string Email, FormPage Form, string SignOutOthersAction, bool HasOthers, bool HasSecondStep, string SecondStepHref, IReadOnlyList<Model.Browser> Browsers, string Retailer, IReadOnlyList<PastLook> Looks)
    {
        internal sealed record Browser(string Name, string When, bool IsHere);
    }
}
