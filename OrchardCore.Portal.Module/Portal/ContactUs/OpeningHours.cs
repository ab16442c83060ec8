using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.ContactUs;

/// <summary>On a day of the week, when the retailer's people are there, by its own clock. A day without a row is closed.</summary>
internal sealed class OpeningHour
{
    public required DayOfWeek Day { get; init; }
    public required TimeOnly Opens { get; set; }

    /// <summary>After <see cref="Opens"/>, on the same day.</summary>
    public required TimeOnly Closes { get; set; }
}

/// <summary>Promises of hours count the time in which somebody is there: what comes in by night is counted from the morning, and a public holiday counts nothing.</summary>
internal sealed class OpeningHours(IReadOnlyList<OpeningHour> week, IReadOnlySet<DateOnly> holidays)
{
    /// <summary>Until a retailer has set its own: Monday to Friday, 9 to 5.</summary>
    public static readonly IReadOnlyList<OpeningHour> Usual = [.. Enum.GetValues<DayOfWeek>().Where(day => day is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Select(day => new OpeningHour { Day = day, Opens = new(9, 0), Closes = new(17, 0) })];

    private readonly Dictionary<DayOfWeek, OpeningHour> _week = (week.Count == 0 ? Usual : week).ToDictionary(day => day.Day);

    /// <summary>The moment at which so much open time has gone by; the moment itself for none. Both by the retailer's clock.</summary>
    public DateTime After(DateTime from, TimeSpan open)
    {
        if (open <= TimeSpan.Zero) return from;
        for (var (day, left) = (DateOnly.FromDateTime(from), open); ; day = day.AddDays(1))
        {
            var (start, end) = OpenOn(day, from);
            if (end - start >= left) return start + left;
            left -= end - start;
        }
    }

    /// <summary>How much open time lies between two moments of the retailer's clock; none where the second is the earlier.</summary>
    public TimeSpan Between(DateTime from, DateTime to)
    {
        var sum = TimeSpan.Zero;
        for (var day = DateOnly.FromDateTime(from); day <= DateOnly.FromDateTime(to); day = day.AddDays(1))
            if (OpenOn(day, from) is var (start, end) && (end < to ? end : to) is var until && until > start) sum += until - start;
        return sum;
    }

    /// <summary>What is left of a day's opening from a moment on; nothing where it is closed.</summary>
    private (DateTime Start, DateTime End) OpenOn(DateOnly day, DateTime from)
    {
        if (holidays.Contains(day) || !_week.TryGetValue(day.DayOfWeek, out var open)) return (day.ToDateTime(TimeOnly.MinValue), day.ToDateTime(TimeOnly.MinValue));
        var (start, end) = (day.ToDateTime(open.Opens), day.ToDateTime(open.Closes));
        return start >= from ? (start, end) : (from, from < end ? end : from);
    }
}

internal sealed class OpeningHourTable : IEntityTypeConfiguration<OpeningHour>
{
    public void Configure(EntityTypeBuilder<OpeningHour> builder) => builder.ToTable("opening_hours").HasKey(hour => hour.Day);
}

internal static class OpeningHourRows { extension(PortalDb db) { public DbSet<OpeningHour> OpeningHours => db.Set<OpeningHour>(); } }
