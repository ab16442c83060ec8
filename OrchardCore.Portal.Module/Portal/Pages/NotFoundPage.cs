using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.Pages;

/// <summary>Any other address: a page in the brand, not the server's blank one.</summary>
internal static class NotFoundPage
{
    public static void Map(IEndpointRouteBuilder portal) =>
        portal.MapFallback("{**path}", context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }).AllowAnonymous();
}
