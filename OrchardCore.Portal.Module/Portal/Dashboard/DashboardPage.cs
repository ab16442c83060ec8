using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.Dashboard;

internal static class DashboardPage
{
    public static void Map(IEndpointRouteBuilder portal) { }
}
