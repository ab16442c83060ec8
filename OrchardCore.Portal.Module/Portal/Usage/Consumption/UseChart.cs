using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Consumption;

/// <summary>Bars as SVG and as a table: across in per cent and down in pixels, so that they fit any width and their text stays its size.</summary>
/// <param name="Zero">Where nought is, in pixels from the top; below it is what was sent to the grid.</param>
internal sealed record UseChart(string Title, string Zero, IReadOnlyList<UseChart.Slot> Slots, IReadOnlyList<UseChart.Tick> Ticks, IReadOnlyList<UseChart.Key> Keys, IReadOnlyList<string> Columns)
{
    private const decimal Tall = 224;
    private const decimal Head = 16;
    private const decimal GapHeight = 24;

    internal sealed record Tick(string Y, string Text);
    internal sealed record Key(string Tone, string Label);
    internal sealed record Block(string Tone, string Y, string Height);

    /// <param name="Href">A level deeper; empty on the deepest.</param>
    /// <param name="Rare">Its label is left out where the screen is narrow.</param>
    internal sealed record Slot(string Name, string Said, string Href, string X, string Width, string Middle, string BarX, string BarWidth, string Label, bool Rare)
    {
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
        var (most, least) = (Math.Max(0.001m, bars.Max(bar => Math.Max(bar.Used, bar.Then ?? 0))), bars.Max(bar => bar.Sent));
        var step = Axis.Step((most + least) / 4);
        var (top, bottom) = (step * Math.Ceiling(most / step), least == 0 ? 0 : step * Math.Ceiling(least / step));
        decimal Y(decimal value) => Head + Tall * (top - value) / (top + bottom);

        List<Tick> ticks = [];
        for (var at = -bottom; at <= top; at += step) ticks.Add(new(Axis.Pixels(Y(at)), words.Number(Math.Abs(at))));
        var hasThen = bars.Any(bar => bar.Then > 0);
        return new(title, Axis.Pixels(Y(0)), [.. bars.Select(SlotOf)], ticks,
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
            var width = 100m / bars.Count;
            List<Block> blocks = [];
            var sum = 0m;
            foreach (var (register, place) in used.Select((register, place) => (register, place)))
            {
                var value = Math.Max(0, bar.Parts.GetValueOrDefault(register));
                if (value > 0) blocks.Add(new(Tone(register, place), Axis.Pixels(Y(sum + value)), Axis.Pixels(Y(sum) - Y(sum + value))));
                sum += value;
            }
            if (bar.Sent > 0) blocks.Add(new("sent", Axis.Pixels(Y(0)), Axis.Pixels(Y(-bar.Sent) - Y(0))));
            return new(bar.Name, Said(bar, unit, words), bar.Href, Axis.Percent(at * width), Axis.Percent(width), Axis.Percent((at + 0.5m) * width), Axis.Percent((at + 0.19m) * width), Axis.Percent(0.62m * width), bar.Label, bar.Rare)
            {
                Blocks = blocks,
                Guess = bar.Guessed > 0 ? new("guess", Axis.Pixels(Y(sum)), Axis.Pixels(Y(0) - Y(Math.Min(sum, bar.Guessed)))) : null,
                ThenY = bar.Then > 0 ? Axis.Pixels(Y(bar.Then.Value)) : "",
                Gap = bar.IsGap || bar.IsPart ? new("gap", Axis.Pixels(Math.Max(0, Y(sum) - GapHeight)), Axis.Pixels(GapHeight)) : null,
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
