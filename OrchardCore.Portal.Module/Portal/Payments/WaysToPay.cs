using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.Payments;

internal static class WaysToPay
{
    public static void Map(IEndpointRouteBuilder portal) { }
}
