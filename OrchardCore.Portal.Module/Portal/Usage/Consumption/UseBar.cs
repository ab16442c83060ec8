using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Consumption;

/// <summary>What a bar is drawn from: a month, a day or an interval.</summary>
/// <param name="Rare">Its label is left out where the screen is narrow.</param>
/// <param name="Href">A level deeper; empty on the deepest.</param>
/// <param name="Parts">What each register used; a register of which nothing is known is not there.</param>
internal sealed record UseBar(string Name, string Label, bool Rare, string Href, IReadOnlyDictionary<string, decimal> Parts)
{
    public decimal Sent { get; init; }

    /// <summary>Of what was used, the part that is estimated.</summary>
    public decimal Guessed { get; init; }
    public bool HasGuess { get; init; }

    /// <summary>What was used a year before; null where it is not known.</summary>
    public decimal? Then { get; init; }

    /// <summary>Nothing is known of it, though it should be.</summary>
    public bool IsGap { get; init; }

    /// <summary>Some of it is not known.</summary>
    public bool IsPart { get; init; }
    public string Note { get; init; } = "";
    public decimal Used => Parts.Where(part => !UsageWords.IsExport(part.Key)).Sum(part => part.Value);

    public static UseBar Of(UseSpan span, UseAsked asked, IReadOnlyList<string> registers, int bars, Wording words)
    {
        var first = span.From;
        return new(asked.ByMonth ? UsageWords.MonthOf(first, words) : first.ToString("ddd d MMM yyyy", words.Culture), asked.ByMonth ? first.ToString("MMM", words.Culture) : first.Day.ToString(words.Culture),
            asked.ByMonth ? first.Month % 2 != asked.From.Month % 2 && bars > 6 : first.Day % 5 != 0 && first.Day != 1,
            asked.ByMonth ? asked.In(first).Href : !asked.IsDay && span.Now.Any(use => use.HasIntervals) ? asked.On(first).Href : "",
            registers.Where(span.Knows).ToDictionary(register => register, span.Of))
        {
            Sent = span.Sent,
            Guessed = span.GuessedUse,
            HasGuess = span.Guessed > 0,
            Then = span.Then.Any(use => !use.IsSilent) ? span.UsedThen : null,
            IsGap = span is { Known: 0, Had: > 0 },
            IsPart = span.From == span.To && span.Parts > 0,
            Note = NoteOf(span, words),
        };
    }

    private static string NoteOf(UseSpan span, Wording words) => span switch
    {
        { Had: 0 } => "",
        { Known: 0 } => words.Word("no data"),
        _ => string.Join(", ", new[]
        {
            span.Guessed == 0 ? "" : span.From == span.To ? words.Word("estimated") : $"{words.Count(span.Guessed, "day", "days")} estimated",
            span.Missing == 0 ? "" : $"{words.Count(span.Missing, "day", "days")} without data",
            span.Parts == 0 ? "" : span.From == span.To ? $"{UseSentence.Lacking(span.Lacking, words)} missing" : $"{words.Count(span.Parts, "day", "days")} in part",
        }.Where(part => part != "")),
    };
}
