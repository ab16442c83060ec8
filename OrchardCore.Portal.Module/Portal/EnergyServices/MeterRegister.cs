using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Usage;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.EnergyServices;

/// <summary>What is known of one register of a meter, to judge a new reading by.</summary>
/// <param name="Last">The newest reading of this customer's time; null where there is none.</param>
/// <param name="Decimals">How many digits after the point its readings have.</param>
/// <param name="PerDay">What is used on a day, from the readings of late; null where they are too few to say.</param>
internal sealed record MeterRegister(string Name, string Unit, decimal? Last, DateOnly? LastOn, int Decimals, decimal? PerDay)
{
    /// <summary>The instant of the newest reading.</summary>
    public DateTime? LastAt { get; init; }

    private const int ReadingsOfLate = 100;
    private const int FewestDays = 7;

    public static async Task<IReadOnlyList<MeterRegister>> OfAsync(PortalDb db, EnergyService service, RetailerCalendar calendar, CancellationToken stop)
    {
        List<MeterRegister> registers = [];
        var time = await Occupancy.OfAsync(db, service, calendar, stop);
        foreach (var name in service.RegisterList)
        {
            var readings = await db.Readings.Of(time).Where(reading => reading.Register == name)
                .OrderByDescending(reading => reading.ReadAt).Take(ReadingsOfLate).ToListAsync(stop);
            registers.Add(Of(name, service.Unit, readings, calendar));
        }
        return registers;
    }

    /// <summary>How much was used when the register shows this; the digits of the last reading say where it starts again at zero.</summary>
    public decimal UsedAt(decimal value, bool hasRolledOver)
    {
        if (Last is not { } last) return 0;
        if (!hasRolledOver) return value - last;
        var full = 1m;
        while (full <= Math.Max(last, value)) full *= 10;
        return full - last + value;
    }

    /// <summary>What would be usual from the last reading to a day; null where nobody can say.</summary>
    public decimal? UsualUntil(DateOnly day) => PerDay is { } perDay && LastOn is { } last ? perDay * (day.DayNumber - last.DayNumber + 1) : null;

    /// <param name="readings">The newest first.</param>
    internal static MeterRegister Of(string name, string unit, IReadOnlyList<Reading> readings, RetailerCalendar calendar)
    {
        if (readings.Count == 0) return new MeterRegister(name, unit, null, null, 0, null);
        var days = (decimal)(readings[0].ReadAt - readings[^1].ReadAt).TotalDays;
        var used = readings.Zip(readings.Skip(1), (later, earlier) => Math.Max(0, later.Value - earlier.Value)).Sum();
        return new MeterRegister(name, readings[0].Unit != "" ? readings[0].Unit : unit, readings[0].Value, calendar.DayOf(readings[0].ReadAt),
            readings.Max(reading => reading.Value.Scale), days < FewestDays ? null : used / days)
        { LastAt = readings[0].ReadAt };
    }
}
