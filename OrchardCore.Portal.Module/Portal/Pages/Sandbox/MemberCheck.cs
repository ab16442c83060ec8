using System.Text.RegularExpressions;

namespace OrchardCore.Portal.Pages.Sandbox;

/// <summary>Members that are not there. Liquid shows nothing in their place, so this is the mistake that is made the most and seen the least.</summary>
internal sealed partial class MemberCheck
{
    private static readonly Type Anything = typeof(object);
    private static readonly HashSet<string> Words = new(["and", "or", "contains", "startswith", "endswith", "in", "true", "false", "nil", "null", "empty", "blank", "with", "for", "as", "reversed", "limit", "offset"], StringComparer.Ordinal);

    private readonly Stack<Dictionary<string, Type>> _scopes = new();
    private readonly TemplateRoots _roots;

    private MemberCheck(TemplateRoots roots)
    {
        _roots = roots;
        _scopes.Push(new(roots.Types, StringComparer.Ordinal));
    }

    public static IEnumerable<TemplateFault> Warnings(string text, IReadOnlyList<Piece> pieces, TemplateRoots roots)
    {
        if (!roots.AreKnown) yield break;
        var check = new MemberCheck(roots);
        foreach (var piece in pieces.Where(piece => piece.Kind != PieceKind.Text))
        {
            foreach (var fault in check.In(piece)) yield return TemplateFault.At(text, piece.At, fault, isWarning: true);
            check.Follow(piece);
        }
    }

    private IEnumerable<string> In(Piece piece)
    {
        var said = Quoted().Replace(piece.Text, "''");
        var skip = piece.Tag switch { "assign" => said.IndexOf('=', StringComparison.Ordinal) + 1, "capture" or "increment" or "decrement" => said.Length, "for" => said.IndexOf(" in ", StringComparison.Ordinal) + 1, "render" => 6, _ => piece.Tag.Length };
        foreach (Match path in Path().Matches(said, Math.Clamp(skip, 0, said.Length)))
        {
            var steps = Steps().Split(path.Value).Where(step => step != "").ToArray();
            if (Words.Contains(steps[0]) || Colon().IsMatch(said, path.Index + path.Length)) continue;
            if (Missing(steps) is { } fault) yield return fault;
        }
    }

    private string? Missing(string[] steps)
    {
        if (Find(steps[0]) is not { } type) return $"“{steps[0]}” is not among {string.Join(", ", _roots.Types.Keys)}.";
        for (var at = 1; at < steps.Length && type != Anything; at++)
        {
            if (steps[at].StartsWith('['))
            {
                type = TemplateRoots.ItemOf(type) ?? Anything;
                continue;
            }
            var (so, members, wanted) = (string.Join('.', steps[..at]), TemplateRoots.MembersOf(type), steps[at]);
            if (members.FirstOrDefault(member => member.Name == wanted) is { Type: { } found }) type = found;
            else return members.Count == 0 ? $"“{so}” is a {TemplateRoots.KindOf(type)}, and has no “{wanted}”."
                : $"“{so}.{wanted}” is not among {string.Join(", ", members.OrderBy(member => Distance(member.Name, wanted)).Take(8).Select(member => $"{so}.{member.Name}"))}{(members.Count > 8 ? ", …" : "")}.";
        }
        return null;
    }

    /// <summary>What a tag makes known to what comes after it.</summary>
    private void Follow(Piece piece)
    {
        if (piece.Tag == "for")
        {
            var loop = Loop().Match(piece.Text);
            _scopes.Push(new(StringComparer.Ordinal) { [loop.Groups[1].Value] = TypeOf(loop.Groups[2].Value) is { } list ? TemplateRoots.ItemOf(list) ?? Anything : Anything, ["forloop"] = Anything, ["parentloop"] = Anything });
        }
        else if (piece.Tag == "endfor" && _scopes.Count > 1) _scopes.Pop();
        else if (piece.Tag is "assign" or "capture" or "increment" or "decrement" && Assigned().Match(piece.Rest) is { Success: true } made)
            _scopes.Last()[made.Groups[1].Value] = piece.Tag == "assign" && !made.Groups[2].Value.Contains('|', StringComparison.Ordinal) && TypeOf(made.Groups[2].Value.Trim()) is { } type ? type : Anything;
    }

    private Type? TypeOf(string path)
    {
        var steps = Steps().Split(path).Where(step => step != "").ToArray();
        if (steps.Length == 0 || Find(steps[0]) is not { } type) return null;
        foreach (var step in steps[1..])
            type = step.StartsWith('[') ? TemplateRoots.ItemOf(type) ?? Anything : TemplateRoots.MembersOf(type).FirstOrDefault(member => member.Name == step).Type ?? Anything;
        return type;
    }

    private Type? Find(string name) => _scopes.Select(scope => scope.GetValueOrDefault(name)).FirstOrDefault(type => type is not null);

    /// <summary>How many letters must change (Levenshtein): what was meant is the nearest.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var at = 1; at <= left.Length; at++)
        {
            var diagonal = row[0];
            row[0] = at;
            for (var to = 1; to <= right.Length; to++)
                (diagonal, row[to]) = (row[to], Math.Min(Math.Min(row[to] + 1, row[to - 1] + 1), diagonal + (left[at - 1] == right[to - 1] ? 0 : 1)));
        }
        return row[^1];
    }

    [GeneratedRegex("'[^']*'|\"[^\"]*\"")] private static partial Regex Quoted();
    [GeneratedRegex(@"(?<![\w.'-])(?<!\|\s*)[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[[^\]]*\])*")] private static partial Regex Path();
    [GeneratedRegex(@"\.|(?=\[)")] private static partial Regex Steps();
    [GeneratedRegex(@"\G\s*:")] private static partial Regex Colon();
    [GeneratedRegex(@"\Afor\s+(\w+)\s+in\s+([\w.\[\]]+)")] private static partial Regex Loop();
    [GeneratedRegex(@"\A(\w+)\s*=?\s*(.*)\z", RegexOptions.Singleline)] private static partial Regex Assigned();
}
