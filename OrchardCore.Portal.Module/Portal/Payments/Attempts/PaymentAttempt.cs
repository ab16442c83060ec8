using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.Attempts;

/// <summary>A payment from the moment that somebody pressed Pay. Its id is Stripe's idempotency key: the same attempt again is the same payment.</summary>
internal sealed class PaymentAttempt : IOwned
{
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>On receipts, in the ledger and in the billing system: "PAY-7K2M9QXR".</summary>
    public required string Reference { get; init; }
    public required string AccountNumber { get; init; }
    public required Money Amount { get; init; }

    /// <summary>The statement that it was begun from; empty where it is for the account as a whole.</summary>
    public string StatementNumber { get; init; } = "";
    public required AttemptKind Kind { get; init; }

    /// <summary>Who pressed Pay; nobody for guests and for AutoPay.</summary>
    public Guid? UserId { get; init; }

    /// <summary>Where the receipt goes; may be empty for guests.</summary>
    public required string Email { get; init; }

    /// <summary>cus_…, whose saved methods are offered; empty where there is none.</summary>
    public string StripeCustomer { get; init; } = "";
    public required DateTime CreatedAt { get; init; }

    /// <summary>When Stripe's page closes.</summary>
    public required DateTime ExpiresAt { get; init; }

    public PaymentState State { get; set; } = PaymentState.Started;

    /// <summary>The account number while the payment page is open, then nothing. Unique: an account has one open payment page at most.</summary>
    public string? Open { get; set; }
    public string SessionId { get; set; } = "";

    /// <summary>Stripe's page.</summary>
    public string Url { get; set; } = "";
    public string IntentId { get; set; } = "";
    public PaymentMethod Method { get; set; }
    public string Brand { get; set; } = "";
    public string Last4 { get; set; } = "";

    /// <summary>Stripe's code of the last decline.</summary>
    public string Failure { get; set; } = "";
    public DateTime? PaidAt { get; set; }
    public DateTime UpdatedAt { get; set; }

    /// <summary>Counts up with each look at Stripe: of two that looked at once, the later one saved looked again.</summary>
    public int Version { get; set; }

    public bool WasPaid => State is PaymentState.Paid or PaymentState.Refunded or PaymentState.Disputed;
    public bool IsOver => State is not (PaymentState.Started or PaymentState.Open or PaymentState.Processing);
}

internal enum AttemptKind { Checkout, Guest, AutoPay }

internal enum PaymentState
{
    /// <summary>Ours alone so far: Stripe may or may not have heard of it.</summary>
    Started,

    /// <summary>Stripe's page is open.</summary>
    Open,

    /// <summary>With the bank.</summary>
    Processing,
    Paid,
    Failed,
    Cancelled,

    /// <summary>All of it has gone back.</summary>
    Refunded,

    /// <summary>The bank holds money back.</summary>
    Disputed,

    /// <summary>It was not finished when the retailer went to another Stripe account: nobody here can ask how it ended.</summary>
    OutOfReach,
}

internal sealed class PaymentAttemptTable : IEntityTypeConfiguration<PaymentAttempt>
{
    public void Configure(EntityTypeBuilder<PaymentAttempt> builder)
    {
        builder.ToTable("payment_attempts").HasIndex(attempt => attempt.Open).IsUnique();
        builder.HasIndex(attempt => attempt.Reference).IsUnique();
        builder.HasIndex(attempt => new { attempt.AccountNumber, attempt.CreatedAt });
        builder.HasIndex(attempt => attempt.SessionId);
        builder.HasIndex(attempt => attempt.IntentId);
        builder.HasIndex(attempt => new { attempt.State, attempt.UpdatedAt });
        builder.Property(attempt => attempt.Version).IsConcurrencyToken();
        builder.Ignore(attempt => attempt.WasPaid).Ignore(attempt => attempt.IsOver);
    }
}

internal static class PaymentAttemptRows { extension(PortalDb db) { public DbSet<PaymentAttempt> PaymentAttempts => db.Set<PaymentAttempt>(); } }
