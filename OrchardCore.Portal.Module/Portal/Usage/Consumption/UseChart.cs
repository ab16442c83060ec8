using System.Globalization;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Consumption;

/// <summary>Bars as SVG and as a table: across in per cent and down in pixels, so that they fit any width and their text stays its size.</summary>
/// <param name="Zero">Where nought is, in pixels from the top; below it is what was sent to the grid.</param>
internal sealed record UseChart(string Title, string Zero, IReadOnlyList<UseChart.Slot> Slots, IReadOnlyList<UseChart.Tick> Ticks, IReadOnlyList<UseChart.Key> Keys, IReadOnlyList<string> Columns)
{
    private const decimal Tall = 224;
    private const decimal Head = 16;

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

        /// <summary>Nothing is known of it, though it should be.</summary>
        public bool Gap { get; init; }
        public IReadOnlyList<string> Cells { get; init; } = [];
        public string Note { get; init; } = "";
    }

    public static UseChart Of(UseAsked asked, IReadOnlyList<UseSpan> spans, IReadOnlyList<string> registers, string title, string unit, Wording words)
    {
        var used = registers.Where(register => !UsageWords.IsExport(register)).ToList();
        var sends = registers.Any(UsageWords.IsExport);
        var (most, least) = (Math.Max(0.001m, spans.Max(span => Math.Max(span.Used, span.UsedThen))), spans.Max(span => span.Sent));
        var step = Step((most + least) / 4);
        var (top, bottom) = (step * Math.Ceiling(most / step), least == 0 ? 0 : step * Math.Ceiling(least / step));
        decimal Y(decimal value) => Head + Tall * (top - value) / (top + bottom);

        List<Tick> ticks = [];
        for (var at = -bottom; at <= top; at += step) ticks.Add(new(Pixels(Y(at)), words.Number(Math.Abs(at))));
        var slots = spans.Select((span, at) => SlotOf(span, at)).ToList();
        return new(title, Pixels(Y(0)), slots, ticks,
            [.. used.Select((register, at) => new Key(Tone(at), used.Count == 1 ? words.Word("Used") : UsageWords.RegisterOf(register))), .. sends ? [new Key("sent", words.Word("Sent to the grid"))] : Array.Empty<Key>(),
             .. spans.Any(span => span.UsedThen > 0) ? [new Key("then", words.Word("A year before"))] : Array.Empty<Key>(),
             .. spans.Any(span => span.Guessed > 0) ? [new Key("guess", words.Word("Estimated"))] : Array.Empty<Key>(), .. spans.Any(span => span is { Known: 0, Had: > 0 }) ? [new Key("gap", words.Word("No data"))] : Array.Empty<Key>()],
            [.. used.Select(register => $"{(used.Count == 1 ? words.Word("Used") : UsageWords.RegisterOf(register))} ({unit})"), .. sends ? [$"{words.Word("Sent to the grid")} ({unit})"] : Array.Empty<string>(), $"{words.Word("A year before")} ({unit})"]);

        Slot SlotOf(UseSpan span, int at)
        {
            var width = 100m / spans.Count;
            var name = asked.ByMonth ? UsageWords.MonthOf(span.From, words) : span.From.ToString("ddd d MMM yyyy", words.Culture);
            List<Block> blocks = [];
            var sum = 0m;
            foreach (var (register, place) in used.Select((register, place) => (register, place)))
            {
                var value = span.Of(register);
                if (value > 0) blocks.Add(new(Tone(place), Pixels(Y(sum + value)), Pixels(Y(sum) - Y(sum + value))));
                sum += Math.Max(0, value);
            }
            if (span.Sent > 0) blocks.Add(new("sent", Pixels(Y(0)), Pixels(Y(-span.Sent) - Y(0))));
            var note = Note(span, words);
            return new(name, Said(span, unit, note, words), asked.ByMonth ? asked.In(span.From).Href : "", Percent(at * width), Percent(width), Percent((at + 0.5m) * width), Percent((at + 0.19m) * width), Percent(0.62m * width),
                asked.ByMonth ? span.From.ToString("MMM", words.Culture) : span.From.Day.ToString(words.Culture), asked.ByMonth ? at % 2 == 1 && spans.Count > 6 : span.From.Day % 5 != 0 && span.From.Day != 1)
            {
                Blocks = blocks,
                Guess = span.GuessedUse > 0 ? new("guess", Pixels(Y(sum)), Pixels(Y(0) - Y(Math.Min(sum, span.GuessedUse)))) : null,
                ThenY = span.UsedThen > 0 ? Pixels(Y(span.UsedThen)) : "",
                Gap = span is { Known: 0, Had: > 0 },
                Note = note,
                Cells = [.. used.Select(register => Cell(span.Known, span.Of(register))), .. sends ? [Cell(span.Known, span.Sent)] : Array.Empty<string>(), Cell(span.Then.Count, span.UsedThen)],
            };
        }

        string Cell(int known, decimal value) => known == 0 ? "–" : words.Number(decimal.Round(value, 2, MidpointRounding.AwayFromZero));
    }

    private static string Said(UseSpan span, string unit, string note, Wording words) => string.Join(", ", new[]
    {
        span.Known == 0 ? "" : UseSentence.Amount(span.Used, unit, words), span.Sent > 0 ? $"{UseSentence.Amount(span.Sent, unit, words)} sent to the grid" : "",
        span.UsedThen > 0 ? $"a year before {UseSentence.Amount(span.UsedThen, unit, words)}" : "", note,
    }.Where(part => part != ""));

    private static string Note(UseSpan span, Wording words) => span switch
    {
        { Had: 0 } => "",
        { Known: 0 } => words.Word("no data"),
        _ => string.Join(", ", new[]
        {
            span.Guessed == 0 ? "" : span.From == span.To ? words.Word("estimated") : $"{words.Count(span.Guessed, "day", "days")} estimated",
            span.Missing == 0 ? "" : $"{words.Count(span.Missing, "day", "days")} without data",
        }.Where(part => part != "")),
    };

    /// <summary>1, 2 or 5 with noughts: what an axis counts by.</summary>
    private static decimal Step(decimal about)
    {
        var ten = 0.0001m;
        while (ten * 10 <= about) ten *= 10;
        return ten * (about / ten) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
    }

    private static string Tone(int place) => place switch { 0 => "one", 1 => "two", 2 => "three", _ => "four" };
    private static string Pixels(decimal value) => value.ToString("0.#", CultureInfo.InvariantCulture);
    private static string Percent(decimal value) => value.ToString("0.###", CultureInfo.InvariantCulture) + "%";
}
