using System.Text.RegularExpressions;

namespace OrchardCore.Portal.Pages.Sandbox;

/// <summary>What must be known to look at a template.</summary>
/// <param name="Portals">The portal's own text of it; empty where there is none.</param>
/// <param name="Exists">Whether there is a template of this name.</param>
/// <param name="Filters">Those beside Liquid's: word, url, asset, icon.</param>
internal sealed record TemplateSurroundings(string Path, string Portals, Func<string, bool> Exists, IReadOnlyCollection<string> Filters, TemplateRoots Roots);

/// <summary>Looks at a template before it is used: size and depth, tags and filters, markup, then the parser, and last what it reads. All without running it.</summary>
internal static partial class TemplateCheck
{
    private const string Value = @"(?:'[^']*'|""[^""]*""|-?\d+(?:\.\d+)?|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[\d+\])*)";

    /// <summary>Line ends as the check and the parser count them.</summary>
    public static string Normal(string text) => text.ReplaceLineEndings("\n");

    /// <returns>What must be mended, and warnings; nothing where it is well.</returns>
    public static IReadOnlyList<TemplateFault> Faults(string text, TemplateSurroundings around)
    {
        var path = around.Path;
        var (pieces, fault) = TemplateScan.Of(text);
        if (fault is not null) return [fault];
        List<TemplateFault> faults = [.. TemplateBlocks.Faults(text, pieces)];
        if (faults.Count > 0) return faults;
        faults.AddRange(MarkupCheck.Faults(path, text, around.Portals, pieces));
        foreach (var piece in pieces.Where(piece => piece.Kind != PieceKind.Text)) faults.AddRange(InPiece(piece, around).Select(said => TemplateFault.At(text, piece.At, said)));
        if (path is "Frame/Layout" or "Frame/Plain" or "Notifications/Layout" && !pieces.Any(piece => piece.Kind == PieceKind.Output && piece.Text == "body")) faults.Add(new(1, 1, "{{ body }} is not in it: the page itself would not be shown."));
        if (faults.Count == 0 && Liquid.FaultIn(text) is { } parsers) faults.Add(OfParser(parsers));
        return faults.Count > 0 ? [.. faults.OrderBy(one => one.Line).ThenBy(one => one.Column)] : [.. MemberCheck.Warnings(text, pieces, around.Roots)];
    }

    private static IEnumerable<string> InPiece(Piece piece, TemplateSurroundings around)
    {
        foreach (Match filter in Filter().Matches(Quoted().Replace(piece.Text, "''")))
            if (filter.Groups[1].Value is var name && !SafeFilters.Names.Contains(name) && !around.Filters.Contains(name))
                yield return name == "raw" ? "“raw” is not taken: what customers wrote would be placed as it is." : $"“{name}” is no filter of the templates; expected one of: {string.Join(", ", SafeFilters.Names.Concat(around.Filters).Order(StringComparer.Ordinal))}.";
        if (piece.Tag == "render")
        {
            if (Rendered().Match(piece.Rest) is not { Success: true } rendered) yield return "“render” takes a name in quotes and its arguments, as in {% render 'Pages/Chip', text: page.state %}.";
            else if (rendered.Groups["name"].Value is var name && (!TemplateName.IsOne(name) || !around.Exists(name))) yield return $"There is no template “{name}”; expected a name such as “Pages/Chip”, without a way through folders.";
            else if (name == around.Path) yield return "The template renders itself, without end.";
            else if (TemplateName.IsStrict(around.Path) && !TemplateName.IsStrict(name)) yield return $"“{name}” is not rendered where people pay or sign in: it may hold links to other sites.";
        }
        // An address that the portal made is known by its name; so nothing else may take that name.
        foreach (var (name, value) in Named(piece))
            if (AddressName().IsMatch(name) && !MarkupRules.IsOwnAddress(value) && !HarmlessAddress().IsMatch(value))
                yield return $"“{name}” is how addresses of the portal are called; expected one of them as its value, and not “{(value == "" ? piece.Tag : value)}”.";
    }

    private static IEnumerable<(string Name, string Value)> Named(Piece piece) => piece.Tag switch
    {
        "assign" => Assigned().Match(piece.Rest) is { Success: true } made ? [(made.Groups[1].Value, made.Groups[2].Value.Trim())] : [],
        "capture" => [(piece.Rest, "")],
        "for" => [(piece.Rest.Split((char[]?)null, 2)[0], "")],
        "render" => Rendered().Match(piece.Rest) is { Success: true } rendered ? Given(rendered) : [],
        _ => [],
    };

    private static IEnumerable<(string Name, string Value)> Given(Match rendered)
    {
        if (rendered.Groups["one"].Success) yield return (rendered.Groups["as"].Success ? rendered.Groups["as"].Value : rendered.Groups["name"].Value.Split('/')[^1], rendered.Groups["one"].Value);
        for (var at = 0; at < rendered.Groups["argument"].Captures.Count; at++) yield return (rendered.Groups["argument"].Captures[at].Value, rendered.Groups["value"].Captures[at].Value);
    }

    private static TemplateFault OfParser(string said)
    {
        var place = Position().Match(said);
        var text = said.Split("\nSource:", 2)[0];
        return place.Success
            ? new(int.Parse(place.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), int.Parse(place.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture), text[..text.LastIndexOf(" at (", StringComparison.Ordinal)].Trim() + ".")
            : new(1, 1, text);
    }

    [GeneratedRegex("'[^']*'|\"[^\"]*\"")] private static partial Regex Quoted();
    [GeneratedRegex(@"\|\s*([A-Za-z_]\w*)")] private static partial Regex Filter();
    [GeneratedRegex(@"\A(?:'(?<name>[^']*)'|""(?<name>[^""]*)"")(?:\s+(?:with|for)\s+(?<one>" + Value + @")(?:\s+as\s+(?<as>[A-Za-z_]\w*))?)?(?:\s*,\s*(?<argument>[A-Za-z_]\w*)\s*:\s*(?<value>" + Value + @"))*\s*\z", RegexOptions.ExplicitCapture)] private static partial Regex Rendered();
    [GeneratedRegex(@"\A([\w-]+)\s*=(.*)\z", RegexOptions.Singleline)] private static partial Regex Assigned();
    [GeneratedRegex(@"(?:\A|_)(?:href|url|css|dial)\z|_action\z")] private static partial Regex AddressName();
    [GeneratedRegex("""\A(['"])(?:|#[\w-]*|/[A-Za-z0-9][^'"]*)\1\z""")] private static partial Regex HarmlessAddress();
    [GeneratedRegex(@" at \((\d+):(\d+)\)")] private static partial Regex Position();
}
