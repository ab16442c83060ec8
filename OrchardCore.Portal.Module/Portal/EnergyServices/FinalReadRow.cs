using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.EnergyServices;

/// <summary>What a customer gave with a final read, as values for the retailer's systems; the ticket it belongs to says the same in words.</summary>
internal sealed class FinalReadRow : IOwned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string AccountNumber { get; init; }
    public required int ServiceId { get; init; }
    public required Guid ContactLogId { get; init; }
    public required string MeterNumber { get; init; }
    public required DateOnly MoveOutOn { get; init; }
    public required string ForwardLine1 { get; init; }
    public string ForwardLine2 { get; init; } = "";
    public required string ForwardCity { get; init; }
    public string ForwardRegion { get; init; } = "";
    public required string ForwardPostcode { get; init; }
    public string ForwardCountry { get; init; } = "";
    public required string BillEmail { get; init; }

    /// <summary>Who moves in, where the customer knows: a new tenant, the landlord, an agent.</summary>
    public string MovesIn { get; init; } = "";
    public string Note { get; init; } = "";
    public required DateTime GivenAt { get; init; }
    public List<FinalReadValue> Values { get; init; } = [];
}

/// <summary>What one register of the meter shows.</summary>
internal sealed class FinalReadValue
{
    public required string Register { get; init; }
    public required decimal Value { get; init; }

    /// <summary>The register has gone past all nines since the last reading.</summary>
    public bool HasRolledOver { get; init; }
}

internal sealed class FinalReadTable : IEntityTypeConfiguration<FinalReadRow>
{
    public void Configure(EntityTypeBuilder<FinalReadRow> builder)
    {
        builder.ToTable("final_reads").HasIndex(read => read.ContactLogId).IsUnique();
        builder.HasIndex(read => new { read.AccountNumber, read.ServiceId });
        builder.OwnsMany(read => read.Values).ToJson();
    }
}

internal static class FinalReadRows { extension(PortalDb db) { public DbSet<FinalReadRow> FinalReads => db.Set<FinalReadRow>(); } }
