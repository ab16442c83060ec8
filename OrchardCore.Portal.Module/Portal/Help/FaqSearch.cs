using System.Globalization;

namespace OrchardCore.Portal.Help;

/// <summary>
/// Finds the answers that have all of the words, in question or text, whatever their case and accents. A word in the question counts
/// most. A retailer has some dozens of answers, so they are looked through here and not in the database.
/// </summary>
internal static class FaqSearch
{
    private const int MostWords = 8;
    private const int ExcerptLength = 180;
    private const CompareOptions Loosely = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace;

    public static IReadOnlyList<Hit> Find(IEnumerable<Answer> answers, string asked, CompareInfo compare)
    {
        var words = WordsOf(asked);
        return words.Count == 0 ? [] :
        [
            .. from answer in answers
               let score = Score(answer, words, compare)
               where score > 0
               orderby score descending   // a stable sort: equals keep the order of the book
               select new Hit(answer, Marked(answer.Question, words, compare), Marked(Excerpt(answer.Text, words, compare), words, compare)),
        ];
    }

    internal static IReadOnlyList<string> WordsOf(string asked) =>
        [.. asked.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim(',', '.', ';', ':', '?', '!', '"', '\'', '“', '”', '(', ')'))
            .Where(word => word != "").Distinct(StringComparer.OrdinalIgnoreCase).Take(MostWords)];

    /// <returns>Nought where a word is missing.</returns>
    private static int Score(Answer answer, IReadOnlyList<string> words, CompareInfo compare)
    {
        var score = 0;
        foreach (var word in words)
        {
            var inQuestion = Has(answer.Question, word, compare) ? 10 : 0;
            var inTopic = Has(answer.Category, word, compare) ? 3 : 0;
            var inText = Has(answer.Text, word, compare) ? 1 : 0;
            if (inQuestion + inTopic + inText == 0) return 0;
            score += inQuestion + inTopic + inText;
        }
        return score;
    }

    private static bool Has(string text, string word, CompareInfo compare) => compare.IndexOf(text, word, Loosely) >= 0;

    /// <summary>The part of the text around the first word that is found.</summary>
    private static string Excerpt(string text, IReadOnlyList<string> words, CompareInfo compare)
    {
        if (text.Length <= ExcerptLength) return text;
        var found = words.Select(word => compare.IndexOf(text, word, Loosely)).Where(at => at >= 0).DefaultIfEmpty(0).Min();
        var from = Math.Clamp(found - 60, 0, text.Length - ExcerptLength);
        if (from > 0) from = text.IndexOf(' ', from) + 1;
        var to = Math.Min(text.Length, from + ExcerptLength);
        if (to < text.Length) to = text.LastIndexOf(' ', to) is var blank && blank > from ? blank : to;
        return (from > 0 ? "… " : "") + text[from..to] + (to < text.Length ? " …" : "");
    }

    /// <summary>The text in parts, so that the template marks what was found and still encodes every part.</summary>
    internal static IReadOnlyList<Part> Marked(string text, IReadOnlyList<string> words, CompareInfo compare)
    {
        List<Part> parts = [];
        for (var at = 0; at < text.Length;)
        {
            var (found, length) = Next(text.AsSpan(at), words, compare);
            if (found < 0) { parts.Add(new(text[at..], false)); break; }
            if (found > 0) parts.Add(new(text[at..(at + found)], false));
            parts.Add(new(text.Substring(at + found, length), true));
            at += found + length;
        }
        return parts;
    }

    private static (int At, int Length) Next(ReadOnlySpan<char> text, IReadOnlyList<string> words, CompareInfo compare)
    {
        var (first, longest) = (-1, 0);
        foreach (var word in words)
        {
            var at = compare.IndexOf(text, word, Loosely, out var length);
            if (at >= 0 && length > 0 && (first < 0 || at < first || (at == first && length > longest))) (first, longest) = (at, length);
        }
        return (first, longest);
    }

    internal sealed record Hit(Answer Answer, IReadOnlyList<Part> Question, IReadOnlyList<Part> Excerpt);
    internal sealed record Part(string Text, bool IsHit);
}
