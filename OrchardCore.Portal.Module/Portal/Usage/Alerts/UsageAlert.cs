using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Usage.Intervals;

namespace OrchardCore.Portal.Usage.Alerts;

/// <summary>What is watched: a day or a month, in the service's unit or in money.</summary>
internal enum AlertKind { DayUse, MonthUse, DayCost, MonthCost }

/// <summary>A customer's wish to be told when a service takes more than a limit. One a service and kind.</summary>
internal sealed class UsageAlert : IOwned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string AccountNumber { get; init; }
    public required int ServiceId { get; init; }
    public required AlertKind Kind { get; init; }

    /// <summary>In the service's unit, or in whole units of the currency.</summary>
    public required decimal Limit { get; set; }

    /// <summary>The day on which the limit was set: what was used before is no news.</summary>
    public required DateOnly Since { get; set; }
}

/// <summary>A day or month of which an alert has told. One row each, so that no file that comes again tells of it again.</summary>
internal sealed class ToldAlert : IOwned
{
    public long Id { get; private set; }
    public required string AccountNumber { get; init; }
    public required Guid AlertId { get; init; }

    /// <summary>The day, or the first day of the month.</summary>
    public required DateOnly Period { get; init; }
    public required decimal Value { get; init; }
    public required DateTime ToldAt { get; init; }
}

internal sealed class UsageAlertTables : IEntityTypeConfiguration<UsageAlert>, IEntityTypeConfiguration<ToldAlert>
{
    public void Configure(EntityTypeBuilder<UsageAlert> builder) =>
        builder.ToTable("usage_alerts").HasIndex(alert => new { alert.AccountNumber, alert.ServiceId, alert.Kind }).IsUnique();

    public void Configure(EntityTypeBuilder<ToldAlert> builder)
    {
        builder.ToTable("usage_alerts_told").HasIndex(told => new { told.AlertId, told.Period }).IsUnique();
        builder.HasOne<UsageAlert>().WithMany().HasForeignKey(told => told.AlertId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal static class UsageAlertRows
{
    extension(PortalDb db)
    {
        public DbSet<UsageAlert> UsageAlerts => db.Set<UsageAlert>();
        public DbSet<ToldAlert> ToldAlerts => db.Set<ToldAlert>();
    }

    /// <summary>The services of which a batch brought or changed what was measured. To be asked of few services: each is looked for by its meter.</summary>
    public static IQueryable<EnergyService> TouchedBy(this IQueryable<EnergyService> services, Guid batch, PortalDb db)
    {
        var (days, readings) = (db.IntervalDays, db.Readings);
        return services.Where(service => days.Any(day => day.MeterNumber == service.MeterNumber && day.BatchId == batch) || readings.Any(reading => reading.MeterNumber == service.MeterNumber && reading.BatchId == batch));
    }
}
