using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.BackOffice.ImportFiles;

/// <summary>What each CSV file must look like, as the check itself knows it; and an empty one to begin with.</summary>
internal static class ImportColumns
{
    private const string Path = "/admin/imports/columns";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, Show).ForOffice(Policies.RunImports);
        portal.MapGet(Path + "/{kind}.csv", Empty).ForOffice(Policies.RunImports);
    }

    /// <summary>The place on the page where a kind's columns are told; the page itself where it is no CSV file.</summary>
    public static string HrefOf(string kind, FileKinds kinds) => Links.To(Path) + (kinds.All.OfType<CsvKind>().Any(one => one.Name == kind) ? "#" + kind : "");

    private static Page<Model> Show(FileKinds kinds) => new("BackOffice/ImportFiles/ImportColumns", "Columns of the files", new Model(
        Links.To("/admin/imports"),
        [.. kinds.All.OfType<CsvKind>().Select(kind => new Kind(kind.Name, kind.Name + ".csv", kind.KeyWords, Links.To($"{Path}/{kind.Name}.csv"), [.. kind.Columns.Select(column => new Line(column.Name, column.Required, column.Form))]))]),
        frame: FrameKind.Office);

    private static Results<FileContentHttpResult, NotFound> Empty(string kind, FileKinds kinds) =>
        kinds.All.OfType<CsvKind>().FirstOrDefault(one => one.Name == kind) is { } known
            ? TypedResults.File(Encoding.UTF8.GetBytes(string.Join(',', known.Columns.Select(column => column.Name)) + "\r\n"), "text/csv; charset=utf-8", known.Name + ".csv") : TypedResults.NotFound();

    internal sealed record Model(string BackHref, IReadOnlyList<Kind> Kinds);
    internal sealed record Kind(string Id, string File, string Keys, string Href, IReadOnlyList<Line> Columns);
    internal sealed record Line(string Name, bool Required, string Form);
}
