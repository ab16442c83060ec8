using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage;

/// <summary>What a meter's register showed at an instant: a running total, not a consumption.</summary>
internal sealed class Reading
{
    public long Id { get; private set; }
    public required string MeterNumber { get; init; }
    public string Register { get; init; } = "1";
    public required DateTime ReadAt { get; init; }
    public required decimal Value { get; init; }
    public string Unit { get; init; } = "";
    public ReadingQuality Quality { get; init; }
    public Guid BatchId { get; init; }
}

internal enum ReadingQuality { Actual, Estimated, Substituted, Customer }

internal sealed class ReadingTable : IEntityTypeConfiguration<Reading>
{
    public void Configure(EntityTypeBuilder<Reading> builder) =>
        builder.ToTable("readings").HasIndex(reading => new { reading.MeterNumber, reading.Register, reading.ReadAt }).IsUnique();
}

internal static class ReadingRows
{
    extension(PortalDb db) { public DbSet<Reading> Readings => db.Set<Reading>(); }

    /// <summary>
    /// The readings of a service that the customer has, and of the time that they had it: a meter outlives its tenants, and nobody may
    /// see the one before or after.
    /// </summary>
    public static IQueryable<Reading> Of(this IQueryable<Reading> readings, EnergyService service, RetailerCalendar calendar)
    {
        var from = calendar.StartOf(service.MoveInOn);
        var to = service.MoveOutOn is { } last ? calendar.StartOf(last.AddDays(1)) : DateTime.MaxValue;
        return readings.AsNoTracking().Where(reading => reading.MeterNumber == service.MeterNumber && reading.ReadAt >= from && reading.ReadAt < to);
    }
}
