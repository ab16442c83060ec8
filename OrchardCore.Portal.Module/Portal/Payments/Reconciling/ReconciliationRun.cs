using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.Reconciling;

/// <summary>One comparison of Stripe with the ledger, over the payments that were made at Stripe from one instant to another.</summary>
internal sealed class ReconciliationRun
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required DateTime From { get; init; }
    public required DateTime To { get; init; }
    public required DateTime StartedAt { get; init; }

    /// <summary>"daily", or who pressed the button.</summary>
    public required string Who { get; init; }
    public DateTime? FinishedAt { get; set; }

    /// <summary>Payments at Stripe that were looked at.</summary>
    public int Compared { get; set; }

    /// <summary>Payments that were out of step and are mended: what lost webhooks had left out.</summary>
    public int Mended { get; set; }

    /// <summary>Payments in the same Stripe account that the portal did not make.</summary>
    public int Others { get; set; }

    /// <summary>Why it ended early; empty where it did not.</summary>
    public string Fault { get; set; } = "";
    public List<PaymentDifference> Differences { get; init; } = [];
}

/// <summary>What does not agree, and cannot be mended by asking again.</summary>
internal sealed class PaymentDifference
{
    public int Id { get; private set; }
    public Guid RunId { get; init; }

    /// <summary>pi_…; empty where Stripe has nothing.</summary>
    public string IntentId { get; init; } = "";

    /// <summary>Ours; empty where we have nothing.</summary>
    public string Reference { get; init; } = "";
    public string Account { get; init; } = "";
    public Money AtStripe { get; init; }
    public Money InLedger { get; init; }
    public required DifferenceKind Kind { get; init; }
}

internal enum DifferenceKind
{
    /// <summary>Paid at Stripe in the portal's name, but the portal has no such payment.</summary>
    LostHere,

    /// <summary>The portal has a payment that Stripe does not know.</summary>
    UnknownAtStripe,

    /// <summary>In the ledger, but no payment at Stripe stands behind it.</summary>
    Unbacked,

    /// <summary>Stripe could not be asked about it, or the ledger refused: it is looked at again next time.</summary>
    NotSettled,
}

internal sealed class ReconciliationRunTable : IEntityTypeConfiguration<ReconciliationRun>
{
    public void Configure(EntityTypeBuilder<ReconciliationRun> builder)
    {
        builder.ToTable("reconciliations").HasIndex(run => run.StartedAt);
        builder.HasMany(run => run.Differences).WithOne().HasForeignKey(difference => difference.RunId);
    }
}

internal sealed class PaymentDifferenceTable : IEntityTypeConfiguration<PaymentDifference>
{
    public void Configure(EntityTypeBuilder<PaymentDifference> builder) => builder.ToTable("payment_differences");
}

internal static class ReconciliationRows { extension(PortalDb db) { public DbSet<ReconciliationRun> Reconciliations => db.Set<ReconciliationRun>(); } }
