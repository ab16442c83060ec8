namespace OrchardCore.Portal.Importing;

/// <summary>
/// What was handed in, looked into: its files in the order in which they are taken, and what is wrong with it as a whole. The name
/// says nothing, the content does.
/// </summary>
internal sealed class ImportContents : IDisposable
{
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
                if (Sniffed.IsZip(start)) return OfZip(ZipContents.Open(path, name, limits), kinds, limits);
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

    private static ImportContents OfZip(ZipContents zip, IReadOnlyList<FileKind> kinds, ImportOptions limits)
    {
        List<(string Name, FileKind Kind)> found = [];
        List<(string, Problem, bool)> problems = [];
        foreach (var name in zip.Names.Where(name => !IsPdf(name)))
        {
            var (kind, faults) = Sniffed.KindOf(name, () => zip.Open(name), kinds, limits);
            problems.AddRange(faults.Select(fault => (name, fault, kind is CsvKind)));   // a broken header refuses all; a stray file only itself
            if (kind is not null && faults.Count == 0) found.Add((name, kind));
        }
        if (found.Count == 0 && problems.Count == 0) problems.Add(("", new Problem(0, "", "no file that could be imported", "a zip of CSV files, e-invoices and PDFs"), true));
        return new ImportContents(zip)
        {
            Kind = "zip",
            Files = [.. found.OrderBy(file => file.Kind.Order).ThenBy(file => file.Name, StringComparer.Ordinal).Select((file, index) => new ContentFile(index, file.Name, file.Kind, () => zip.Open(file.Name)))],
            Problems = problems,
        };
    }

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
