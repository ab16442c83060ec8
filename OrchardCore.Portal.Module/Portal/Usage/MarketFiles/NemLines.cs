using OrchardCore.Portal.Importing;

namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>The lines of a market file, one at a time; blank ones are passed over, and quotes, which say nothing there.</summary>
internal sealed class NemLines(StreamReader text, string fileName)
{
    private const int LongestLine = 64 * 1024;

    /// <summary>Counted from 1, blank ones too.</summary>
    public long Number { get; private set; }

    public string? Next()
    {
        while (text.ReadLine() is { } line)
        {
            Number++;
            if (line.Length > LongestLine) throw Refused("a line longer than 64 KB", "a record in each line");
            if (line.Contains('\0', StringComparison.Ordinal)) throw Refused("bytes that are not text", "ASCII or UTF-8");
            if (line.AsSpan().Trim(", \t").Length > 0) return line.Contains('"', StringComparison.Ordinal) ? line.Replace("\"", "", StringComparison.Ordinal) : line;
        }
        return null;
    }

    public FileRefusedException Refused(string found, string expected) => new(fileName, new Problem(Number, "", found, expected));
}
