using System.Xml;
using CsvHelper;

namespace OrchardCore.Portal.Importing;

/// <summary>Tells by its first bytes what a file is.</summary>
internal static class Sniffed
{
    private const string Taken = "a CSV file of the portal, a UBL 2.1 invoice or credit note, a NEM12, NEM13 or Green Button file, or a zip of these with PDFs";

    /// <summary>How a spreadsheet hands its rows over.</summary>
    public const string AsCsv = "a CSV file in UTF-8: in Excel choose Save as, \"CSV UTF-8 (Comma delimited)\", and hand that file in";

    /// <summary>Far more than any kind has, with what a spreadsheet leaves behind: each name that is not known costs a comparison with all that are, and a problem.</summary>
    private const int MostNames = 500;

    public static bool IsZip(Stream file) => Start(file) is [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..];

    /// <returns>The kind, where it could be told, and what is wrong with the file as a whole.</returns>
    public static (FileKind? Kind, IReadOnlyList<Problem> Faults) KindOf(string name, Func<Stream> open, IReadOnlyList<FileKind> kinds, ImportOptions limits)
    {
        byte[] start;
        using (var file = open()) start = Start(file);
        var text = start.AsSpan(start is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0).TrimStart(" \t\r\n"u8);
        if (text.IsEmpty) return (null, [new Problem(1, "", start.Length == 0 ? "an empty file" : "nothing but blanks", "a header and rows")]);
        if (text is [(byte)'<', ..] || start is [0xFE, 0xFF, 0, (byte)'<', ..] or [0xFF, 0xFE, (byte)'<', 0, ..]) return OfXml(name, open, kinds, limits);
        var letters = System.Text.Encoding.Latin1.GetString(text[..Math.Min(text.Length, 40)]);
        if (kinds.OfType<TextKind>().FirstOrDefault(kind => kind.Begins.Any(begin => letters.StartsWith(begin, StringComparison.Ordinal))) is { } told) return (told, []);
        if (Foreign(start) is { } what) return (null, [new Problem(1, "", what, IsUtf16(start) || IsOffice(start) ? AsCsv : Taken)]);
        return OfCsv(name, open, kinds);
    }

    private static bool IsUtf16(ReadOnlySpan<byte> start) => start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
    private static bool IsOffice(ReadOnlySpan<byte> start) => start is [0xD0, 0xCF, 0x11, 0xE0, ..];

    private static string? Foreign(ReadOnlySpan<byte> start) => start switch
    {
        [(byte)'P', (byte)'K', _, _, ..] => "a zip inside a zip",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF that no file names",
        [0x1F, 0x8B, ..] => "a gzip file",
        _ when IsUtf16(start) => "text in UTF-16; save it as UTF-8",
        _ when IsOffice(start) => "a workbook or document of Office (.xls, .doc), whatever its name says",
        _ => FirstLine(start).Contains((byte)0) ? "bytes that are not text" : null,   // one further down is told by its line
    };

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> start) => start.IndexOf((byte)'\n') is >= 0 and var end ? start[..end] : start;

    private static (FileKind?, IReadOnlyList<Problem>) OfXml(string name, Func<Stream> open, IReadOnlyList<FileKind> kinds, ImportOptions limits)
    {
        using var file = open();
        using var xml = SafeXml.Open(file, limits);
        try
        {
            xml.MoveToContent();
        }
        catch (XmlException fault)
        {
            var problem = SafeXml.Fault(fault, xml);
            return (null, [problem.Line > 0 ? problem : problem with { Line = LineOfDoctype(open) }]);
        }
        if (kinds.OfType<XmlKind>().FirstOrDefault(kind => kind.Roots.Contains((xml.LocalName, xml.NamespaceURI))) is { } known) return (known, []);
        return (null, [new Problem(((IXmlLineInfo)xml).LineNumber, "/" + xml.LocalName, Problem.Shown($"<{xml.LocalName}> of \"{xml.NamespaceURI}\": {SafeXml.NameOf(xml.LocalName)}"),
            $"an XML document that is supported: {string.Join(", or ", kinds.OfType<XmlKind>().Select(kind => $"{kind.Standard} ({string.Join(" or ", kind.Roots.Select(root => $"<{root.Name}> of {root.Namespace}"))})"))}")]);
    }

    // The reader stops before the DOCTYPE without a word on where it is.
    private static int LineOfDoctype(Func<Stream> open)
    {
        using var file = open();
        var start = Start(file);
        return start.AsSpan().IndexOf("<!DOCTYPE"u8) is >= 0 and var at ? start.AsSpan(0, at).Count((byte)'\n') + 1 : 0;
    }

    private static (FileKind?, IReadOnlyList<Problem>) OfCsv(string name, Func<Stream> open, IReadOnlyList<FileKind> kinds)
    {
        using var file = open();
        using var records = new CsvRecords(file);
        string[] header;
        bool hasRows;
        try
        {
            header = records.Header();
            hasRows = records.Next();
        }
        catch (CsvFormatException)
        {
            return (null, [new Problem(1, "", "a first line longer than 256 KB", "a header: the names of the columns, divided by commas")]);
        }
        if (header.Length > MostNames || HeaderFaults.Divided(header)?.Names.Count > MostNames)
            return (null, [new Problem(1, "", $"a first line of more than {MostNames} names", "a header: the names of the columns, divided by commas; a spreadsheet keeps empty columns at the end: delete them there")]);
        var names = HeaderFaults.Divided(header)?.Names ?? header;
        var likely = kinds.OfType<CsvKind>().OrderByDescending(kind => kind.Likeness(names)).ThenByDescending(kind => name.Contains(kind.Name, StringComparison.OrdinalIgnoreCase)).First();
        if (HeaderFaults.OfLine(header, likely) is { } whole) return (likely.Likeness(names) > 1 ? likely : null, [whole]);
        if (likely.Likeness(header) <= 1)
            return (null, [new Problem(1, "", Problem.Shown(string.Join(",", header)), $"{Taken}. The header belongs to none of: {string.Join(", ", kinds.OfType<CsvKind>().Select(kind => kind.Name + ".csv"))}")]);
        var faults = likely.FaultsOf(header).ToList();
        if (faults.Count == 0 && !hasRows) faults.Add(new Problem(1, "", "a header and no rows", "at least one row"));
        return (likely, faults);
    }

    private static byte[] Start(Stream file)
    {
        var start = new byte[512];
        return start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }
}
