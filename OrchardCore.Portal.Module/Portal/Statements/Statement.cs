using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Statements;

/// <summary>The bill of a period, with its ten figures as issued. It never changes: what is owed now is the ledger's to say.</summary>
internal sealed class Statement : IOwned
{
    public int Id { get; private set; }
    public required string Number { get; init; }
    public required string AccountNumber { get; init; }
    public required DateOnly IssuedOn { get; init; }
    public required DateOnly DueOn { get; init; }
    public DateOnly? PeriodFrom { get; init; }
    public DateOnly? PeriodTo { get; init; }
    public required Money PreviousBalance { get; init; }

    /// <summary>Received since the last statement, as a positive amount.</summary>
    public required Money Payments { get; init; }
    public required Money Adjustments { get; init; }

    /// <summary>Previous balance − payments + adjustments.</summary>
    public required Money CarriedForward { get; init; }
    public required Money CurrentCharges { get; init; }

    /// <summary>Carried forward + current charges (+ tax, for a retailer whose charges are before tax).</summary>
    public required Money CurrentBalance { get; init; }
    public required Money Tax { get; init; }
    public bool IsFinal { get; init; }
    public bool IsCreditNote { get; init; }

    /// <summary>The charges of an e-invoice are before tax, whatever the retailer's own files do.</summary>
    public bool ChargesExcludeTax { get; init; }

    /// <summary>Name of the retailer's PDF among the stored files; empty where it gave none and the portal makes one.</summary>
    public string PdfFile { get; init; } = "";

    /// <summary>What does not add up, in words for the retailer; empty where all does.</summary>
    public string ArithmeticFlag { get; set; } = "";
    public Guid BatchId { get; init; }
}

internal sealed class StatementTable : IEntityTypeConfiguration<Statement>
{
    public void Configure(EntityTypeBuilder<Statement> builder)
    {
        builder.ToTable("statements").HasIndex(statement => statement.Number).IsUnique();
        builder.HasIndex(statement => new { statement.AccountNumber, statement.IssuedOn });
    }
}

internal static class StatementRows { extension(PortalDb db) { public DbSet<Statement> Statements => db.Set<Statement>(); } }
