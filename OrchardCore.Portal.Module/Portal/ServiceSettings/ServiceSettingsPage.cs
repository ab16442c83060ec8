using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.ServiceSettings;

internal static class ServiceSettingsPage
{
    public static void Map(IEndpointRouteBuilder portal) { }
}
