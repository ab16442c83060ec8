using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.Pages;
using Portal.Orchard.Tenants;

namespace Portal.Orchard.People;

/// <summary>Orchard answers whoever may not come in with a redirect. At the portal's addresses it is said where they are.</summary>
internal sealed class Refusals(IOptions<PortalPlace> place) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _orchard = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        authorizeResult.Forbidden && IsPortal(context.GetEndpoint())
            ? FaultPage.WriteAsync(context, StatusCodes.Status403Forbidden)
            : _orchard.HandleAsync(next, context, policy, authorizeResult);

    private bool IsPortal(Endpoint? endpoint) => endpoint is RouteEndpoint route && $"/{route.RoutePattern.RawText?.TrimStart('/')}/".StartsWith(place.Value.Path + "/", StringComparison.OrdinalIgnoreCase);
}
