using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn.Passwords;
using OrchardCore.Portal.SignIn.SecondStep;
using OrchardCore.Portal.SignIn.Sessions;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn;

/// <summary>E-mail and password.</summary>
internal static class SignInPage
{
    // Said to everybody, so that it tells nobody whether the address has a sign-in.
    private const string Refusal = "The e-mail address or the password is not right. After five wrong passwords a sign-in is paused for 15 minutes.";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/sign-in", Show).AllowAnonymous();
        portal.MapPost("/sign-in", Enter).AllowAnonymous().Limited(Limits.SignIn);
    }

    private static async Task<IResult> Show(HttpContext context, RetailerScope scope, PortalDb db, CancellationToken stop)
    {
        var back = context.Request.Query["return"].ToString();
        return SessionCookie.UserOf(context.User) is { } user
            ? TypedResults.LocalRedirect(await HomeAsync(db, user, context.User.HasClaim(claim => claim.Type == ClaimTypes.Role), back, stop))
            : ToPage(Ask(Form.Fresh(context), back), scope.Current);
    }

    private static async Task<IResult> Enter(
        HttpContext context, RetailerScope scope, PortalDb db, PasswordTries tries, SignInSessions sessions, Halfway halfway, RateLimits limits, ILogger<PortalUser> log, CancellationToken stop)
    {
        var form = Ask(await Form.SentAsync(context, stop), "");
        if (!form.IsGood) return ToPage(form, scope.Current);

        var (retailer, network, email) = (scope.Current, RateLimitEndpoints.NetworkOf(context), RateLimitEndpoints.KeyOf(form["email"]));
        if (!await limits.HasTryAsync(Limits.WrongFromNetwork, retailer, network)) return RateLimitEndpoints.TooMany(context, Limits.WrongFromNetwork);
        if (!await limits.HasTryAsync(Limits.WrongForEmail, retailer, email)) return RateLimitEndpoints.TooMany(context, Limits.WrongForEmail);
        if (await tries.TryAsync(form["email"], form.Raw("password"), stop) is { } user)
        {
            if (user.TwoFactorEnabled)
            {
                halfway.Begin(context, user);
                return TypedResults.LocalRedirect(CodePage.Href(form["return"]));
            }
            await sessions.StartAsync(context, user, stop);
            log.SignedIn(user.Id);
            return TypedResults.LocalRedirect(await HomeAsync(db, user.Id, StaffRoles.Read(user.Role).Count > 0, form["return"], stop));
        }
        await limits.TakeAsync(Limits.WrongFromNetwork, retailer, network);
        await limits.TakeAsync(Limits.WrongForEmail, retailer, email);
        form.RefuseAll(Refusal);
        return ToPage(form, retailer);
    }

    /// <summary>Where a person goes who has just signed in. The retailer's people have no dashboard, unless they are customers too.</summary>
    internal static async Task<string> HomeAsync(PortalDb db, Guid user, bool staff, string back, CancellationToken stop)
    {
        if (!staff || await db.AccountAccess.AnyAsync(access => access.UserId == user, stop)) return Links.Back(back, "/");
        var asked = Links.Back(back, "/admin");
        return asked.StartsWith(Links.To("/admin"), StringComparison.Ordinal) ? asked : Links.To("/admin");
    }

    private static Form Ask(Form form, string back) => form
        .Field(new FormField("return", "Return", "hidden") { Value = back, Maxlength = "2000" })
        .Field(new FormField("email", "E-mail address", "email") { Required = true, Autocomplete = "username" })
        .Field(new FormField("password", "Password", "password") { Required = true, Autocomplete = "current-password" });

    private static Page<Card> ToPage(Form form, Retailer retailer) => Card.Page(new Card(
        "Sign in", $"Welcome to {retailer.Name}.", form.ToPage("/sign-in", "Sign in"),
        [new("Forgot your password?", Links.To("/forgot-password")), new("First time here? Activate your account", Links.To("/activate")), new("Pay a bill without signing in", Links.To("/pay/guest"))]));
}
