using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.Help;

internal static class HelpPages
{
    public static void Map(IEndpointRouteBuilder portal) { }
}
