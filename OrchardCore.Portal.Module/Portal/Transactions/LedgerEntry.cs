using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Transactions;

/// <summary>A fact about money on an account. Facts are added, never edited; the balance is their sum.</summary>
internal sealed class LedgerEntry : IOwned
{
    public int Id { get; private set; }
    public required string AccountNumber { get; init; }
    public required DateOnly On { get; init; }
    public required string Description { get; init; }

    /// <summary>Above zero it raises what is owed, below zero it lowers it.</summary>
    public required Money Amount { get; init; }
    public required LedgerKind Kind { get; init; }
    public PaymentMethod Method { get; init; }

    /// <summary>The retailer's own words; shown as plain text.</summary>
    public string Comments { get; init; } = "";
    public string StatementNumber { get; init; } = "";

    /// <summary>Who told us: "import", "invoice" or "stripe".</summary>
    public required string Source { get; init; }

    /// <summary>Unique with the source: the same fact cannot land twice.</summary>
    public required string SourceId { get; init; }
    public Guid BatchId { get; init; }
}

internal enum LedgerKind { Bill, Payment, Adjustment, Refund }

internal enum PaymentMethod { None, DirectDebit, Card, Transfer, Bpay, Cash, Cheque, Other }

internal sealed class LedgerTable : IEntityTypeConfiguration<LedgerEntry>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.ToTable("ledger").HasIndex(entry => new { entry.Source, entry.SourceId }).IsUnique();
        builder.HasIndex(entry => new { entry.AccountNumber, entry.On });
        // What names no statement is left out: half of the entries, which PostgreSQL would sort in among each other for longer than it takes for all else.
        builder.HasIndex(entry => entry.StatementNumber).HasFilter("\"StatementNumber\" <> ''");
        // What was collected day by day. The filter is written as EF asks, so that the engines know it for the same.
        builder.HasIndex(entry => entry.On).HasFilter("\"Kind\" IN ('Payment', 'Refund')");
    }
}

internal static class LedgerRows { extension(PortalDb db) { public DbSet<LedgerEntry> Ledger => db.Set<LedgerEntry>(); } }
