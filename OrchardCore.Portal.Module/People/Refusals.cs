using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrchardCore.Admin;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Users;
using OrchardCore.Users.Events;
using Portal.Orchard.Tenants;
using UserOptions = OrchardCore.Users.UserOptions;

namespace Portal.Orchard.People;

/// <summary>
/// Orchard answers whoever may not come in with a redirect. At the portal's addresses it is said where they are; only one of the retailer's
/// people who signs in and is no customer goes on to the admin instead of the dashboard, and one who is neither may have a bill to begin with.
/// Whom the site wants to have a second factor sets it up first: Orchard asks that at its own pages alone.
/// </summary>
internal sealed class Refusals(IOptions<PortalPlace> place, IOptions<AdminOptions> admin, IOptions<UserOptions> users) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _orchard = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        var isHome = Links.PathOf(context.Request) == "/";
        if (!IsPortal(context.GetEndpoint())) await _orchard.HandleAsync(next, context, policy, authorizeResult);
        else if (await LacksSecondFactorAsync(context)) context.Response.Redirect($"{context.Request.PathBase}/{users.Value.TwoFactorAuthenticationPath}");
        else if (!authorizeResult.Forbidden) await _orchard.HandleAsync(next, context, policy, authorizeResult);
        else if (isHome && await IsStaffAsync(context)) context.Response.Redirect($"{context.Request.PathBase}/{admin.Value.AdminUrlPrefix}");
        else if (isHome && context.User.Identity?.IsAuthenticated == true) context.Response.Redirect(Links.To("/activate"));
        else await FaultPage.WriteAsync(context, StatusCodes.Status403Forbidden);
    }

    private bool IsPortal(Endpoint? endpoint) => endpoint is RouteEndpoint route && $"/{route.RoutePattern.RawText?.Trim('/')}/".StartsWith(place.Value.Path + "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>As Orchard's own filter has it, which knows actions of MVC and no other endpoints.</summary>
    private static async Task<bool> LacksSecondFactorAsync(HttpContext context) =>
        context.User.HasClaim(claim => claim.Type == UserConstants.TwoFactorAuthenticationClaimType) && Links.PathOf(context.Request) != "/sign-out"
        && context.RequestServices.GetService<ITwoFactorAuthenticationHandlerCoordinator>() is { } factors
        && await context.RequestServices.GetRequiredService<UserManager<IUser>>().GetUserAsync(context.User) is { } user && await factors.IsRequiredAsync(user);

    private static async Task<bool> IsStaffAsync(HttpContext context) =>
        (await context.RequestServices.GetRequiredService<IAuthorizationService>().AuthorizeAsync(context.User, Policies.BackOffice)).Succeeded;
}
