using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.Pages;
using OrchardCore.Users;
using UserOptions = OrchardCore.Users.UserOptions;

namespace Portal.Orchard.People;

/// <summary>The portal's addresses for signing in and out lead to Orchard's, so that no screen has to know whose users they are.</summary>
internal static class OrchardDoors
{
    public static void MapOrchardDoors(this IEndpointRouteBuilder routes, string path)
    {
        var doors = routes.MapGroup(path);
        Guard.Around(doors);
        doors.MapGet("/sign-in", (HttpContext context, IOptions<UserOptions> users) => To(context, users.Value.LoginPath, QueryString.Create("returnUrl", Links.Back(context.Request.Query["return"], "/")))).AllowAnonymous();
        doors.MapGet("/forgot-password", (HttpContext context) => To(context, "ForgotPassword")).AllowAnonymous();
        doors.MapGet("/account/password", (HttpContext context, IOptions<UserOptions> users) => To(context, users.Value.ChangePasswordUrl)).AllowAnonymous();
        doors.MapPost("/sign-out", Leave).RequireAuthorization();
        OrchardActivation.Map(doors);
    }

    private static async Task<RedirectHttpResult> Leave(HttpContext context, SignInManager<IUser> signIns, IOptions<UserOptions> users, Notices notices)
    {
        await signIns.SignOutAsync();
        // Not "cookies": those of other tenants at the same host name would go with ours.
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        notices.Put(context, "good", "You are signed out.");
        return To(context, users.Value.LoginPath);
    }

    private static RedirectHttpResult To(HttpContext context, string page, QueryString query = default) => TypedResults.LocalRedirect($"{context.Request.PathBase}/{page}{query}");
}
