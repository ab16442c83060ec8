using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Usage.Intervals;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Consumption;

/// <summary>What one register counted on one of the retailer's days, in the service's unit.</summary>
/// <param name="IsGuess">Estimated or substituted; or a share of readings that lie several days apart.</param>
internal sealed record DayUse(DateOnly Day, string Register, decimal Value, bool IsGuess)
{
    /// <summary>
    /// The days of a service, counted by its readings: what lies between two readings belongs to the day on which the first was taken. Readings
    /// several days apart are shared out evenly and said to be estimates; a meter that was changed or began again leaves a gap.
    /// </summary>
    /// <param name="readings">Of the service: <see cref="ReadingRows.Of"/>.</param>
    public static async Task<IReadOnlyList<DayUse>> OfAsync(IQueryable<Reading> readings, RetailerCalendar calendar, DateOnly from, DateOnly to, CancellationToken stop)
    {
        var (start, end) = (calendar.StartOf(from), calendar.StartOf(to.AddDays(1)));
        var shown = await readings.Where(reading => reading.ReadAt >= start && reading.ReadAt <= end).OrderBy(reading => reading.ReadAt).ToListAsync(stop);
        var before = await readings.Where(reading => reading.ReadAt < start).GroupBy(reading => reading.Register).Select(one => one.OrderByDescending(reading => reading.ReadAt).First()).ToListAsync(stop);
        var after = await readings.Where(reading => reading.ReadAt > end).GroupBy(reading => reading.Register).Select(one => one.OrderBy(reading => reading.ReadAt).First()).ToListAsync(stop);
        return [.. before.Concat(shown).Concat(after).GroupBy(reading => reading.Register)
            .SelectMany(register => register.Zip(register.Skip(1)).SelectMany(pair => Between(pair.First, pair.Second, calendar)))
            .Where(use => use.Day >= from && use.Day <= to)
            .GroupBy(use => (use.Day, use.Register)).Select(day => new DayUse(day.Key.Day, day.Key.Register, day.Sum(use => use.Value), day.Any(use => use.IsGuess)))];
    }

    /// <summary>The days of a service as its meter's intervals count them, and by its readings where there are none.</summary>
    public static async Task<IReadOnlyList<DayUse>> OfAsync(PortalDb db, EnergyService service, RetailerCalendar calendar, DateOnly from, DateOnly to, CancellationToken stop)
    {
        var counted = (await IntervalReadings.TotalsAsync(db, service, calendar, from, to, stop)).Where(total => total.Channel.Kind != ChannelKind.Other && total.Count > 0).ToList();
        var several = counted.Where(total => total.Channel.Kind == ChannelKind.Consumption).Select(total => total.Channel.Channel).Distinct().Count() > 1;
        var known = counted.Select(total => total.Day).ToHashSet();
        return [.. counted.Select(total => new DayUse(total.Day, NameOf(total.Channel, several), total.Total, total.Estimated > 0)), .. (await OfAsync(db.Readings.Of(service, calendar), calendar, from, to, stop)).Where(use => !known.Contains(use.Day))];
    }

    // "export" is what says, here as in the registers of readings, that it went to the grid.
    private static string NameOf(MeterChannel channel, bool several) => channel.Kind switch
    {
        ChannelKind.SolarExport => "Solar export",
        ChannelKind.ControlledLoad => "Controlled load",
        _ => several ? channel.Channel : "1",
    };

    private static IEnumerable<DayUse> Between(Reading first, Reading second, RetailerCalendar calendar)
    {
        var used = second.Value - first.Value;
        if (used < 0) yield break;
        var (day, last) = (calendar.DayOf(first.ReadAt), calendar.DayOf(second.ReadAt));
        var days = Math.Max(1, last.DayNumber - day.DayNumber);
        var isGuess = days > 1 || first.Quality.IsGuess || second.Quality.IsGuess;
        for (var at = 0; at < days; at++) yield return new(day.AddDays(at), first.Register, used / days, isGuess);
    }
}

internal static class ReadingQualities
{
    extension(ReadingQuality quality) { public bool IsGuess => quality is ReadingQuality.Estimated or ReadingQuality.Substituted; }
}
