using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Alerts;

/// <summary>What one day took, of a whole service.</summary>
/// <param name="IsGuess">Estimated in part, or a share of readings that lie days apart.</param>
internal sealed record DayTaken(DateOnly Day, decimal Value, bool IsGuess);

/// <param name="Period">The day, or the first day of the month.</param>
internal sealed record AlertHit(DateOnly Period, decimal Value);

/// <summary>
/// When an alert fires: a day above the limit, once a day; a month as soon as it is above, once a month. An estimated day does not set off a day's alert, since
/// nobody knows that it was that day; in a month's sum it counts.
/// </summary>
internal sealed record AlertRule(AlertKind Kind, decimal Limit)
{
    public bool IsByMonth => Kind is AlertKind.MonthUse or AlertKind.MonthCost;
    public bool IsMoney => Kind is AlertKind.DayCost or AlertKind.MonthCost;

    /// <summary>The periods that would have set it off, oldest first.</summary>
    public IReadOnlyList<AlertHit> Hits(IEnumerable<DayTaken> days) => [.. Sums(Kind, days).Where(sum => sum.Value > Limit)];

    /// <summary>What each period took; of days, those that are counted for sure.</summary>
    public static IEnumerable<AlertHit> Sums(AlertKind kind, IEnumerable<DayTaken> days) => kind is AlertKind.MonthUse or AlertKind.MonthCost
        ? days.GroupBy(day => new DateOnly(day.Day.Year, day.Day.Month, 1)).Select(month => new AlertHit(month.Key, month.Sum(day => day.Value))).OrderBy(month => month.Period)
        : days.Where(day => !day.IsGuess).OrderBy(day => day.Day).Select(day => new AlertHit(day.Day, day.Value));

    /// <summary>"more than 25 kWh on a day"</summary>
    public string InWords(string unit, Wording words) => $"{words.Word("more than")} {LimitIn(unit, words)} {words.Word(IsByMonth ? "in a calendar month" : "on a day")}";

    /// <summary>Exactly as it was entered: what was used is rounded, what was asked for is not.</summary>
    public string LimitIn(string unit, Wording words) => IsMoney ? Amount(Limit, unit, words) : $"{words.Number(Limit)} {unit}".TrimEnd();

    public string Amount(decimal value, string unit, Wording words) => IsMoney ? words.Money(Money.Rounded(value, words.Currency.Decimals)) : Consumption.UseSentence.Amount(value, unit, words);

    /// <summary>"Tuesday 3 November 2026", or "November 2026".</summary>
    public string PeriodOf(AlertHit hit, Wording words) => IsByMonth ? UsageWords.MonthOf(hit.Period, words) : words.LongDate(hit.Period);
}
