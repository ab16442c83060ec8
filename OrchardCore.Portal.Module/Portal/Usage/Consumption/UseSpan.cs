namespace OrchardCore.Portal.Usage.Consumption;

/// <summary>A bar's worth of days: a month, or one day; with the same days of the year before.</summary>
/// <param name="Had">Of the days, those that the customer had the service and that are over: of the others nothing is missing.</param>
internal sealed record UseSpan(DateOnly From, DateOnly To, int Had, IReadOnlyList<DayUse> Now, IReadOnlyList<DayUse> Then)
{
    public decimal Used => Now.Where(use => !UsageWords.IsExport(use.Register)).Sum(use => use.Value);
    public decimal UsedThen => Then.Where(use => !UsageWords.IsExport(use.Register)).Sum(use => use.Value);
    public decimal Sent => Now.Where(use => UsageWords.IsExport(use.Register)).Sum(use => use.Value);
    public decimal GuessedUse => Now.Where(use => use.IsGuess && !UsageWords.IsExport(use.Register)).Sum(use => use.Value);
    public int Known => Now.Select(use => use.Day).Distinct().Count();
    public int Guessed => Now.Where(use => use.IsGuess).Select(use => use.Day).Distinct().Count();
    public int Missing => Math.Max(0, Had - Known);

    public decimal Of(string register) => Now.Where(use => use.Register == register).Sum(use => use.Value);

    /// <summary>The parts of both years of which both are known: a month that is half over is compared with the same half.</summary>
    public UseSpan Comparable()
    {
        var days = Now.Select(use => use.Day).Intersect(Then.Select(use => Next(use.Day))).ToHashSet();
        return this with { Now = [.. Now.Where(use => days.Contains(use.Day))], Then = [.. Then.Where(use => days.Contains(Next(use.Day)))] };
    }

    public static IReadOnlyList<UseSpan> Split(UseAsked asked, IReadOnlyList<DayUse> now, IReadOnlyList<DayUse> then, DateOnly first, DateOnly last)
    {
        List<UseSpan> spans = [];
        for (var (from, to) = (asked.From, default(DateOnly)); from <= asked.To; from = to.AddDays(1))
        {
            to = asked.ByMonth ? from.AddMonths(1).AddDays(-1) : from;
            var (start, end) = (from, to);
            var had = Math.Min(end.DayNumber, last.DayNumber) - Math.Max(start.DayNumber, first.DayNumber) + 1;
            spans.Add(new(start, end, Math.Max(0, had), [.. now.Where(use => use.Day >= start && use.Day <= end)], [.. then.Where(use => Next(use.Day) >= start && Next(use.Day) <= end)]));
        }
        return spans;
    }

    // 29 February is compared with nothing.
    private static DateOnly Next(DateOnly day) => day.AddYears(1);
}
