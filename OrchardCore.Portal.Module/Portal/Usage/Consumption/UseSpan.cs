namespace OrchardCore.Portal.Usage.Consumption;

/// <summary>A bar's worth of days: a month, or one day; with the same days of the year before.</summary>
/// <param name="Had">Of the days, those that the customer had the service and that are over: of the others nothing is missing.</param>
internal sealed record UseSpan(DateOnly From, DateOnly To, int Had, IReadOnlyList<DayUse> Now, IReadOnlyList<DayUse> Then)
{
    /// <summary>The newest day of data, where that ends within it: it is not over, so nothing of it is missing.</summary>
    public DateOnly? Open { get; init; }

    public decimal Used => Now.Where(use => !UsageWords.IsExport(use.Register)).Sum(use => use.Value);
    public decimal UsedThen => Then.Where(use => !UsageWords.IsExport(use.Register)).Sum(use => use.Value);
    public decimal Sent => Now.Where(use => UsageWords.IsExport(use.Register)).Sum(use => use.Value);
    public decimal Controlled => Now.Where(use => UsageWords.IsControlledLoad(use.Register)).Sum(use => use.Value);
    public decimal GuessedUse => Now.Where(use => use.IsGuess && !UsageWords.IsExport(use.Register)).Sum(use => use.Value);
    public int Known => Now.Select(use => use.Day).Distinct().Count();
    public int Guessed => Now.Where(use => use.IsGuess).Select(use => use.Day).Distinct().Count();
    public int Missing => Math.Max(0, Had - Known);

    /// <summary>Days of which a part is not known, and how much that is.</summary>
    public int Parts => Now.Where(use => use.Lacking > default(TimeSpan) && use.Day != Open).Select(use => use.Day).Distinct().Count();

    public TimeSpan Lacking => TimeSpan.FromTicks(Now.Where(use => use.Lacking > default(TimeSpan) && use.Day != Open).GroupBy(use => use.Day).Sum(day => day.Max(use => use.Lacking).Ticks));

    /// <summary>Whether what was used is known at all: a meter that only said what it sent leaves it open.</summary>
    public bool IsUseKnown => Now.Any(use => !use.IsSilent && !UsageWords.IsExport(use.Register)) || Now.All(use => !use.IsSilent);

    public bool Knows(string register) => Now.Any(use => use.Register == register && !use.IsSilent);

    public decimal Of(string register) => Now.Where(use => use.Register == register).Sum(use => use.Value);

    /// <summary>The days of both years of which all is known in both: a month that is half over is compared with the same half.</summary>
    public UseSpan Comparable()
    {
        var days = Whole(Now, day => day).Intersect(Whole(Then, Next)).OfType<DateOnly>().ToHashSet();
        return this with { Now = [.. Now.Where(use => days.Contains(use.Day))], Then = [.. Then.Where(use => Next(use.Day) is { } day && days.Contains(day))] };
    }

    private static IEnumerable<DateOnly?> Whole(IEnumerable<DayUse> uses, Func<DateOnly, DateOnly?> on) =>
        uses.GroupBy(use => use.Day).Where(day => day.All(use => use.Lacking == default)).Select(day => on(day.Key));

    public static IReadOnlyList<UseSpan> Split(UseAsked asked, IReadOnlyList<DayUse> now, IReadOnlyList<DayUse> then, DateOnly first, DateOnly last, bool isLastOpen = false)
    {
        List<UseSpan> spans = [];
        for (var (from, to) = (asked.From, default(DateOnly)); from <= asked.To; from = to.AddDays(1))
        {
            to = asked.ByMonth ? from.AddMonths(1).AddDays(-1) : from;
            var (start, end) = (from, to);
            var had = Math.Min(end.DayNumber, last.DayNumber) - Math.Max(start.DayNumber, first.DayNumber) + 1;
            spans.Add(new(start, end, Math.Max(0, had), [.. now.Where(use => use.Day >= start && use.Day <= end)], [.. then.Where(use => Next(use.Day) >= start && Next(use.Day) <= end)]) { Open = isLastOpen ? last : null });
        }
        return spans;
    }

    // 29 February is compared with nothing.
    private static DateOnly? Next(DateOnly day) => day is { Month: 2, Day: 29 } ? null : day.AddYears(1);
}
