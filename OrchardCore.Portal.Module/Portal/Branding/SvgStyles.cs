using System.Text;
using System.Text.RegularExpressions;

namespace OrchardCore.Portal.Branding;

/// <summary>
/// The colours that drawing programs write into a style sheet (".cls-1{fill:#f60}") or a style attribute, as attributes of the elements that they are for: the sheet
/// itself is left out. Only rules of one class are read; they win over attributes, as they do in a browser (CSS, 6.4.4).
/// </summary>
internal sealed partial class SvgStyles(IReadOnlySet<string> worn)
{
    /// <summary>Characters of all sheets of a drawing, and of a value in them.</summary>
    private const int Most = 32 * 1024, MostOfValue = 200;

    private readonly Dictionary<string, Dictionary<string, (int Rule, string Value)>> _classes = new(StringComparer.Ordinal);
    private int _read, _rules;

    /// <summary>Takes in a sheet. What begins with @ (imports, media) is left out, with all that is in it.</summary>
    /// <exception cref="FormatException">It is longer than a drawing needs.</exception>
    public void Add(string sheet)
    {
        if ((_read += sheet.Length) > Most) throw new FormatException($"Its style sheet is longer than {Most / 1024} KB: save it with its colours in the elements (“presentation attributes”).");
        foreach (var (selectors, declarations) in Rules(Bare(sheet)))
        {
            _rules++;
            var said = Declarations(declarations).ToList();
            foreach (var selector in selectors.Split(',', StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal))
            {
                if (OneClass().Match(selector) is not { Success: true } name) continue;
                if (!_classes.TryGetValue(name.Groups[1].Value, out var held)) _classes[name.Groups[1].Value] = held = new(StringComparer.Ordinal);
                foreach (var (property, value) in said) held[property] = (_rules, value);
            }
        }
    }

    /// <param name="classes">The element's class attribute. Of two classes the one whose rule stands later in the sheet wins.</param>
    /// <param name="style">Its style attribute, which wins over the classes.</param>
    /// <returns>By the attribute's name; they are to be looked at as any other attribute is.</returns>
    public IReadOnlyDictionary<string, string> Of(string? classes, string? style)
    {
        Dictionary<string, (int Rule, string Value)> found = new(StringComparer.Ordinal);
        foreach (var name in (classes ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal))
            if (_classes.TryGetValue(name, out var held))
                foreach (var (property, said) in held)
                    if (!found.TryGetValue(property, out var before) || before.Rule < said.Rule) found[property] = said;
        foreach (var (property, value) in Declarations(style ?? "")) found[property] = (int.MaxValue, value);
        return found.ToDictionary(one => one.Key, one => one.Value.Value, StringComparer.Ordinal);
    }

    private IEnumerable<(string Name, string Value)> Declarations(string text) =>
        text.Split(';').Select(one => one.Split(':', 2, StringSplitOptions.TrimEntries)).Where(parts => parts.Length == 2 && parts[1].Length <= MostOfValue)
            .Select(parts => (parts[0].ToLowerInvariant(), parts[1].Replace("!important", "", StringComparison.OrdinalIgnoreCase).Trim())).Where(said => worn.Contains(said.Item1));

    /// <summary>Without its comments.</summary>
    private static string Bare(string sheet)
    {
        var kept = new StringBuilder(sheet.Length);
        for (int at = 0, next; at < sheet.Length; at = next)
        {
            var comment = sheet.IndexOf("/*", at, StringComparison.Ordinal);
            kept.Append(sheet, at, (comment < 0 ? sheet.Length : comment) - at);
            var end = comment < 0 ? -1 : sheet.IndexOf("*/", comment + 2, StringComparison.Ordinal);
            next = end < 0 ? sheet.Length : end + 2;
        }
        return kept.ToString();
    }

    /// <summary>The rules that stand in no other, in one pass.</summary>
    private static IEnumerable<(string Selectors, string Declarations)> Rules(string sheet)
    {
        for (int from = 0, open; from < sheet.Length; from = open)
        {
            while (from < sheet.Length && char.IsWhiteSpace(sheet[from])) from++;
            open = sheet.AsSpan(from).IndexOfAny('{', ';') is var found and >= 0 ? from + found : sheet.Length;
            if (open == sheet.Length || sheet[open++] == ';') continue;   // @import and the like
            var (begins, depth, isNested) = (open, 1, false);
            for (; open < sheet.Length && depth > 0; open++)
            {
                depth += sheet[open] switch { '{' => 1, '}' => -1, _ => 0 };
                isNested |= depth > 1;
            }
            if (depth == 0 && !isNested && sheet[from] != '@') yield return (sheet[from..(begins - 1)], sheet[begins..(open - 1)]);
        }
    }

    [GeneratedRegex(@"\A\w*\.([A-Za-z_][\w-]*)\z")] private static partial Regex OneClass();
}
