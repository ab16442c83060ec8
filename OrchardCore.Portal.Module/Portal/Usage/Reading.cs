using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;

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
    extension(PortalDb db)
    {
        public DbSet<Reading> Readings => db.Set<Reading>();

        /// <summary>Whether there is one of the same register and instant, whoever had the meter then: the table takes no second one.</summary>
        public Task<bool> HasLikeAsync(Reading reading, CancellationToken stop) =>
            db.Readings.AnyAsync(one => one.MeterNumber == reading.MeterNumber && one.Register == reading.Register && one.ReadAt == reading.ReadAt, stop);
    }

    /// <summary>The readings of a meter in the time that the customer had it.</summary>
    public static IQueryable<Reading> Of(this IQueryable<Reading> readings, Occupancy time) =>
        readings.AsNoTracking().Where(reading => reading.MeterNumber == time.MeterNumber && reading.ReadAt >= time.From && reading.ReadAt < time.To);
}
