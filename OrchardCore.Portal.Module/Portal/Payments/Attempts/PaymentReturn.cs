using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.Attempts;

/// <summary>Money of a payment that goes back, or is asked back: a refund, or a dispute with the payer's bank. As Stripe last told it; what counts is in the ledger.</summary>
internal sealed class PaymentReturn : IOwned
{
    /// <summary>re_… or dp_…</summary>
    public required string Id { get; init; }
    public required string AccountNumber { get; init; }
    public required Guid AttemptId { get; init; }
    public Money Amount { get; set; }
    public ReturnState State { get; set; }

    /// <summary>Stripe's code: "fraudulent", "lost_or_stolen_card".</summary>
    public string Reason { get; set; } = "";

    /// <summary>Until when a dispute can be answered.</summary>
    public DateTime? AnswerBy { get; set; }
    public required DateTime At { get; init; }
}

internal enum ReturnState
{
    /// <summary>A refund that is not sent yet.</summary>
    RefundPending,
    Refunded,
    RefundFailed,

    /// <summary>The bank only asks; the money stays.</summary>
    Inquiry,

    /// <summary>The bank holds the money back until it has decided.</summary>
    Disputed,
    DisputeWon,
    DisputeLost,

    /// <summary>The bank asked, and let it be.</summary>
    InquiryClosed,
}

internal sealed class PaymentReturnTable : IEntityTypeConfiguration<PaymentReturn>
{
    public void Configure(EntityTypeBuilder<PaymentReturn> builder) => builder.ToTable("payment_returns").HasIndex(one => one.AttemptId);
}

internal static class PaymentReturnRows { extension(PortalDb db) { public DbSet<PaymentReturn> PaymentReturns => db.Set<PaymentReturn>(); } }
