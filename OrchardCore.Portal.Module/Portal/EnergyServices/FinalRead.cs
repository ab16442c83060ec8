using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.EnergyServices;

internal static class FinalRead
{
    public static void Map(IEndpointRouteBuilder portal) { }
}
