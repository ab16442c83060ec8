using System.Text.RegularExpressions;

namespace OrchardCore.Portal.Branding;

/// <summary>
/// The colours that drawing programs write into a style sheet (".cls-1{fill:#f60}") or a style attribute, as attributes of the elements that they are for: the sheet
/// itself is left out. Only rules of one class are read; they win over attributes, as they do in a browser (CSS, 6.4.4).
/// </summary>
internal sealed partial class SvgStyles
{
    private readonly Dictionary<string, List<(string Name, string Value)>> _classes = new(StringComparer.Ordinal);

    /// <summary>Takes in a sheet. What begins with @ (imports, media) is left out.</summary>
    public void Add(string sheet)
    {
        foreach (Match rule in Rule().Matches(Comment().Replace(sheet, "")))
            foreach (var selector in rule.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries))
                if (OneClass().Match(selector) is { Success: true } name)
                {
                    if (!_classes.TryGetValue(name.Groups[1].Value, out var held)) _classes[name.Groups[1].Value] = held = [];
                    held.AddRange(Declarations(rule.Groups[2].Value));
                }
    }

    /// <param name="classes">The element's class attribute.</param>
    /// <param name="style">Its style attribute, which wins over the classes.</param>
    /// <returns>By the attribute's name; they are to be looked at as any other attribute is.</returns>
    public IReadOnlyDictionary<string, string> Of(string? classes, string? style)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        var held = (classes ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(name => _classes.GetValueOrDefault(name) ?? []);
        foreach (var (name, value) in held.Concat(Declarations(style ?? ""))) found[name] = value;
        return found;
    }

    private static IEnumerable<(string Name, string Value)> Declarations(string text) =>
        text.Split(';').Select(one => one.Split(':', 2, StringSplitOptions.TrimEntries)).Where(parts => parts.Length == 2)
            .Select(parts => (parts[0].ToLowerInvariant(), parts[1].Replace("!important", "", StringComparison.OrdinalIgnoreCase).Trim()));

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)] private static partial Regex Comment();
    [GeneratedRegex(@"(?<=\A|[};])\s*([^{}@;]+)\{([^{}]*)\}")] private static partial Regex Rule();
    [GeneratedRegex(@"\A(?:\w+)?\.([A-Za-z_][\w-]*)\z")] private static partial Regex OneClass();
}
