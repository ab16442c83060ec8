using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn.Sessions;

namespace OrchardCore.Portal.SignIn;

internal static class SignOut
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapPost("/sign-out", Leave).RequireAuthorization();

    private static async Task<RedirectHttpResult> Leave(HttpContext context, SignInSessions sessions, Notices notices, ILogger<PortalUser> log, CancellationToken stop)
    {
        if (SessionCookie.IdOf(context.User) is { } session) await sessions.EndAsync(session, stop);
        if (SessionCookie.UserOf(context.User) is { } user) log.SignedOut(user);
        await context.SignOutAsync(SignInHosting.Scheme);
        // Not "cookies": those of other retailers at the same host name would go with ours.
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        notices.Put(context, "good", "You are signed out.");
        return TypedResults.LocalRedirect(Links.To("/sign-in"));
    }
}
