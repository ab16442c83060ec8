using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Usage.Intervals;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Consumption;

/// <summary>What one register counted on one of the retailer's days, in the service's unit.</summary>
/// <param name="IsGuess">Estimated or substituted; or a share of readings that lie several days apart.</param>
/// <param name="Lacking">How much of the day nobody counted: the value is of the rest.</param>
internal sealed record DayUse(DateOnly Day, string Register, decimal Value, bool IsGuess, TimeSpan Lacking = default)
{
    /// <summary>Nothing at all is known of the register, though others counted on that day.</summary>
    public bool IsSilent { get; init; }

    /// <summary>It was counted interval by interval, so there is more to see of it.</summary>
    public bool HasIntervals { get; init; }

    /// <summary>A stream says it, and no readings.</summary>
    public bool IsCounted { get; init; }

    /// <summary>
    /// The days of a service, counted by its readings: what lies between two readings belongs to the day on which the first was taken. Readings
    /// several days apart are shared out evenly and said to be estimates; a meter that was changed or began again leaves a gap.
    /// </summary>
    /// <param name="readings">Of the service: <see cref="ReadingRows.Of"/>.</param>
    /// <param name="unit">The service's, into which each reading is converted; registers that measure something else, such as kvarh beside kWh, are left out.</param>
    private static async Task<IReadOnlyList<DayUse>> OfAsync(IQueryable<Reading> readings, string unit, RetailerCalendar calendar, DateOnly from, DateOnly to, CancellationToken stop)
    {
        var (start, end) = (calendar.StartOf(from), calendar.StartOf(to.AddDays(1)));
        var shown = await readings.Where(reading => reading.ReadAt >= start && reading.ReadAt <= end).OrderBy(reading => reading.ReadAt).ToListAsync(stop);
        var before = await readings.Where(reading => reading.ReadAt < start).GroupBy(reading => reading.Register).Select(one => one.OrderByDescending(reading => reading.ReadAt).First()).ToListAsync(stop);
        var after = await readings.Where(reading => reading.ReadAt > end).GroupBy(reading => reading.Register).Select(one => one.OrderBy(reading => reading.ReadAt).First()).ToListAsync(stop);
        return [.. before.Concat(shown).Concat(after).Select(reading => (Reading: reading, Value: reading.Value * MeterUnits.FactorOf(reading.Unit, unit))).Where(one => one.Value is not null).GroupBy(one => one.Reading.Register)
            .SelectMany(register => register.Zip(register.Skip(1)).SelectMany(pair => Between(pair.First.Reading, pair.Second.Reading, pair.Second.Value!.Value - pair.First.Value!.Value, calendar)))
            .Where(use => use.Day >= from && use.Day <= to)
            .GroupBy(use => (use.Day, use.Register)).Select(day => new DayUse(day.Key.Day, day.Key.Register, day.Sum(use => use.Value), day.Any(use => use.IsGuess)))];
    }

    /// <summary>The days of a service as its meter's intervals count them; by readings where these know a register's day better.</summary>
    public static async Task<IReadOnlyList<DayUse>> OfAsync(PortalDb db, ChannelNames names, RetailerCalendar calendar, DateOnly from, DateOnly to, CancellationToken stop)
    {
        var service = names.Meter.Service;
        var counted = !names.Any ? [] : WithSilence((await IntervalReadings.TotalsAsync(db, names.Meter, calendar, from, to, stop, names.RateOf)).Where(total => names.Has(total.Channel) && total.Count > 0)
            .Select(total => new DayUse(total.Day, names.Of(total.Channel, total.Rate), total.Total, total.Estimated > 0, total.Lacking) { HasIntervals = total.Count > 1, IsCounted = true }));
        // Where streams know all of every day, the readings would be asked for nothing.
        var read = IsAllKnown(counted, service, from, to, calendar) ? [] : WithSilence(await OfAsync(db.Readings.Of(names.Meter.Time), service.Unit, calendar, from, to, stop));
        var (known, other) = (counted.ToLookup(KindOf), read.ToLookup(KindOf));
        List<DayUse> uses = [.. known.Select(day => day.Key).Union(other.Select(day => day.Key)).SelectMany(day => Better(known[day], other[day]))];
        // A meter that only says what it sent leaves open what was used.
        return service.RegisterList.FirstOrDefault(register => !UsageWords.IsExport(register)) is not { } main ? uses
            : [.. uses, .. uses.GroupBy(use => use.Day).Where(day => day.All(use => UsageWords.IsExport(use.Register))).Select(day => Silence(day.Key, main))];
    }

    private static bool IsAllKnown(List<DayUse> counted, EnergyService service, DateOnly from, DateOnly to, RetailerCalendar calendar)
    {
        if (counted.Count == 0 || counted.Exists(use => use.Lacking > default(TimeSpan))) return false;
        var (first, last) = (from < service.MoveInOn ? service.MoveInOn : from, to < calendar.Today ? to : calendar.Today.AddDays(-1));
        var kinds = service.RegisterList.Select(ChannelNames.KindOf).Distinct().Count();
        return counted.Select(KindOf).Distinct().Count() >= kinds * (last.DayNumber - first.DayNumber + 1);
    }

    // By day and kind, since a register of readings ("Peak") and a data stream ("E1") do not count the same.
    private static (DateOnly, ChannelKind) KindOf(DayUse use) => (use.Day, ChannelNames.KindOf(use.Register));

    private static IEnumerable<DayUse> Better(IEnumerable<DayUse> counted, IEnumerable<DayUse> read) =>
        counted.Any() && (!read.Any() || read.Any(use => use.IsGuess) || counted.All(use => use.Lacking == default)) ? counted : read;

    /// <summary>Adds the days on which a register said nothing, between two of its own, while others did.</summary>
    private static List<DayUse> WithSilence(IEnumerable<DayUse> uses)
    {
        var all = uses.ToList();
        var days = all.Select(use => use.Day).Distinct().ToList();
        var silent = all.GroupBy(use => use.Register).SelectMany(register =>
        {
            var own = register.Select(use => use.Day).ToHashSet();
            var (first, last) = (own.Min(), own.Max());
            return days.Where(day => day > first && day < last && !own.Contains(day)).Select(day => Silence(day, register.Key));
        }).ToList();
        return [.. all, .. silent];
    }

    private static DayUse Silence(DateOnly day, string register) => new(day, register, 0, false, TimeSpan.FromDays(1)) { IsSilent = true };

    private static IEnumerable<DayUse> Between(Reading first, Reading second, decimal used, RetailerCalendar calendar)
    {
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
