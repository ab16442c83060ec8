using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Pages;

namespace OrchardCore.Portal.SignIn.Sessions;

/// <summary>The cookie of a session. Its name carries __Host-: Secure, this host only (OWASP ASVS 5, 3.3.1); RetailerCookies adds the retailer.</summary>
internal static class SessionCookie
{
    private const string Session = "session", NeedsStep = "needs-second-step";

    public static void Set(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = "__Host-portal-session";
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        cookie.Cookie.SameSite = SameSiteMode.Lax;   // a link in a mail finds the person signed in
        cookie.Cookie.HttpOnly = true;
        cookie.ExpireTimeSpan = SignInSessions.Longest;
        cookie.SlidingExpiration = false;            // how long is left is the row's to say
        cookie.Events = new CookieAuthenticationEvents
        {
            OnValidatePrincipal = CheckAsync,
            OnRedirectToLogin = ToSignIn,
            OnRedirectToAccessDenied = Refuse,
        };
    }

    public static ClaimsPrincipal For(Guid sessionId) => new(new ClaimsIdentity([new Claim(Session, sessionId.ToString())], SignInHosting.Scheme));

    /// <param name="needsSecondStep">The retailer asks a second step of its people: until this one has it, they have no role.</param>
    public static ClaimsPrincipal PrincipalOf(PortalUser user, Guid sessionId, bool needsSecondStep) => new(new ClaimsIdentity(
    [
        new Claim(ClaimTypes.NameIdentifier, user.Id.ToString()), new Claim(ClaimTypes.Name, user.Name), new Claim(ClaimTypes.Email, user.Email!),
        new Claim(Session, sessionId.ToString()), .. StaffRoles.Read(user.Role).Select(role => needsSecondStep ? new Claim(NeedsStep, "") : new Claim(ClaimTypes.Role, role)),
    ], SignInHosting.Scheme));

    public static Guid? IdOf(ClaimsPrincipal person) => Guid.TryParse(person.FindFirstValue(Session), out var id) ? id : null;
    public static Guid? UserOf(ClaimsPrincipal person) => Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    private static async Task CheckAsync(CookieValidatePrincipalContext asked)
    {
        var session = asked.HttpContext.RequestServices.GetRequiredService<SessionOfRequest>();
        if (asked.Principal is not null && IdOf(asked.Principal) is { } id && await session.FindAsync(id, asked.HttpContext.RequestAborted) is { } person)
        {
            asked.ReplacePrincipal(person);
            return;
        }
        asked.RejectPrincipal();
        await asked.HttpContext.SignOutAsync(SignInHosting.Scheme);
    }

    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> asked)
    {
        if (!asked.HttpContext.User.HasClaim(claim => claim.Type == NeedsStep)) return FaultPage.WriteAsync(asked.HttpContext, StatusCodes.Status403Forbidden);
        asked.Response.Redirect(Links.To(SecondStep.SecondStepPage.Path));
        return Task.CompletedTask;
    }

    private static Task ToSignIn(RedirectContext<CookieAuthenticationOptions> asked)
    {
        var context = asked.HttpContext;
        if (context.Request.Cookies.ContainsKey(asked.Options.Cookie.Name!))
            context.RequestServices.GetRequiredService<Notices>().Put(context, "warn", "Please sign in again: your session has ended. For your safety that happens after two hours without use.");
        var back = context.Request.PathBase + context.Request.Path + context.Request.QueryString;
        context.Response.Redirect(Links.To("/sign-in") + (HttpMethods.IsGet(context.Request.Method) ? QueryString.Create("return", back) : ""));
        return Task.CompletedTask;
    }
}
