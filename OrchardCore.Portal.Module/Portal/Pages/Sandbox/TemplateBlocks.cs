using System.Collections.Frozen;

namespace OrchardCore.Portal.Pages.Sandbox;

/// <summary>Which tags there are, and whether each block is closed: said with the line of its beginning, which the parser does not know any more.</summary>
internal static class TemplateBlocks
{
    private static readonly FrozenSet<string> Blocks = FrozenSet.Create(StringComparer.Ordinal, "if", "unless", "case", "for", "capture");
    private static readonly FrozenSet<string> Single = FrozenSet.Create(StringComparer.Ordinal, "assign", "break", "continue", "increment", "decrement", "render", "echo", "cycle");
    private static readonly FrozenDictionary<string, string[]> Middle = new Dictionary<string, string[]> { ["elsif"] = ["if", "unless"], ["else"] = ["if", "unless", "case", "for"], ["when"] = ["case"] }.ToFrozenDictionary();

    public static bool Opens(string tag) => Blocks.Contains(tag);
    public static bool Splits(string tag) => Middle.ContainsKey(tag);
    public static bool Closes(string tag) => tag.StartsWith("end", StringComparison.Ordinal) && Blocks.Contains(tag[3..]);

    public static IEnumerable<TemplateFault> Faults(string text, IReadOnlyList<Piece> pieces)
    {
        Stack<Piece> open = new();
        foreach (var piece in pieces.Where(piece => piece.Kind == PieceKind.Tag))
        {
            var tag = piece.Tag;
            if (Fault(piece, open) is { } fault)
            {
                yield return TemplateFault.At(text, piece.At, fault);
                yield break;   // what follows would be said wrongly
            }
            if (Opens(tag)) open.Push(piece);
            if (Closes(tag)) open.Pop();
        }
        if (open.TryPop(out var last)) yield return TemplateFault.At(text, last.At, $"{{% {last.Tag} %}} is not closed; expected {{% end{last.Tag} %}} after it.");

        string? Fault(Piece piece, Stack<Piece> open)
        {
            var (tag, inside) = (piece.Tag, open.TryPeek(out var top) ? top.Tag : "");
            var where = inside == "" ? "nothing is open" : $"{{% {inside} %}} of line {TemplateFault.At(text, top!.At, "").Line} is open";
            return tag switch
            {
                "" => "A tag without a name; expected one such as {% if page.… %}.",
                "include" => "“include” is not taken; expected {% render 'Folder/Name' %}, which cannot leave the templates' folders.",
                "raw" or "liquid" or "tablerow" or "ifchanged" => $"“{tag}” is not taken: what it writes could not be checked.",
                "else" when piece.Rest.StartsWith("if", StringComparison.Ordinal) => "“else if” is not Liquid; expected {% elsif … %}.",
                "elseif" => "“elseif” is not Liquid; expected {% elsif … %}.",
                _ when Closes(tag) && tag[3..] != inside => $"{{% {tag} %}} closes nothing: {where}{(inside == "" ? "" : $", expected {{% end{inside} %}}")}.",
                _ when Middle.TryGetValue(tag, out var homes) && !homes.Contains(inside) => $"{{% {tag} %}} stands in no {{% {homes[0]} %}}: {where}.",
                _ when Opens(tag) && open.Count >= TemplateLimits.Depth => $"Blocks stand in blocks more than {TemplateLimits.Depth} deep.",
                _ when Opens(tag) || Closes(tag) || Splits(tag) || Single.Contains(tag) => null,
                _ => $"“{tag}” is no tag of the templates; expected one of: {string.Join(", ", Blocks.Concat(Single).Order(StringComparer.Ordinal))}.",
            };
        }
    }
}
