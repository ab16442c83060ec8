using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.Statements;

internal static class StatementDetail
{
    public static void Map(IEndpointRouteBuilder portal) { }
}
