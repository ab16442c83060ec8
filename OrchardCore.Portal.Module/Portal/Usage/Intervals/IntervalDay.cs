using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;

namespace OrchardCore.Portal.Usage.Intervals;

/// <summary>
/// What one channel of a meter counted on one day, interval by interval: 288 values of five minutes are one row of some hundred bytes. The
/// day is the file's own: AEST in the National Electricity Market all year round, the feed's local time in Green Button. The retailer's
/// days are made of these on reading: <see cref="IntervalReadings"/>.
/// </summary>
internal sealed class IntervalDay
{
    public long Id { get; private set; }
    public required string MeterNumber { get; init; }

    /// <summary>The register's data stream: the NMI suffix ("E1"), or the last part of a Green Button MeterReading's address.</summary>
    public required string Channel { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>The instants of the first interval's start and the last one's end.</summary>
    public required DateTime StartsAt { get; init; }
    public required DateTime EndsAt { get; init; }

    /// <summary>How long an interval is; the first one where they differ.</summary>
    public required int Seconds { get; init; }

    /// <summary>As the file measures: "kWh", "Wh", "kvarh", "m³".</summary>
    public required string Unit { get; init; }

    /// <summary>See <see cref="PackedValues"/>.</summary>
    public required byte[] Values { get; init; }

    /// <summary>Qualities of runs of intervals: see <see cref="QualityRuns"/>.</summary>
    public required string Qualities { get; init; }

    /// <summary>What each interval cost, where the file says it, in the channel's currency; packed as the values are.</summary>
    public byte[]? Costs { get; init; }

    /// <summary>Tariff tiers of runs of intervals, where the file says them: see <see cref="TariffRuns"/>.</summary>
    public string Tariffs { get; init; } = "";

    /// <summary>The sum of the values, in <see cref="Unit"/>.</summary>
    public required decimal Total { get; init; }

    /// <summary>Intervals whose value is an estimate or a substitute.</summary>
    public required int Estimated { get; init; }

    /// <summary>Intervals between start and end that have no value.</summary>
    public required int Missing { get; init; }

    /// <summary>When the market made this version of the day; the newest is the one that holds. Null where the file does not say.</summary>
    public DateTime? UpdatedAt { get; init; }
    public Guid BatchId { get; init; }
}

/// <summary>Whether energy or water came to the customer or went back.</summary>
internal enum FlowDirection { ToCustomer, FromCustomer }

/// <summary>What a channel is about. Only the first three are amounts that a customer uses or sends.</summary>
internal enum ChannelKind { Consumption, ControlledLoad, SolarExport, Other }

/// <summary>A data stream of a meter: what a day's row need not repeat.</summary>
internal sealed class MeterChannel
{
    public long Id { get; private set; }
    public required string MeterNumber { get; init; }
    public required string Channel { get; init; }
    public required ChannelKind Kind { get; init; }
    public required FlowDirection Flow { get; init; }

    /// <summary>What names the supply point in the market: the NMI; empty where the service's meter number does.</summary>
    public string SupplyPoint { get; init; } = "";

    /// <summary>All data streams of the supply point, as NEM12 lists them: "E1B1Q1".</summary>
    public string Configuration { get; init; } = "";
    public string Register { get; init; } = "";
    public string Stream { get; init; } = "";
    public string Serial { get; init; } = "";
    public DateOnly? NextReadOn { get; init; }

    /// <summary>Of <see cref="IntervalDay.Costs"/>, as ISO 4217 says it; empty where there are none.</summary>
    public string Currency { get; init; } = "";
    public Guid BatchId { get; init; }
}

internal sealed class IntervalTables : IEntityTypeConfiguration<IntervalDay>, IEntityTypeConfiguration<MeterChannel>
{
    public void Configure(EntityTypeBuilder<IntervalDay> builder) =>
        builder.ToTable("interval_days").HasIndex(day => new { day.MeterNumber, day.Channel, day.Day }).IsUnique();

    public void Configure(EntityTypeBuilder<MeterChannel> builder) =>
        builder.ToTable("meter_channels").HasIndex(channel => new { channel.MeterNumber, channel.Channel }).IsUnique();
}

internal static class IntervalRows
{
    extension(PortalDb db)
    {
        public DbSet<IntervalDay> IntervalDays => db.Set<IntervalDay>();
        public DbSet<MeterChannel> MeterChannels => db.Set<MeterChannel>();
    }

    /// <summary>
    /// The days that touch the time in which the customer had the meter. The first and the last may reach beyond it, since a market day is
    /// not the retailer's: <see cref="IntervalReadings"/> cuts them.
    /// </summary>
    public static IQueryable<IntervalDay> Of(this IQueryable<IntervalDay> days, Occupancy time) =>
        days.AsNoTracking().Where(day => day.MeterNumber == time.MeterNumber && day.EndsAt > time.From && day.StartsAt < time.To);

    /// <summary>The channels of a service's meter.</summary>
    public static IQueryable<MeterChannel> Of(this IQueryable<MeterChannel> channels, EnergyService service) =>
        channels.AsNoTracking().Where(channel => channel.MeterNumber == service.MeterNumber);
}
