using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Charges;

/// <summary>A line of a statement.</summary>
internal sealed class Charge : IOwned
{
    public int Id { get; private set; }
    public required string StatementNumber { get; init; }
    public required int LineNumber { get; init; }

    /// <summary>The statement's account, kept here so that ownership is one comparison.</summary>
    public required string AccountNumber { get; set; }
    public string MeterNumber { get; init; } = "";
    public required string Rollup { get; init; }
    public required string Description { get; init; }
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public decimal? Units { get; init; }
    public string Unit { get; init; } = "";

    /// <summary>Price of one unit, in whole currency units.</summary>
    public decimal? Rate { get; init; }
    public required Money Amount { get; init; }
    public Money? Tax { get; init; }
    public bool IsEstimated { get; init; }
    public Guid BatchId { get; init; }
}

internal sealed class ChargeTable : IEntityTypeConfiguration<Charge>
{
    public void Configure(EntityTypeBuilder<Charge> builder)
    {
        builder.ToTable("charges").HasIndex(charge => new { charge.StatementNumber, charge.LineNumber }).IsUnique();
        builder.HasIndex(charge => new { charge.AccountNumber, charge.StartsOn });
    }
}

internal static class ChargeRows { extension(PortalDb db) { public DbSet<Charge> Charges => db.Set<Charge>(); } }
