using System.Globalization;
using System.Text;

namespace OrchardCore.Portal.ContactUs;

/// <summary>A name from elsewhere, made fit to be shown and to be saved under on any system.</summary>
internal static class FileNames
{
    private const int Longest = 80;

    private static readonly HashSet<string> OfDevices = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", .. Enumerable.Range(0, 10).SelectMany(number => new[] { $"COM{number}", $"LPT{number}" })], StringComparer.OrdinalIgnoreCase);

    /// <returns>The last part of the name, without what steers a terminal, a path or the direction of reading, and with the ending of what it is.</returns>
    /// <param name="kind">By its content: a name says nothing about that.</param>
    public static string Safe(string name, string kind)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = string.Concat(last.EnumerateRunes().Where(IsHarmless).Select(rune => rune.ToString()));
        var line = string.Join(' ', kept.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim('.', ' ');
        if (HasEnding(line, kind)) line = line[..line.LastIndexOf('.')].TrimEnd('.', ' ');
        var letters = new StringInfo(line);
        if (letters.LengthInTextElements > Longest) line = letters.SubstringByTextElements(0, Longest).TrimEnd('.', ' ');
        if (line.Length > 2 * Longest) line = "";   // a letter under a heap of accents
        if (line == "") line = "file";
        if (OfDevices.Contains(line.Split('.')[0].TrimEnd())) line = "_" + line;
        return $"{line}.{kind}";
    }

    /// <summary>The same for an error message, with the ending that it came with.</summary>
    public static string Shown(string name) => EndingOf(name) is { Length: > 0 } ending && ending.All(char.IsAsciiLetterOrDigit) ? Safe(name, ending) : Safe(name, "")[..^1];

    /// <summary>How the name ends, in lower case and without the point; empty where it has no ending.</summary>
    public static string EndingOf(string name) => name.LastIndexOf('.') is >= 0 and var at && name.Length - at <= 6 ? name[(at + 1)..].Trim().ToLowerInvariant() : "";

    private static bool HasEnding(string line, string kind) => EndingOf(line) is var ending && (ending == kind || ending == "jpeg" && kind == "jpg");

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && rune.Value is not ('<' or '>' or ':' or '"' or '|' or '?' or '*' or '%' or 0xFFFD);
}
