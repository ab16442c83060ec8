using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.ContactUs;

/// <summary>Promises are given in business days, Monday to Friday without the retailer's public holidays, or in hours of its opening.</summary>
internal sealed class BusinessDays(IReadOnlySet<DateOnly> holidays, IReadOnlyList<OpeningHour>? week = null)
{
    public static readonly BusinessDays WithoutHolidays = new(new HashSet<DateOnly>());

    public static async Task<BusinessDays> OfAsync(PortalDb db, CancellationToken stop) =>
        new(await db.PublicHolidays.AsNoTracking().Select(holiday => holiday.On).ToHashSetAsync(stop), await db.OpeningHours.AsNoTracking().ToListAsync(stop));

    public OpeningHours Hours { get; } = new(week ?? [], holidays);

    public bool Has(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day);

    /// <summary>The day that lies so many business days after; the day itself for none, whatever day it is.</summary>
    public DateOnly After(DateOnly from, int count)
    {
        var day = from;
        for (var left = count; left > 0;)
        {
            day = day.AddDays(1);
            if (Has(day)) left--;
        }
        return day;
    }

    /// <summary>How many business days lie after the one and up to the other; none where it lies before.</summary>
    public int Between(DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
            if (Has(day)) count++;
        return count;
    }
}

/// <summary>A day on which this retailer's people do not work, though it is a weekday.</summary>
internal sealed class PublicHoliday
{
    public required DateOnly On { get; init; }
    public required string Name { get; set; }
}

internal sealed class PublicHolidayTable : IEntityTypeConfiguration<PublicHoliday>
{
    public void Configure(EntityTypeBuilder<PublicHoliday> builder) => builder.ToTable("public_holidays").HasKey(holiday => holiday.On);
}

internal static class HolidayRows { extension(PortalDb db) { public DbSet<PublicHoliday> PublicHolidays => db.Set<PublicHoliday>(); } }
