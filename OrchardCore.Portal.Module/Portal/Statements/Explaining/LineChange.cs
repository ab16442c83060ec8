using OrchardCore.Portal.Charges;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Statements.Explaining;

/// <summary>
/// Why the lines of one kind came to another amount than the last time, in four parts that add up to the cent: as many days at the pace and
/// price of then, what was used beyond that at the price of then, the price, and what can be laid to none of them.
/// </summary>
/// <param name="IsSolar">What is sent to the grid is paid for: its price is below zero.</param>
internal sealed record LineChange(string Text, string Meter, bool IsSolar, Money Days, Money Usage, Money Price, Money Other)
{
    public Money Total => Days + Usage + Price + Other;

    public static LineChange Of(IReadOnlyList<Charge> now, IReadOnlyList<Charge> then, int? daysNow, int? daysThen)
    {
        var any = now.Count > 0 ? now[0] : then[0];
        var total = Sum(now) - Sum(then);
        LineChange With(Money days = default, Money usage = default, Money price = default, Money other = default) =>
            new(any.Description, any.MeterNumber, (any.Rate ?? 0) < 0, days, usage, price, other);

        if (now.Count == 0 || then.Count == 0 || now.Concat(then).Any(charge => charge.Units is null)) return With(other: total);
        var (unitsNow, unitsThen) = (Units(now), Units(then));
        if (unitsNow == 0 && unitsThen == 0) return With(other: total);
        // Cents for one unit, as it came out: a bill over a change of prices has two.
        var price = unitsThen != 0 ? Sum(then).Minor / unitsThen : Sum(now).Minor / unitsNow;
        var isOnePrice = now.Concat(then).Select(charge => charge.Rate).Distinct().Count() == 1 && any.Rate is not null;

        if (any.IsForTime)
        {
            var days = isOnePrice ? total : Cents((unitsNow - unitsThen) * price);
            return With(days: days, price: total - days);
        }
        var pace = Length(now, daysNow) is { } length && Length(then, daysThen) is > 0 and var lengthThen ? unitsThen * length / lengthThen : unitsThen;
        var forDays = Cents((pace - unitsThen) * price);
        var forUsage = isOnePrice ? total - forDays : Cents((unitsNow - pace) * price);
        return With(forDays, forUsage, total - forDays - forUsage);
    }

    /// <summary>The days of the lines themselves where they have dates: a service may have begun in the middle of a bill.</summary>
    private static int? Length(IReadOnlyList<Charge> lines, int? ofBill) => lines.All(line => line is { StartsOn: not null, EndsOn: not null })
        ? lines.Max(line => line.EndsOn!.Value.DayNumber) - lines.Min(line => line.StartsOn!.Value.DayNumber) + 1 : ofBill;

    private static Money Sum(IEnumerable<Charge> lines) => new(lines.Sum(line => line.Amount.Minor));
    private static decimal Units(IEnumerable<Charge> lines) => lines.Sum(line => line.Units!.Value);
    private static Money Cents(decimal cents) => new((long)decimal.Round(cents, MidpointRounding.AwayFromZero));
}
