using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.Statements;

internal static class StatementPdf
{
    public static void Map(IEndpointRouteBuilder portal) { }
}
