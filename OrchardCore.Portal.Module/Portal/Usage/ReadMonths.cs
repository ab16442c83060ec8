using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage;

/// <summary>The months, at the retailer, in which a service was read; the first day of each, oldest first.</summary>
internal sealed record ReadMonths(IReadOnlyList<DateOnly> All, DateOnly? Last)
{
    public static async Task<ReadMonths> OfAsync(IQueryable<Reading> readings, RetailerCalendar calendar, CancellationToken stop)
    {
        // Grouped in the database, by months of UTC: a meter that is read every half hour has 17,520 readings a year. Such a group
        // reaches into two of the retailer's months at most, and its first and last reading say into which.
        var spans = await readings.GroupBy(reading => new { reading.ReadAt.Year, reading.ReadAt.Month })
            .Select(month => new { First = month.Min(reading => reading.ReadAt), Last = month.Max(reading => reading.ReadAt) }).ToListAsync(stop);
        if (spans.Count == 0) return new([], null);
        return new([.. spans.SelectMany(span => new[] { MonthOf(span.First), MonthOf(span.Last) }).Distinct().Order()], calendar.DayOf(spans.Max(span => span.Last)));

        DateOnly MonthOf(DateTime instant) => calendar.DayOf(instant) is var day ? new DateOnly(day.Year, day.Month, 1) : default;
    }

    public DateOnly? Before(DateOnly month) => All.Where(one => one < month).Select(one => (DateOnly?)one).LastOrDefault();
    public DateOnly? After(DateOnly month) => All.Where(one => one > month).Select(one => (DateOnly?)one).FirstOrDefault();
}
