using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.EnergyServices;

internal static class ServiceList
{
    public static void Map(IEndpointRouteBuilder portal) { }
}
