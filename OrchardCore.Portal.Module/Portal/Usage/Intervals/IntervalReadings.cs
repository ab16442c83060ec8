using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Intervals;

/// <summary>
/// Stored intervals as a customer sees them: by the days of the retailer's zone, in the service's unit, and only of the time from move in to
/// move out. A changeover day has 23 or 25 hours. One query, whatever the span: a year of five minutes is 365 rows. A channel that measures something
/// else than the service is left out: its numbers would stand under a unit that is not theirs.
/// </summary>
internal static class IntervalReadings
{
    private const int LongestDay = 25 * 3600;

    /// <summary>Every day from <paramref name="from"/> to <paramref name="to"/>, both included, in order; a day without any interval has no channels.</summary>
    /// <param name="withBegun">An interval that began before the first day and reaches into it is one of that day's.</param>
    public static async Task<IReadOnlyList<ReadDay>> DaysAsync(PortalDb db, ServiceMeter meter, RetailerCalendar calendar, DateOnly from, DateOnly to, CancellationToken stop, bool withBegun = false)
    {
        var stored = await StoredAsync(db, meter, calendar, from, to, stop);
        List<ReadDay> days = [];
        var next = 0;
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            var (first, last) = (calendar.StartOf(day), calendar.StartOf(day.AddDays(1)));
            while (next < stored.Count && stored[next].EndsAt <= first) next++;
            var intervals = stored.Skip(next).TakeWhile(row => row.StartsAt < last).Where(row => row.EndsAt > first || row.StartsAt >= first)
                .SelectMany(row => Interval.Of(row).Where(one => (one.StartsAt >= first || withBegun && day == from && one.EndsAt > first) && one.StartsAt < last && one.IsIn(meter.Time)).Select(one => (row, one)));
            days.Add(new ReadDay(day, first, last,
                [.. intervals.GroupBy(pair => pair.row.Channel, StringComparer.Ordinal).Where(group => meter.Channels.ContainsKey(group.Key)).OrderBy(group => group.Key, StringComparer.Ordinal)
                    .SelectMany(group => ReadChannel.Of(meter.Channels[group.Key], group.First().row.Unit, meter.Service.Unit, group.OrderBy(pair => pair.one.StartsAt).Select(pair => pair.one)) is { } read ? new[] { read } : [])]));
        }
        return days;
    }

    /// <summary>The same days with sums instead of intervals: for months and years.</summary>
    /// <param name="rateOf">Splits a channel's day by the rate that each interval has; null where a channel is not split. Is told whether the day has tariffs.</param>
    public static async Task<IReadOnlyList<DayTotal>> TotalsAsync(PortalDb db, ServiceMeter meter, RetailerCalendar calendar, DateOnly from, DateOnly to, CancellationToken stop, Func<MeterChannel, bool, Func<Interval, string>?>? rateOf = null)
    {
        var stored = await StoredAsync(db, meter, calendar, from, to, stop);
        var (start, end) = (meter.Time.From, meter.Time.To);
        var sums = new SortedDictionary<(DateOnly Day, string Channel, string Rate), DayTotal>();
        foreach (var row in stored)
        {
            if (!meter.Channels.TryGetValue(row.Channel, out var channel) || MeterUnits.Shown(row.Unit, meter.Service.Unit) is not var (unit, factor)) continue;
            var rate = rateOf?.Invoke(channel, row.Tariffs != "");
            // Where the stored day is one of the retailer's, its sums stand beside it. Elsewhere, as on summer days in Sydney, its intervals are shared out.
            var day = calendar.DayOf(row.StartsAt);
            if (rate is null && row.Costs is null && row.StartsAt >= start && row.EndsAt <= end && calendar.DayOf(row.EndsAt.AddSeconds(-1)) == day)
                Add(new DayTotal(day, channel, row.Total * factor, unit, null, CountOf(row), row.Estimated, row.Missing, row.EndsAt - row.StartsAt - TimeSpan.FromSeconds((long)row.Missing * row.Seconds)));
            else
                foreach (var one in Interval.Of(row).Where(one => one.IsIn(meter.Time)).SelectMany(one => Shared(one, calendar)))
                    Add(new DayTotal(calendar.DayOf(one.StartsAt), channel, one.Value * factor ?? 0, unit, one.Cost, one.Value is null ? 0 : 1, one.IsGuess ? 1 : 0, one.Value is null ? 1 : 0, TimeSpan.FromSeconds(one.Value is null ? 0 : one.Seconds)) { Rate = rate?.Invoke(one) ?? "" });
        }
        var covered = sums.Values.GroupBy(sum => (sum.Day, sum.Channel.Channel)).ToDictionary(channel => channel.Key, channel => TimeSpan.FromTicks(channel.Sum(sum => sum.Covered.Ticks)));
        return [.. sums.Values.Select(sum => sum with { Lacking = Lacking(sum.Day, covered[(sum.Day, sum.Channel.Channel)]) })];

        void Add(DayTotal part)
        {
            if (part.Day < from || part.Day > to) return;
            var key = (part.Day, part.Channel.Channel, part.Rate);
            sums[key] = sums.TryGetValue(key, out var sum) ? sum.With(part) : part;
        }

        TimeSpan Lacking(DateOnly day, TimeSpan known)
        {
            var (first, last) = (calendar.StartOf(day), calendar.StartOf(day.AddDays(1)));
            var own = (last > end ? end : last) - (first < start ? start : first);
            return own > known ? own - known : TimeSpan.Zero;
        }
    }

    /// <summary>The instants between which there are intervals of this customer's time; null where there are none.</summary>
    /// <param name="days">Of that time: <see cref="IntervalRows.Of(IQueryable{IntervalDay}, Occupancy)"/>.</param>
    public static async Task<(DateTime From, DateTime Until)?> SpanAsync(IQueryable<IntervalDay> days, Occupancy time, CancellationToken stop)
    {
        var span = await days.GroupBy(_ => 1).Select(all => new { First = all.Min(day => day.StartsAt), Last = all.Max(day => day.EndsAt) }).SingleOrDefaultAsync(stop);
        if (span is null) return null;
        return (span.First < time.From ? time.From : span.First, span.Last > time.To ? time.To : span.Last);
    }

    /// <summary>An amount of several days, as of gas that is read once a month: an even share for each of them, which is an estimate.</summary>
    private static IEnumerable<Interval> Shared(Interval one, RetailerCalendar calendar)
    {
        if (one.Seconds <= LongestDay) return [one];
        var (first, days) = (calendar.DayOf(one.StartsAt), calendar.DayOf(one.EndsAt).DayNumber - calendar.DayOf(one.StartsAt).DayNumber);
        return Enumerable.Range(0, days).Select(first.AddDays).Select(day => one with
        {
            StartsAt = calendar.StartOf(day),
            Seconds = (int)(calendar.StartOf(day.AddDays(1)) - calendar.StartOf(day)).TotalSeconds,
            Value = one.Value / days,
            Cost = one.Cost / days,
            Quality = one.Quality.IsGuess ? one.Quality : new Quality(QualityFlag.Estimated),
        });
    }

    private static Task<List<IntervalDay>> StoredAsync(PortalDb db, ServiceMeter meter, RetailerCalendar calendar, DateOnly from, DateOnly to, CancellationToken stop)
    {
        var (first, last) = (calendar.StartOf(from), calendar.StartOf(to.AddDays(1)));
        return db.IntervalDays.Of(meter.Time).Where(day => day.EndsAt > first && day.StartsAt < last).OrderBy(day => day.StartsAt).ThenBy(day => day.Channel).ToListAsync(stop);
    }

    private static int CountOf(IntervalDay row) => row.Seconds == 0 ? 0 : (int)((row.EndsAt - row.StartsAt).TotalSeconds / row.Seconds) - row.Missing;
}
