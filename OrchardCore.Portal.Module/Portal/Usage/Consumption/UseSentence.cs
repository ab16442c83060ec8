using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Consumption;

/// <summary>What the bars mean, in words: how much, whether it is more than a year ago and where the difference is, and what is not certain.</summary>
internal static class UseSentence
{
    // Of a smaller part a comparison says little about the whole, unless it is four weeks of it.
    private const decimal EnoughOfIt = 0.8m;
    private const int EnoughDays = 28;

    /// <summary>"312 kWh in May 2026, 12 % less than in May 2025 (355 kWh). 2 days estimated."</summary>
    public static string Of(UseAsked asked, IReadOnlyList<UseSpan> spans, string unit, Wording words)
    {
        var all = new UseSpan(asked.From, asked.To, spans.Sum(span => span.Had), [.. spans.SelectMany(span => span.Now)], [.. spans.SelectMany(span => span.Then)]) { Open = spans[0].Open };
        List<string> said = [all.IsUseKnown ? $"{Amount(all.Used, unit, words)} {Period(asked, words)}{Compared(all, unit, words)}." : $"{words.Word("What was used is not known")} {Period(asked, words)}."];
        if (Where(asked, spans, all, unit, words) is { } where) said.Add(where);
        if (all.Controlled > 0 && all.Controlled < all.Used) said.Add($"{Amount(all.Controlled, unit, words)} of it {words.Word("on controlled load")}.");
        if (all.Sent > 0) said.Add($"{Amount(all.Sent, unit, words)} sent to the grid.");
        List<string> doubts = [];
        if (all.Guessed > 0) doubts.Add($"{words.Count(all.Guessed, "day", "days")} estimated");
        if (all.Missing > 0) doubts.Add($"{words.Count(all.Missing, "day", "days")} without data");
        if (all.Parts > 0) doubts.Add($"{words.Count(all.Parts, "day", "days")} in part ({Lacking(all.Lacking, words)} missing)");
        if (doubts.Count > 0) said.Add(string.Join(", ", doubts) + ".");
        return string.Join(' ', said);
    }

    public static string Lacking(TimeSpan time, Wording words) =>
        time.TotalHours >= 1 ? words.Count((int)Math.Round(time.TotalHours, MidpointRounding.AwayFromZero), "hour", "hours") : words.Count(Math.Max(1, (int)time.TotalMinutes), "minute", "minutes");

    public static string Amount(decimal value, string unit, Wording words) =>
        new Quantity(decimal.Round(value, Math.Abs(value) < 10 ? 2 : Math.Abs(value) < 100 ? 1 : 0, MidpointRounding.AwayFromZero), unit).ToText(words.Culture);

    public static string Period(UseAsked asked, Wording words) => asked switch
    {
        { ByMonth: true } => $"in the 12 months to {UsageWords.MonthOf(asked.To, words)}",
        { IsMonth: true } => $"in {UsageWords.MonthOf(asked.From, words)}",
        _ => $"from {words.ShortDate(asked.From)} to {words.ShortDate(asked.To)}",
    };

    private static string Compared(UseSpan all, string unit, Wording words)
    {
        if (Comparable(all) is not { } same) return "";
        var part = same.Known < all.Known ? $", on the {words.Count(same.Known, "day", "days")} that are known of both" : "";
        var percent = decimal.Round(100 * (same.Used - same.UsedThen) / same.UsedThen, MidpointRounding.AwayFromZero);
        return percent == 0 ? $", as much as a year before{part}"
            : $", {Math.Abs(percent).ToString(words.Culture)} % {(percent > 0 ? "more" : "less")} than a year before ({Amount(same.UsedThen, unit, words)}{part})";
    }

    /// <summary>Where the most of the difference is: the month, the day and the register that moved furthest that way.</summary>
    private static string? Where(UseAsked asked, IReadOnlyList<UseSpan> spans, UseSpan all, string unit, Wording words)
    {
        if (Comparable(all) is not { } same || same.Used == same.UsedThen) return null;
        var up = same.Used > same.UsedThen;
        var sign = up ? 1 : -1;
        var most = spans.Select(span => (Span: span, More: sign * (span.Comparable().Used - span.Comparable().UsedThen))).MaxBy(one => one.More);
        var name = asked.ByMonth ? UsageWords.MonthOf(most.Span.From, words) : words.ShortDate(most.Span.From);
        var registers = same.Now.Concat(same.Then).Select(use => use.Register).Distinct().Where(register => !UsageWords.IsExport(register)).ToList();
        var part = registers.Count < 2 ? default : registers.Select(register => (Register: register, More: sign * (same.Of(register) - same.Then.Where(use => use.Register == register).Sum(use => use.Value)))).MaxBy(one => one.More);
        return $"{words.Word(up ? "The biggest rise" : "The biggest saving")} was {(asked.ByMonth ? "in" : "on")} {name}: {Amount(most.More, unit, words)}"
            + (part.Register is { } register && part.More > 0 ? $"; by tariff, {UsageWords.RegisterOf(register)} moved most, {Amount(part.More, unit, words)} {(up ? "more" : "less")}." : ".");
    }

    private static UseSpan? Comparable(UseSpan all) => all.Comparable() is { UsedThen: > 0 } same && (same.Known >= EnoughOfIt * all.Known || same.Known >= EnoughDays) ? same : null;
}
