using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Pages;

namespace OrchardCore.Portal.BackOffice.ImportFiles;

/// <summary>What is wrong with a file, said once for all rows that it is wrong with.</summary>
internal static class ProblemKinds
{
    public static async Task<IReadOnlyList<Kind>> OfAsync(PortalDb db, ImportBatch batch, BatchWords said, CancellationToken stop)
    {
        var kinds = await db.ImportProblemKinds.AsNoTracking().Where(kind => kind.BatchId == batch.Id).OrderBy(kind => kind.Ordinal).ToListAsync(stop);
        return [.. kinds.Select(kind => ToKind(kind, batch, said))];
    }

    /// <summary>To keep the problems of one kind in the list below: its number and what it is called.</summary>
    public static IEnumerable<Choice> ToChoices(IReadOnlyList<Kind> kinds) => kinds.Select((kind, place) => new Choice(BatchWords.Plain(place), kind.Place == "" ? kind.Count : $"{kind.Place}: {kind.Count}"));

    private static Kind ToKind(ImportProblemKind kind, ImportBatch batch, BatchWords said)
    {
        var examples = ProblemExample.Read(kind.Examples);
        var isRows = !batch.IsUnreadable && examples.All(example => example.Line > 1);
        var count = said.Counted(kind.Count, isRows ? "row" : "place", isRows ? "rows" : "places") + (kind.Files > 1 ? $" in {said.Number(kind.Files)} files" : "");
        return new Kind(count, kind.Place, kind.Expected, kind.IsWarning ? "warn" : "bad", kind.IsWarning ? "Warning" : "Problem",
            [.. examples.Select(example => new Example(Where(example, batch), example.Found == "" ? "nothing" : example.Found, example.Found == ""))],
            kind.Count > examples.Count ? Links.To($"/admin/imports/{batch.Id}?what={kind.Ordinal}#problems") : "");
    }

    private static string Where(ProblemExample example, ImportBatch batch) =>
        string.Join(", ", new[] { batch.Kind == "zip" ? example.File : "", example.Line == 0 ? "" : $"line {BatchWords.Plain(example.Line)}" }.Where(part => part != "")) is { Length: > 0 } where ? where : "the file";

    /// <param name="Count">"37 rows".</param>
    /// <param name="Place">The column, or the path in an XML document; empty where it is the row as a whole.</param>
    /// <param name="AllHref">All of them in the list; empty where the examples are all.</param>
    internal sealed record Kind(string Count, string Place, string Expected, string Tone, string Word, IReadOnlyList<Example> Examples, string AllHref);

    /// <param name="IsEmpty">What was found is nothing, and is said so in words.</param>
    internal sealed record Example(string Where, string Found, bool IsEmpty);
}
