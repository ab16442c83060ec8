using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.EnergyServices;

/// <summary>A supply point with a meter, for the time that one account has it: from move in to move out.</summary>
internal sealed class EnergyService : IOwned
{
    public int Id { get; private set; }
    public required string AccountNumber { get; init; }
    public required string MeterNumber { get; init; }

    /// <summary>electricity, gas, water …: as the retailer's file says it.</summary>
    public required string Type { get; set; }
    public required string AddressLine1 { get; set; }
    public string AddressLine2 { get; set; } = "";
    public required string City { get; set; }
    public string Region { get; set; } = "";
    public required string Postcode { get; set; }
    public ServiceStatus Status { get; set; }
    public string StatusNote { get; set; } = "";
    public DateOnly? StatusOn { get; set; }
    public required DateOnly MoveInOn { get; init; }
    public DateOnly? MoveOutOn { get; set; }

    /// <summary>kWh, MJ, kL …</summary>
    public string Unit { get; set; } = "";

    /// <summary>The meter's registers, divided by semicolons: "1" or "peak;off-peak".</summary>
    public string Registers { get; set; } = "1";
    public string PlanName { get; set; } = "";
    public Guid BatchId { get; init; }

    public IReadOnlyList<string> RegisterList => Registers.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    /// <summary>The customer has left: nothing can be asked of it any more.</summary>
    public bool IsOver(DateOnly today) => Status == ServiceStatus.Disconnected || MoveOutOn < today;

    // The same, as the databases read it.
    public static Expression<Func<EnergyService, bool>> IsOverOn(DateOnly today) => service => service.Status == ServiceStatus.Disconnected || (service.MoveOutOn != null && service.MoveOutOn < today);
    public static Expression<Func<EnergyService, bool>> IsActiveOn(DateOnly today) => service => service.Status != ServiceStatus.Disconnected && (service.MoveOutOn == null || service.MoveOutOn >= today);
    public static Expression<Func<EnergyService, string>> ActiveThenAddressOn(DateOnly today) =>
        service => (service.Status != ServiceStatus.Disconnected && (service.MoveOutOn == null || service.MoveOutOn >= today) ? "0" : "1") + service.AddressLine1 + service.MeterNumber;

    public string AddressText => string.Join(", ", new[] { AddressLine1, AddressLine2, $"{City} {Region} {Postcode}".Replace("  ", " ", StringComparison.Ordinal) }.Where(part => part != ""));
}

internal enum ServiceStatus { Connected, Connecting, Disconnecting, Disconnected }

internal sealed class EnergyServiceTable : IEntityTypeConfiguration<EnergyService>
{
    public void Configure(EntityTypeBuilder<EnergyService> builder)
    {
        builder.ToTable("services").HasIndex(service => new { service.AccountNumber, service.MeterNumber, service.MoveInOn }).IsUnique();
        builder.HasIndex(service => service.MeterNumber);
        builder.Ignore(service => service.RegisterList);
        builder.Ignore(service => service.AddressText);
    }
}

internal static class EnergyServiceRows { extension(PortalDb db) { public DbSet<EnergyService> EnergyServices => db.Set<EnergyService>(); } }
