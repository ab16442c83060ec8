using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.SignIn;

internal static class Activation
{
    public static void Map(IEndpointRouteBuilder portal) { }
}
