using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn.Passwords;
using OrchardCore.Portal.SignIn.Sessions;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn.SecondStep;

/// <summary>Asks for the code again, or the password where there is no second step: for acts that could do harm on a screen that somebody left.</summary>
internal static class ProvePage
{
    public const string Path = "/prove";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, Show).RequireAuthorization();
        portal.MapPost(Path, Save).RequireAuthorization().Limited(Limits.SignIn);
    }

    private static async Task<IResult> Show(HttpContext context, PortalDb db, CancellationToken stop) =>
        await UserAsync(context, db, stop) is { } user ? ToPage(Ask(Form.Fresh(context), user, context.Request.Query["return"].ToString()), user) : TypedResults.NotFound();

    private static async Task<IResult> Save(HttpContext context, PortalDb db, PasswordTries tries, SecondFactors factors, SignInSessions sessions, CancellationToken stop)
    {
        if (await UserAsync(context, db, stop) is not { } user || SessionCookie.IdOf(context.User) is not { } session) return TypedResults.NotFound();
        var form = Ask(await Form.SentAsync(context, stop), user, "");
        if (!form.IsGood) return ToPage(form, user);
        if (user.TwoFactorEnabled ? await factors.TryAsync(user.Id, form["code"], stop) : await tries.TryAsync(user.Email!, form.Raw("password"), stop) is not null)
        {
            await sessions.ProveAsync(session, stop);
            return TypedResults.LocalRedirect(Links.Back(form["return"], "/account/password"));
        }
        form.Refuse(user.TwoFactorEnabled ? "code" : "password", user.TwoFactorEnabled ? SecondStepPage.Screen.Wrong : "This is not your password. After five wrong ones it can be tried again in 15 minutes.");
        return ToPage(form, user);
    }

    private static async Task<PortalUser?> UserAsync(HttpContext context, PortalDb db, CancellationToken stop) =>
        SessionCookie.UserOf(context.User) is { } id ? await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == id, stop) : null;

    private static Form Ask(Form form, PortalUser user, string back)
    {
        form.Field(new FormField("return", "Return", "hidden") { Value = back, Maxlength = "2000" });
        return user.TwoFactorEnabled ? form.Field(new FormField("code", "Code of your app") { Required = true, Maxlength = "20", Autocomplete = "one-time-code", Hint = "Or a recovery code." })
            : form.Field(new FormField("password", "Password", "password") { Required = true, Autocomplete = "current-password" });
    }

    private static Page<Card> ToPage(Form form, PortalUser user) => Card.Page(new Card(
        "Is it you?", $"Before you go on: show once more that you are {(user.Name == "" ? user.Email : user.Name)}. It holds for ten minutes.", form.ToPage(Path, "Go on"), []));
}

/// <summary>What the portal's own sessions remember of it.</summary>
internal sealed class SessionProof(PortalDb db, TimeProvider clock, Notices notices) : IProof
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    public async ValueTask<string?> AskAsync(HttpContext context, CancellationToken stop)
    {
        var since = clock.GetUtcNow().UtcDateTime - Fresh;
        if (SessionCookie.IdOf(context.User) is not { } id || await db.Sessions.AnyAsync(session => session.Id == id && session.ProvedAt >= since, stop)) return null;
        var reading = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (!reading) notices.Put(context, "warn", "Nothing is changed yet: show that it is you, then do it again.");
        var from = Uri.TryCreate(context.Request.Headers.Referer.ToString(), UriKind.Absolute, out var page) ? page.PathAndQuery : "";
        return Links.To(ProvePage.Path) + QueryString.Create("return", reading ? context.Request.PathBase + context.Request.Path + context.Request.QueryString : from);
    }
}
