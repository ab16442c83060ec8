namespace OrchardCore.Portal.Words;

/// <summary>Dates of bills belong to the retailer's zone; instants are UTC.</summary>
public sealed class RetailerCalendar(TimeProvider clock, TimeZoneInfo zone)
{
    public DateTime UtcNow => clock.GetUtcNow().UtcDateTime;

    /// <summary>Today where the retailer is: due dates turn over at their midnight, not at ours.</summary>
    public DateOnly Today => DayOf(UtcNow);

    public bool IsOverdue(DateOnly due) => due < Today;

    public DateTime LocalTime(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);

    public DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(LocalTime(utc));

    /// <summary>
    /// The instant of a wall-clock time at the retailer. A time that the spring change leaves out is taken an hour later;
    /// of the two that the autumn change gives, the first.
    /// </summary>
    public DateTime ToUtc(DateTime local)
    {
        var wall = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(wall)) wall = wall.AddHours(1);
        if (!zone.IsAmbiguousTime(wall)) return TimeZoneInfo.ConvertTimeToUtc(wall, zone);
        return DateTime.SpecifyKind(wall - zone.GetAmbiguousTimeOffsets(wall).Max(), DateTimeKind.Utc);
    }

    public DateTime StartOf(DateOnly day) => ToUtc(day.ToDateTime(TimeOnly.MinValue));
}
