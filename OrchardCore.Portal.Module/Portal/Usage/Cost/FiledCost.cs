using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Usage.Consumption;
using OrchardCore.Portal.Usage.Intervals;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Cost;

/// <summary>What a stream cost on a day, in whole units of the currency.</summary>
internal sealed record DayCost(DateOnly Day, CostKind Kind, decimal Amount, bool IsGuess);

/// <summary>
/// What the meter's own file says that it cost: Green Button gives a cost with each interval (NAESB REQ.21, IntervalReading/cost). That is energy alone; fees and
/// tax come with the bill. What was sent to the grid is money off, whichever sign a file gives it.
/// </summary>
internal static class FiledCost
{
    public static Task<bool> AnyAsync(PortalDb db, ServiceMeter meter, Currency currency, CancellationToken stop) => Of(db, meter, currency).AnyAsync(stop);

    /// <summary>The instants between which a cost is known; null where none is.</summary>
    public static Task<(DateTime From, DateTime Until)?> SpanAsync(PortalDb db, ServiceMeter meter, Currency currency, CancellationToken stop) => IntervalReadings.SpanAsync(Of(db, meter, currency), meter.Time, stop);

    /// <returns>Of each day of which a cost is known; a stream in another currency than the retailer's is left out, and one that is no amount used or sent.</returns>
    public static async Task<IReadOnlyList<DayCost>> DaysAsync(PortalDb db, ServiceMeter meter, RetailerCalendar calendar, Currency currency, DateOnly from, DateOnly to, CancellationToken stop) =>
        [.. (await IntervalReadings.TotalsAsync(db, meter, calendar, from, to, stop))
            .Where(total => total.Cost is not null && Counts(total.Channel, currency))
            .Select(total => total.Channel.Flow == FlowDirection.FromCustomer ? new DayCost(total.Day, CostKind.Solar, -Math.Abs(total.Cost!.Value), total.Estimated > 0) : new DayCost(total.Day, CostKind.Usage, total.Cost!.Value, total.Estimated > 0))];

    /// <summary>A bar for each month or day of the span.</summary>
    public static IReadOnlyList<CostBar> Bars(UseAsked asked, IReadOnlyList<DayCost> now, IReadOnlyList<DayCost> then, Wording words)
    {
        List<CostBar> bars = [];
        for (var (from, to) = (asked.From, default(DateOnly)); from <= asked.To; from = to.AddDays(1))
        {
            to = asked.ByMonth ? from.AddMonths(1).AddDays(-1) : from;
            List<DayCost> mine = Of(now, from, to), theirs = from is { Month: 2, Day: 29 } ? [] : Of(then, from.AddYears(-1), to.AddYears(-1));   // the year before has no such day
            var guessed = mine.Where(cost => cost.IsGuess).Select(cost => cost.Day).Distinct().Count();
            bars.Add(new(asked.ByMonth ? UsageWords.MonthOf(from, words) : from.ToString("ddd d MMM yyyy", words.Culture), asked.ByMonth ? from.ToString("MMM", words.Culture) : from.Day.ToString(words.Culture),
                asked.ByMonth ? from.Month % 2 != asked.From.Month % 2 : from.Day % 5 != 0 && from.Day != 1, asked.ByMonth ? FiledHref(asked.In(from)) : asked.On(from).Href, Parts(mine))
            {
                Then = theirs.Count == 0 ? null : Parts(theirs),
                Guessed = Cents(mine.Where(cost => cost is { IsGuess: true, Kind: CostKind.Usage }).Sum(cost => cost.Amount)),
                Note = guessed == 0 ? "" : asked.ByMonth ? $"{words.Count(guessed, "day", "days")} {words.Word("estimated")}" : words.Word("estimated"),
            });
        }
        return bars;

        // A half hour costs fractions of a cent: rounded where it is shown.
        Dictionary<CostKind, Money> Parts(List<DayCost> costs) => costs.GroupBy(cost => cost.Kind).ToDictionary(kind => kind.Key, kind => Cents(kind.Sum(cost => cost.Amount)));
        Money Cents(decimal cost) => Money.Rounded(cost, words.Currency.Decimals);
    }

    public static string FiledHref(UseAsked asked) => asked.HrefAt(CostScreen.Path) + "&of=file";

    private static bool Counts(MeterChannel channel, Currency currency) => channel.Kind != ChannelKind.Other && (channel.Currency == "" || channel.Currency == currency.Code);

    private static IQueryable<IntervalDay> Of(PortalDb db, ServiceMeter meter, Currency currency)
    {
        string[] channels = [.. meter.Channels.Values.Where(channel => Counts(channel, currency)).Select(channel => channel.Channel)];
        return db.IntervalDays.Of(meter.Time).Where(day => day.Costs != null && channels.Contains(day.Channel));
    }

    private static List<DayCost> Of(IReadOnlyList<DayCost> costs, DateOnly from, DateOnly to) => [.. costs.Where(cost => cost.Day >= from && cost.Day <= to)];
}
