using System.Text;

namespace OrchardCore.Portal.Auditing;

/// <summary>
/// What an entry of the audit trail says beyond the deed: lines of what changed, old and new, and remarks. It is kept as text that people can read,
/// and escaped, so that no name or value passes for a separator, or for a line of its own.
/// </summary>
internal readonly record struct AuditText
{
    private const string Became = " → ", Is = ": ";

    private readonly string? _kept;

    private AuditText(string kept) => _kept = kept;

    /// <summary>As it is stored.</summary>
    public override string ToString() => _kept ?? "";

    /// <summary>A line each, "Phone: 0400 000 000 → 0411 111 111"; what stayed the same is left out.</summary>
    public static AuditText Changes(IEnumerable<(string What, string Old, string New)> changes) => new(string.Join('\n', changes.Where(one => one.Old != one.New)
        .Select(one => $"{Escaped(one.What).Replace(":", "\\:", StringComparison.Ordinal)}{Is}{Escaped(one.Old)}{Became}{Escaped(one.New)}")));

    /// <summary>One line: what a person typed into it adds none.</summary>
    public static AuditText Remark(string text) => new(Escaped(text));

    public static AuditText Lines(IEnumerable<AuditText> lines) => new(string.Join('\n', lines.Select(line => line.ToString()).Where(line => line != "")));

    public static implicit operator AuditText(string remark) => Remark(remark);

    /// <summary>The lines again. A remark has no name and no old: all of it is "new".</summary>
    public static IReadOnlyList<(string What, string? Old, string New)> Read(string kept) => [.. kept.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ReadLine)];

    private static (string What, string? Old, string New) ReadLine(string line)
    {
        var became = Bare(line, Became, 0);
        var named = became < 0 ? -1 : Bare(line[..became], Is, 0);
        return named < 0 ? ("", null, Plain(line)) : (Plain(line[..named]), Plain(line[(named + Is.Length)..became]), Plain(line[(became + Became.Length)..]));
    }

    /// <summary>Where a separator stands that no value brought: its sign is not escaped.</summary>
    private static int Bare(string line, string separator, int from)
    {
        var sign = separator.Trim()[0];
        var before = separator.IndexOf(sign, StringComparison.Ordinal);
        for (var at = from; at < line.Length; at++)
        {
            if (line[at] == '\\') at++;
            else if (line[at] == sign && at >= before && string.CompareOrdinal(line, at - before, separator, 0, separator.Length) == 0) return at - before;
        }
        return -1;
    }

    private static string Escaped(string value) => value.ReplaceLineEndings(" ").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("→", "\\→", StringComparison.Ordinal);

    private static string Plain(string kept)
    {
        var text = new StringBuilder(kept.Length);
        for (var at = 0; at < kept.Length; at++) text.Append(kept[at] == '\\' && at + 1 < kept.Length ? kept[++at] : kept[at]);
        return text.ToString();
    }
}
