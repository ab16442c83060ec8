using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.BackOffice.ImportFiles;

internal static class ImportFilesPage
{
    public static void Map(IEndpointRouteBuilder portal) { }
}
