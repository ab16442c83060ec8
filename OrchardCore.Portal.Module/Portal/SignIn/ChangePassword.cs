using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.SignIn;

internal static class ChangePassword
{
    public static void Map(IEndpointRouteBuilder portal) { }
}
