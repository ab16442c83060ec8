using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Pages;

namespace OrchardCore.Portal.SignIn;

internal static class SignOut
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapPost("/sign-out", (Delegate)Leave).RequireAuthorization();

    private static async Task<RedirectHttpResult> Leave(HttpContext context)
    {
        await context.SignOutAsync(SignInHosting.Scheme);
        return TypedResults.LocalRedirect(Links.To("/sign-in"));
    }
}
