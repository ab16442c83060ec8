using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.Usage;

internal static class UsageProfile
{
    public static void Map(IEndpointRouteBuilder portal) { }
}
