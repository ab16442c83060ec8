using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Usage.Consumption;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Cost;

/// <summary>What a bar of cost is drawn from: a bill, a month or a day. Credits go down; what is left of both is the total.</summary>
/// <param name="Href">A level deeper.</param>
internal sealed record CostBar(string Name, string Label, bool Rare, string Href, IReadOnlyDictionary<CostKind, Money> Parts)
{
    /// <summary>What the same time of the year before cost, in the same parts; null where it is not known.</summary>
    public IReadOnlyDictionary<CostKind, Money>? Then { get; init; }

    /// <summary>Of what goes up, the part that was estimated.</summary>
    public Money Guessed { get; init; }
    public bool IsChosen { get; init; }
    public string Note { get; init; } = "";

    public Money Total => Sum(Parts, _ => true);
    public Money Up => Sum(Parts, kind => !kind.IsTakenOff);
    public Money? TotalThen => Then is { } then ? Sum(then, _ => true) : null;
    public Money? UpThen => Then is { } then ? Sum(then, kind => !kind.IsTakenOff) : null;

    private static Money Sum(IReadOnlyDictionary<CostKind, Money> parts, Func<CostKind, bool> which) => new(parts.Where(part => which(part.Key)).Sum(part => part.Value.Minor));
}

/// <summary>Bars of cost, drawn and told as those of usage are.</summary>
internal static class CostChart
{
    public static UseChart Of(IReadOnlyList<CostBar> bars, string title, Wording words)
    {
        var kinds = bars.SelectMany(bar => bar.Parts.Where(part => !part.Value.IsZero).Select(part => part.Key)).Distinct().Order().ToList();
        var hasThen = bars.Any(bar => bar.UpThen is { IsPositive: true });
        var scale = UseScale.Of(bars.Max(bar => Math.Max(Number(bar.Up), Number(bar.UpThen ?? Money.Zero))), Math.Max(0, bars.Max(bar => Number(bar.Up - bar.Total))));
        return new(title, Axis.Pixels(scale.Y(0)), [.. bars.Select(SlotOf)], scale.Ticks(value => words.Currency.Sign + words.Number(value)),
            [
                .. kinds.Select(kind => new UseChart.Key(kind.Tone, kind.Label(words))),
                .. hasThen ? [new UseChart.Key("then", words.Word(kinds.Exists(kind => kind.IsTakenOff) ? "A year before, without credits" : "A year before"))] : Array.Empty<UseChart.Key>(),
                .. bars.Any(bar => bar.Guessed.IsPositive) ? [new UseChart.Key("guess", words.Word("Estimated"))] : Array.Empty<UseChart.Key>(),
            ],
            [.. kinds.Select(kind => kind.Label(words)), words.Word("Total"), words.Word("A year before")]);

        UseChart.Slot SlotOf(CostBar bar, int at)
        {
            List<UseChart.Block> blocks = [];
            var (up, down) = (0m, 0m);
            foreach (var kind in kinds)
            {
                var value = Number(bar.Parts.GetValueOrDefault(kind)) * (kind.IsTakenOff ? -1 : 1);
                if (value <= 0) continue;
                blocks.Add(kind.IsTakenOff ? scale.Block(kind.Tone, -(down + value), -down) : scale.Block(kind.Tone, up, up + value));
                (up, down) = kind.IsTakenOff ? (up, down + value) : (up + value, down);
            }
            return UseChart.Slot.At(at, bars.Count, bar.Name, Said(bar, words), bar.Href, bar.Label, bar.Rare) with
            {
                Blocks = blocks,
                Guess = bar.Guessed.IsPositive ? scale.Block("guess", up - Math.Min(up, Number(bar.Guessed)), up) : null,
                ThenY = bar.UpThen is { IsPositive: true } then ? Axis.Pixels(scale.Y(Number(then))) : "",
                Cells = [.. kinds.Select(kind => bar.Parts.TryGetValue(kind, out var part) ? words.Money(part) : "–"), bar.Parts.Count == 0 ? "–" : words.Money(bar.Total), bar.TotalThen is { } total ? words.Money(total) : "–"],
                Note = bar.Note,
                IsChosen = bar.IsChosen,
            };
        }

        decimal Number(Money money) => money.ToDecimal(words.Currency.Decimals);
    }

    private static string Said(CostBar bar, Wording words) => string.Join(", ", new[]
    {
        bar.Parts.Count == 0 ? words.Word("no cost known") : words.Money(bar.Total),
        bar.Up != bar.Total ? $"{words.Money(bar.Up - bar.Total)} {words.Word("of credits taken off")}" : "",
        bar.TotalThen is { } then ? $"{words.Word("a year before")} {words.Money(then)}" : "", bar.Note,
    }.Where(part => part != ""));
}
