using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.Importing;

internal static class ImportApi
{
    public static void Map(IEndpointRouteBuilder portal) { }
}
