using System.Globalization;

namespace OrchardCore.Portal.Benchmarks;

/// <summary>The table that a run ends with, in Markdown: what was measured, its limit, their ratio and what was wanted.</summary>
internal sealed class Figures
{
    private readonly List<(string What, string Figure, string Limit, string Ratio, string Wanted)> _rows = [];

    public void Add(string what, string figure, string limit = "", double? ratio = null, string wanted = "")
    {
        _rows.Add((what, figure, limit, ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "", wanted));
        Console.WriteLine($"  {what}: {figure} {(limit == "" ? "" : $"(limit {limit}, ratio {ratio:0.00}, wanted {wanted})")}");
    }

    public void Print()
    {
        if (_rows.Count == 0) return;
        Console.WriteLine();
        Console.WriteLine("| what | figure | limit | ratio | wanted |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var row in _rows) Console.WriteLine($"| {row.What} | {row.Figure} | {row.Limit} | {row.Ratio} | {row.Wanted} |");
    }
}
