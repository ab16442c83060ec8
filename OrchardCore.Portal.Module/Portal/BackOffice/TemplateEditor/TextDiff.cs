namespace OrchardCore.Portal.BackOffice.TemplateEditor;

/// <summary>What is different between two texts, line by line (the longest common subsequence), with the lines around it.</summary>
internal static class TextDiff
{
    private const int Around = 2, MostLines = 2_000;

    /// <param name="Sign">"+", "-", " " or "…" where lines that are the same are left out.</param>
    internal sealed record Line(string Sign, string Text)
    {
        public bool Added => Sign == "+";
        public bool Removed => Sign == "-";
        public bool Gap => Sign == "…";
    }

    public static IReadOnlyList<Line> Of(string old, string now)
    {
        var (left, right) = (old.Split('\n'), now.Split('\n'));
        if (left.Length > MostLines || right.Length > MostLines) return [new("…", "Too long to compare line by line.")];
        return Shortened(All(left, right));
    }

    private static List<Line> All(string[] left, string[] right)
    {
        var common = new int[left.Length + 1, right.Length + 1];
        for (var at = left.Length - 1; at >= 0; at--)
            for (var to = right.Length - 1; to >= 0; to--)
                common[at, to] = left[at] == right[to] ? common[at + 1, to + 1] + 1 : Math.Max(common[at + 1, to], common[at, to + 1]);
        List<Line> lines = [];
        for (int at = 0, to = 0; at < left.Length || to < right.Length;)
        {
            if (at < left.Length && to < right.Length && left[at] == right[to]) (at, to) = Said(" ", left[at], at + 1, to + 1);
            else if (at < left.Length && (to == right.Length || common[at + 1, to] >= common[at, to + 1])) (at, to) = Said("-", left[at], at + 1, to);
            else (at, to) = Said("+", right[to], at, to + 1);
        }
        return lines;

        (int, int) Said(string sign, string text, int at, int to)
        {
            lines.Add(new(sign, text));
            return (at, to);
        }
    }

    private static List<Line> Shortened(List<Line> all)
    {
        List<Line> shown = [];
        for (var at = 0; at < all.Count; at++)
        {
            if (Enumerable.Range(at - Around, 2 * Around + 1).Any(near => near >= 0 && near < all.Count && all[near].Sign != " ")) shown.Add(all[at]);
            else if (shown is [] or [.., { Gap: false }]) shown.Add(new("…", ""));
        }
        return shown.Any(line => line.Added || line.Removed) ? shown : [];
    }
}
