using System.Globalization;
using System.Text.RegularExpressions;

namespace OrchardCore.Portal.Pages.Sandbox;

internal enum PieceKind { Text, Output, Tag }

/// <summary>A piece of a template, in the order of its text.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Text">Of text: what is left of it when the tags around it have stripped their blanks. Of the others: what stands between their brackets.</param>
internal sealed record Piece(PieceKind Kind, int At, string Text)
{
    /// <summary>"for"; empty where it is no tag.</summary>
    public string Tag { get; } = Kind == PieceKind.Tag ? Text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "" : "";

    /// <summary>What follows the tag's name.</summary>
    public string Rest => Text[(Text.IndexOf(Tag, StringComparison.Ordinal) + Tag.Length)..].Trim();
}

/// <summary>
/// Takes a template apart without the parser, in one pass: what would be too deep for the parser's stack is refused before the parser sees it, and what the
/// two could read differently (brackets or backslashes in quotes) is refused as well.
/// </summary>
internal static partial class TemplateScan
{
    /// <returns>The pieces up to the first fault, and it; comments are left out.</returns>
    public static (List<Piece> Pieces, TemplateFault? Fault) Of(string text)
    {
        List<Piece> pieces = [];
        if (text.Length > TemplateLimits.Length) return (pieces, new(1, 1, $"The template has {text.Length:N0} characters; expected at most {TemplateLimits.Length:N0}."));
        for (var at = 0; at < text.Length; at++)
            if (IsUnseen(text, at)) return (pieces, TemplateFault.At(text, at, $"A character that cannot be seen (U+{(int)text[at]:X4}). Take it out: expected letters, signs, blanks, tabs and line ends."));

        for (int at = 0, open; at < text.Length; at = open)
        {
            open = Opening(text, at);
            if (open > at && Stripped(text, at, open) is { Text: not "" } piece) pieces.Add(piece);
            if (open == text.Length) break;
            var (inner, end, fault) = Inner(text, open);
            if (fault is not null) return (pieces, fault);
            var found = new Piece(text[open + 1] == '{' ? PieceKind.Output : PieceKind.Tag, open, inner);
            if (found.Tag == "comment")
            {
                if (EndOfComment().Match(text, end) is not { Success: true } ended) return (pieces, TemplateFault.At(text, open, "{% comment %} is not closed; expected {% endcomment %} after it."));
                end = ended.Index + ended.Length;
            }
            if (found.Tag != "comment" && !found.Tag.StartsWith('#')) pieces.Add(found);
            open = end;
        }
        return (pieces, null);
    }

    /// <summary>Brackets in brackets, filters, and operators cost the parser's stack too.</summary>
    private static string? TooMuch(string inner)
    {
        if (inner.Length > TemplateLimits.TagLength) return $"The brackets hold {inner.Length:N0} characters; expected at most {TemplateLimits.TagLength:N0}.";
        int depth = 0, deepest = 0, filters = 0;
        foreach (var sign in inner)
        {
            depth += sign switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 };
            deepest = Math.Max(deepest, depth);
            if (sign == '|') filters++;
        }
        return deepest > TemplateLimits.Brackets ? $"Brackets stand in brackets more than {TemplateLimits.Brackets} deep."
            : filters > TemplateLimits.Filters ? $"More than {TemplateLimits.Filters} filters in a row."
            : Joints().Count(inner) > TemplateLimits.Filters ? $"More than {TemplateLimits.Filters} conditions in one tag."
            : null;
    }

    private static int Opening(string text, int from)
    {
        for (var at = text.IndexOf('{', from); at >= 0; at = text.IndexOf('{', at + 1))
            if (at + 1 < text.Length && text[at + 1] is '{' or '%') return at;
        return text.Length;
    }

    private static Piece Stripped(string text, int from, int to)
    {
        var span = text[from..to];
        if (to + 2 < text.Length && text[to + 2] == '-') span = span.TrimEnd();
        if (from >= 3 && text[from - 3] == '-' && text[from - 1] == '}' && text[from - 2] is '}' or '%')
        {
            var trimmed = span.TrimStart();
            return new(PieceKind.Text, from + span.Length - trimmed.Length, trimmed);
        }
        return new(PieceKind.Text, from, span);
    }

    private static (string Inner, int End, TemplateFault? Fault) Inner(string text, int open)
    {
        var (closing, from) = (text[open + 1] == '{' ? "}}" : "%}", open + 2);
        if (from < text.Length && text[from] == '-') from++;
        var isComment = closing == "%}" && text.AsSpan(from).TrimStart().StartsWith("#");
        var quote = '\0';
        for (var at = from; at < text.Length; at++)
        {
            var two = text.AsSpan(at, Math.Min(2, text.Length - at));
            if (quote == '\0' && two.SequenceEqual(closing))
            {
                var inner = text[from..at];
                if (inner.EndsWith('-')) inner = inner[..^1];
                return TooMuch(inner) is { } fault ? ("", 0, TemplateFault.At(text, open, fault)) : (inner.Trim(), at + 2, null);
            }
            if (isComment) continue;
            if (two is "{{" or "{%" or "}}" or "%}")
                return ("", 0, TemplateFault.At(text, quote == '\0' ? open : at, quote == '\0' ? $"{text.Substring(open, 2)} is not closed; expected {closing} after it." : $"{two} inside quotes is not taken."));
            if (quote != '\0' && text[at] == '\\') return ("", 0, TemplateFault.At(text, at, "A backslash inside quotes is not taken."));
            if (text[at] is '"' or '\'') quote = quote == '\0' ? text[at] : quote == text[at] ? '\0' : quote;
        }
        return ("", 0, TemplateFault.At(text, open, $"{text.Substring(open, 2)} is not closed; expected {closing} after it."));
    }

    private static bool IsUnseen(string text, int at) => text[at] switch
    {
        '\n' or '\t' or '\u200D' or '\uFE0F' => false,   // the last two join the parts of an emoji
        MarkupRules.Output => true,                       // seen, but it stands for something else in the check
        var high when char.IsHighSurrogate(high) => at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]),
        var low when char.IsLowSurrogate(low) => at == 0 || !char.IsHighSurrogate(text[at - 1]),
        var sign => char.GetUnicodeCategory(sign) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned,
    };

    [GeneratedRegex(@"\{%-?\s*endcomment\s*-?%\}")] private static partial Regex EndOfComment();
    [GeneratedRegex(@"\b(and|or)\b")] private static partial Regex Joints();
}
