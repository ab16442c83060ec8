using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.SignIn;

internal static class ForgotPassword
{
    public static void Map(IEndpointRouteBuilder portal) { }
}
