using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrchardCore.Admin;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using Portal.Orchard.Tenants;

namespace Portal.Orchard.People;

/// <summary>
/// Orchard answers whoever may not come in with a redirect. At the portal's addresses it is said where they are; only one of the retailer's
/// people who signs in and is no customer goes on to the admin instead of the dashboard.
/// </summary>
internal sealed class Refusals(IOptions<PortalPlace> place, IOptions<AdminOptions> admin) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _orchard = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Forbidden || !IsPortal(context.GetEndpoint())) await _orchard.HandleAsync(next, context, policy, authorizeResult);
        else if (Links.PathOf(context.Request) == "/" && await IsStaffAsync(context)) context.Response.Redirect($"{context.Request.PathBase}/{admin.Value.AdminUrlPrefix}");
        else await FaultPage.WriteAsync(context, StatusCodes.Status403Forbidden);
    }

    private bool IsPortal(Endpoint? endpoint) => endpoint is RouteEndpoint route && $"/{route.RoutePattern.RawText?.Trim('/')}/".StartsWith(place.Value.Path + "/", StringComparison.OrdinalIgnoreCase);

    private static async Task<bool> IsStaffAsync(HttpContext context) =>
        (await context.RequestServices.GetRequiredService<IAuthorizationService>().AuthorizeAsync(context.User, Policies.BackOffice)).Succeeded;
}
