using System.Globalization;
using System.Text;
using CsvHelper;

namespace OrchardCore.Portal.Importing;

/// <summary>What goes back to the retailer: all problems as a CSV file, and the refused rows of each CSV file to be mended.</summary>
internal static class BatchReports
{
    /// <summary>So many problems are shown; the report has all.</summary>
    public const int ShownProblems = 1000;

    /// <summary>So many kinds of problems are told, each with so many examples.</summary>
    public const int ShownKinds = 40, ShownExamples = 3;

    private static readonly CsvWriterOptions ForSpreadsheets = new() { WriteByteOrderMark = true, Injection = CsvInjection.Escape };

    public static async Task WriteAsync(BatchFolder place, ImportContents contents, Scratch scratch, bool withRows, CancellationToken stop)
    {
        File.Delete(place.Problems);
        if (Directory.Exists(place.Refused)) Directory.Delete(place.Refused, recursive: true);
        await WriteProblemsAsync(place, scratch, stop);
        if (!withRows) return;
        Directory.CreateDirectory(place.Refused);
        foreach (var file in contents.Files.Where(file => file.Kind is CsvKind)) WriteRows(place, file, scratch, stop);
    }

    private static async Task WriteProblemsAsync(BatchFolder place, Scratch scratch, CancellationToken stop)
    {
        await using var file = File.Create(place.Problems);
        await using var csv = CsvWriter.Create(file, ForSpreadsheets, leaveOpen: true);
        foreach (var heading in (string[])["severity", "file", "line", "place", "found", "expected"]) csv.WriteField(heading);
        await csv.EndRecordAsync(stop);
        foreach (var (_, name, _, problem) in scratch.Problems())
        {
            csv.WriteField(problem.IsWarning ? "warning" : "error");
            csv.WriteField(name);
            csv.WriteField(problem.Line == 0 ? "" : problem.Line.ToString(CultureInfo.InvariantCulture));
            csv.WriteField(problem.Place);
            csv.WriteField(problem.Found);
            csv.WriteField(problem.Expected);
            await csv.EndRecordAsync(stop);
        }
    }

    // To be mended in a spreadsheet and handed in again: what it would take for a formula gets an apostrophe, which is taken off when the file
    // comes back (CsvRecords); the last column is passed over then.
    private static void WriteRows(BatchFolder place, ContentFile file, Scratch scratch, CancellationToken stop)
    {
        using var refused = scratch.Refused(file.Index).GetEnumerator();
        if (!refused.MoveNext()) return;
        using var content = file.Open();
        using var records = new CsvRecords(content);
        var header = records.Header();
        var reason = Array.IndexOf(header, CsvKind.ReasonColumn);
        using var mend = new StreamWriter(Path.Combine(place.Refused, $"{file.Index + 1:00}-{file.Kind.Name}-refused.csv"), append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\r\n" };
        mend.WriteLine(string.Join(',', header.Where(name => name != CsvKind.ReasonColumn).Append(CsvKind.ReasonColumn).Select(Mendable)));
        for (var record = 1L; records.Next(); record++)
        {
            if (record != refused.Current.Record) continue;
            stop.ThrowIfCancellationRequested();
            mend.WriteLine(string.Join(',', records.Values().Where((_, place) => place != reason).Append(refused.Current.Why).Select(Mendable)));
            if (!refused.MoveNext()) return;
        }
    }

    private static string Mendable(string value) => Quoted(Apostrophe.Before(value));

    private static string Quoted(string value) => value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
