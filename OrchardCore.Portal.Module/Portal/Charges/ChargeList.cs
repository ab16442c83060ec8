using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.Charges;

internal static class ChargeList
{
    public static void Map(IEndpointRouteBuilder portal) { }
}
