using System.Globalization;
using System.Text;

namespace OrchardCore.Portal.Importing;

/// <summary>
/// A file's name as it may be shown and written into reports: never as a path. What would lead elsewhere, be invisible or turn the text around
/// is left out; of a long name the beginning and the end stay.
/// </summary>
internal static class ShownName
{
    private const int Longest = 120, KeptEnd = 20, LongestBytes = 160;

    public static string Of(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var shown = new StringBuilder();
        foreach (var letter in last.EnumerateRunes())
            if (Rune.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
                && letter != Rune.ReplacementChar) shown.Append(letter);
        var whole = shown.ToString().Trim();
        return whole.Trim('.', ' ') == "" ? "unnamed" : Cut(whole);
    }

    /// <summary>For a file of ours beside the retailer's: file systems count bytes, and we put something behind.</summary>
    public static string Stem(string shown)
    {
        var stem = new StringBuilder();
        var bytes = 0;
        foreach (var letter in Path.GetFileNameWithoutExtension(shown).EnumerateRunes())
            if ((bytes += letter.Utf8SequenceLength) <= LongestBytes) stem.Append(letter);
        return stem.ToString();
    }

    private static string Cut(string name)
    {
        if (name.Length <= Longest) return name;
        var (begin, end) = (Longest - KeptEnd - 1, name.Length - KeptEnd);
        if (char.IsLowSurrogate(name[begin])) begin--;
        if (char.IsLowSurrogate(name[end])) end++;
        return $"{name[..begin]}…{name[end..]}";
    }
}
