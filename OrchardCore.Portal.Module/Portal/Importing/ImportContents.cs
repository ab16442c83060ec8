namespace OrchardCore.Portal.Importing;

/// <summary>
/// What was handed in, looked into: its files in the order in which they are taken, and what is wrong with it as a whole. The name
/// says nothing, the content does.
/// </summary>
internal sealed class ImportContents : IDisposable
{
    // They are held in memory: who reads so many stops reading.
    private const int MostProblems = 5_000;

    private readonly ZipContents? _zip;
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);

    private ImportContents(ZipContents? zip) => _zip = zip;

    /// <summary>The kind of the one file, or "zip".</summary>
    public string Kind { get; private init; } = "";
    public IReadOnlyList<ContentFile> Files { get; private init; } = [];

    /// <summary>With the file that each is about. A fatal one leaves no good rows.</summary>
    public IReadOnlyList<(string File, Problem Problem, bool IsFatal)> Problems { get; private init; } = [];

    public bool IsZip => _zip is not null;

    public static ImportContents Open(string path, string name, IReadOnlyList<FileKind> kinds, ImportOptions limits)
    {
        Stream OpenFile() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 << 10, FileOptions.SequentialScan);
        try
        {
            using (var start = OpenFile())
                if (Sniffed.IsZip(start)) return OfZip(ZipContents.Open(path, name, limits), name, kinds, limits);
            var (kind, faults) = Sniffed.KindOf(name, OpenFile, kinds, limits);
            return new ImportContents(null)
            {
                Kind = kind?.Name ?? "",
                Files = kind is null || faults.Count > 0 ? [] : [new ContentFile(0, name, kind, OpenFile)],
                Problems = [.. faults.Select(fault => (name, fault, true))],
            };
        }
        catch (FileRefusedException refused)
        {
            return new ImportContents(null) { Problems = [(refused.File, refused.Problem, true)] };
        }
    }

    private static ImportContents OfZip(ZipContents zip, string name, IReadOnlyList<FileKind> kinds, ImportOptions limits)
    {
        if (Workbook(zip) is { } workbook) return new ImportContents(zip) { Problems = [(name, new Problem(0, "", workbook, Sniffed.AsCsv), true)] };
        List<(string Name, FileKind Kind)> found = [];
        List<(string, Problem, bool)> problems = [];
        foreach (var file in zip.Names.Where(one => !IsPdf(one)))
        {
            if (problems.Count >= MostProblems)
            {
                problems.Insert(0, (file, new Problem(0, "", "too many problems", $"a zip with fewer than {MostProblems:N0} problems in what its files are; this one and those after it were not looked into"), true));
                break;
            }
            var (kind, faults) = Sniffed.KindOf(file, () => zip.Open(file), kinds, limits);
            problems.AddRange(faults.Select(fault => (file, fault, kind is CsvKind)));   // a broken header refuses all; a stray file only itself
            if (kind is not null && faults.Count == 0) found.Add((file, kind));
        }
        if (found.Count == 0 && problems.Count == 0) problems.Add(("", new Problem(0, "", "no file that could be imported", "a zip of CSV files, e-invoices and PDFs"), true));
        return new ImportContents(zip)
        {
            Kind = "zip",
            Files = [.. found.OrderBy(file => file.Kind.Order).ThenBy(file => file.Name, StringComparer.Ordinal).Select((file, index) => new ContentFile(index, file.Name, file.Kind, () => zip.Open(file.Name)))],
            Problems = problems,
        };
    }

    // Today's office documents are zips (ECMA-376 part 2; OpenDocument 1.3 part 2).
    private static string? Workbook(ZipContents zip) =>
        zip.Names.Any(name => name.StartsWith("xl/", StringComparison.Ordinal)) ? "an Excel workbook (.xlsx), whatever its name says"
        : zip.Has("[Content_Types].xml") || (zip.Has("mimetype") && zip.Has("META-INF/manifest.xml")) ? "an office document, whatever its name says"
        : null;

    /// <summary>A file that lies beside the others in the zip; null where there is none of that name.</summary>
    public Stream? OpenBeside(string name)
    {
        if (_zip is null || !_zip.Has(name)) return null;
        _used.Add(name);
        return _zip.Open(name);
    }

    public IEnumerable<string> UnusedPdfs => _zip?.Names.Where(name => IsPdf(name) && !_used.Contains(name)) ?? [];

    private static bool IsPdf(string name) => name.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase);

    public void Dispose() => _zip?.Dispose();
}
