using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Consumption;

/// <summary>Bars as SVG and as a table: across in per cent and down in pixels, so that they fit any width and their text stays its size.</summary>
/// <param name="Zero">Where nought is, in pixels from the top; below it is what was sent to the grid.</param>
internal sealed record UseChart(string Title, string Zero, IReadOnlyList<UseChart.Slot> Slots, IReadOnlyList<UseChart.Tick> Ticks, IReadOnlyList<UseChart.Key> Keys, IReadOnlyList<string> Columns)
{
    private const decimal GapHeight = 24;

    internal sealed record Tick(string Y, string Text);
    internal sealed record Key(string Tone, string Label);
    internal sealed record Block(string Tone, string Y, string Height);

    /// <param name="Href">A level deeper; empty on the deepest.</param>
    /// <param name="Rare">Its label is left out where the screen is narrow.</param>
    internal sealed record Slot(string Name, string Said, string Href, string X, string Width, string Middle, string BarX, string BarWidth, string Label, bool Rare)
    {
        /// <param name="at">Which of how many bars, from the left.</param>
        public static Slot At(int at, int count, string name, string said, string href, string label, bool rare)
        {
            var width = 100m / count;
            return new(name, said, href, Axis.Percent(at * width), Axis.Percent(width), Axis.Percent((at + 0.5m) * width), Axis.Percent((at + 0.19m) * width), Axis.Percent(0.62m * width), label, rare);
        }

        /// <summary>What is told of it stands below the chart.</summary>
        public bool IsChosen { get; init; }
        public IReadOnlyList<Block> Blocks { get; init; } = [];
        public Block? Guess { get; init; }

        /// <summary>Where the mark of the year before stands; empty where it is not known.</summary>
        public string ThenY { get; init; } = "";

        /// <summary>An empty dashed box for what is not known: from nought up, or on top of what is.</summary>
        public Block? Gap { get; init; }
        public IReadOnlyList<string> Cells { get; init; } = [];
        public string Note { get; init; } = "";
    }

    public static UseChart Of(IReadOnlyList<UseBar> bars, IReadOnlyList<string> registers, string title, string unit, Wording words)
    {
        var used = registers.Where(register => !UsageWords.IsExport(register)).ToList();
        var sends = registers.Any(UsageWords.IsExport);
        var scale = UseScale.Of(bars.Max(bar => Math.Max(bar.Used, bar.Then ?? 0)), bars.Max(bar => bar.Sent));
        var hasThen = bars.Any(bar => bar.Then > 0);
        return new(title, Axis.Pixels(scale.Y(0)), [.. bars.Select(SlotOf)], scale.Ticks(words.Number),
            [
                .. used.Select((register, at) => new Key(Tone(register, at), NameOf(register))),
                .. sends ? [new Key("sent", words.Word("Sent to the grid"))] : Array.Empty<Key>(),
                .. hasThen ? [new Key("then", words.Word("A year before"))] : Array.Empty<Key>(),
                .. bars.Any(bar => bar.HasGuess) ? [new Key("guess", words.Word("Estimated"))] : Array.Empty<Key>(),
                .. bars.Any(bar => bar.IsGap || bar.IsPart) ? [new Key("gap", words.Word("No data"))] : Array.Empty<Key>(),
            ],
            [.. used.Select(register => $"{NameOf(register)} ({unit})"), .. sends ? [$"{words.Word("Sent to the grid")} ({unit})"] : Array.Empty<string>(), $"{words.Word("A year before")} ({unit})"]);

        string NameOf(string register) => used.Count == 1 ? words.Word("Used") : UsageWords.RegisterOf(register);

        Slot SlotOf(UseBar bar, int at)
        {
            List<Block> blocks = [];
            var sum = 0m;
            foreach (var (register, place) in used.Select((register, place) => (register, place)))
            {
                var value = Math.Max(0, bar.Parts.GetValueOrDefault(register));
                if (value > 0) blocks.Add(scale.Block(Tone(register, place), sum, sum + value));
                sum += value;
            }
            if (bar.Sent > 0) blocks.Add(scale.Block("sent", -bar.Sent, 0));
            return Slot.At(at, bars.Count, bar.Name, Said(bar, unit, words), bar.Href, bar.Label, bar.Rare) with
            {
                Blocks = blocks,
                Guess = bar.Guessed > 0 ? scale.Block("guess", sum - Math.Min(sum, bar.Guessed), sum) : null,
                ThenY = bar.Then > 0 ? Axis.Pixels(scale.Y(bar.Then.Value)) : "",
                Gap = bar.IsGap || bar.IsPart ? new("gap", Axis.Pixels(Math.Max(0, scale.Y(sum) - GapHeight)), Axis.Pixels(GapHeight)) : null,
                Note = bar.Note,
                Cells = [.. used.Select(register => Cell(bar.Parts.TryGetValue(register, out var value) ? value : null)), .. sends ? [Cell(bar.Parts.Keys.Any(UsageWords.IsExport) ? bar.Sent : null)] : Array.Empty<string>(), Cell(bar.Then)],
            };
        }

        string Cell(decimal? value) => value is { } known ? words.Number(decimal.Round(known, 2, MidpointRounding.AwayFromZero)) : "–";
    }

    private static string Said(UseBar bar, string unit, Wording words) => string.Join(", ", new[]
    {
        bar.Parts.Keys.Any(register => !UsageWords.IsExport(register)) ? UseSentence.Amount(bar.Used, unit, words) : "", bar.Sent > 0 ? $"{UseSentence.Amount(bar.Sent, unit, words)} sent to the grid" : "",
        bar.Then > 0 ? $"a year before {UseSentence.Amount(bar.Then.Value, unit, words)}" : "", bar.Note,
    }.Where(part => part != ""));

    // Controlled load has a tone of its own, whatever stands beside it.
    private static string Tone(string register, int place) => UsageWords.IsControlledLoad(register) ? "control" : place switch { 0 => "one", 1 => "two", 2 => "three", _ => "four" };
}
