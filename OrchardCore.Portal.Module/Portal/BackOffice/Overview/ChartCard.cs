using OrchardCore.Portal.Pages;

namespace OrchardCore.Portal.BackOffice.Overview;

/// <summary>A figure, what it means, and its bars: drawn at the server, with the same figures as a table.</summary>
/// <param name="Columns">Headings of the table; those of its rows are <see cref="Slot.Cells"/>.</param>
internal sealed record ChartCard(
    string Id, string Title, string Href, string LinkLabel, string Figure, string Said, IReadOnlyList<string> Columns, IReadOnlyList<ChartCard.Key> Keys, IReadOnlyList<ChartCard.Slot> Slots, IReadOnlyList<ChartCard.Tick> Ticks)
{
    private const decimal Tall = 120;
    private const decimal Head = 12;

    /// <summary>Nothing to draw: the sentence says it.</summary>
    public bool IsEmpty => Slots.All(slot => slot.Blocks.Count == 0);

    internal sealed record Tick(string Y, string Text);
    internal sealed record Key(string Tone, string Label);
    internal sealed record Block(string Tone, string Y, string Height);

    /// <param name="Rare">Its label is left out where the card is narrow.</param>
    internal sealed record Slot(string Name, string Said, string Href, string X, string Width, string Middle, string BarX, string BarWidth, string Label, bool Rare, IReadOnlyList<Block> Blocks, IReadOnlyList<string> Cells);

    /// <summary>One bar before it has its place: its parts stand on each other, the first at the bottom.</summary>
    /// <param name="Label">Below it; empty where its neighbours' are enough.</param>
    internal sealed record Bar(string Name, string Label, IReadOnlyList<(string Tone, decimal Value)> Parts, IReadOnlyList<string> Cells, string Href = "", bool Rare = false)
    {
        public decimal Sum => Parts.Sum(part => part.Value);
    }

    /// <param name="scale">How a value is written at the side.</param>
    public static ChartCard Of(
        string id, string title, (string Href, string Label) link, string figure, string said, IReadOnlyList<string> columns, IReadOnlyList<Key> keys, IReadOnlyList<Bar> bars, Func<decimal, string> scale)
    {
        var step = Math.Max(1, Axis.Step(bars.Max(bar => bar.Sum) / 3));
        var top = step * Math.Max(1, Math.Ceiling(bars.Max(bar => bar.Sum) / step));
        decimal Y(decimal value) => Head + Tall * (top - value) / top;

        List<Tick> ticks = [];
        for (var at = 0m; at <= top; at += step) ticks.Add(new(Axis.Pixels(Y(at)), scale(at)));
        return new(id, title, link.Href, link.Label, figure, said, columns, keys, [.. bars.Select(SlotOf)], ticks);

        Slot SlotOf(Bar bar, int at)
        {
            var width = 100m / bars.Count;
            var below = 0m;
            List<Block> blocks = [];
            foreach (var (tone, value) in bar.Parts.Where(part => part.Value > 0))
            {
                blocks.Add(new(tone, Axis.Pixels(Y(below + value)), Axis.Pixels(Y(below) - Y(below + value))));
                below += value;
            }
            return new(bar.Name, string.Join(", ", columns.Skip(1).Zip(bar.Cells, (column, cell) => $"{column}: {cell}")), bar.Href, Axis.Percent(at * width), Axis.Percent(width), Axis.Percent((at + 0.5m) * width),
                Axis.Percent((at + 0.19m) * width), Axis.Percent(0.62m * width), bar.Label, bar.Rare, blocks, bar.Cells);
        }
    }
}
