using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Data.Versions;

namespace OrchardCore.Portal.Payments.Gateway;

/// <summary>An event that Stripe sent: what it is about, and whether it was acted on. Of its content nothing is kept, since Stripe is asked anew.</summary>
internal sealed class StripeEvent : IUnseen
{
    /// <summary>evt_…: the same event again is the same row.</summary>
    public required string Id { get; init; }
    public required string Type { get; init; }
    public required string ObjectId { get; init; }

    /// <summary>pi_…, where the object belongs to a payment.</summary>
    public required string IntentId { get; init; }

    /// <summary>Our attempt, where the event names it.</summary>
    public Guid? AttemptId { get; init; }
    public required DateTime SentAt { get; init; }
    public required DateTime ReceivedAt { get; init; }
    public EventState State { get; set; } = EventState.Received;
    public int Tries { get; set; }

    /// <summary>When it is looked at next; nothing, once it is done or given up.</summary>
    public DateTime? DueAt { get; set; }
    public DateTime? DoneAt { get; set; }
    public string LastError { get; set; } = "";
}

internal enum EventState
{
    Received,
    Done,

    /// <summary>Not about a payment of ours.</summary>
    Stray,

    /// <summary>Given up after many tries; the daily reconciliation finds what it told of.</summary>
    Failed,
}

internal sealed class StripeEventTable : IEntityTypeConfiguration<StripeEvent>
{
    public void Configure(EntityTypeBuilder<StripeEvent> builder)
    {
        builder.ToTable("stripe_events").HasIndex(one => one.DueAt);
        builder.Property(one => one.Id).HasMaxLength(255);
    }
}

internal static class StripeEventRows { extension(PortalDb db) { public DbSet<StripeEvent> StripeEvents => db.Set<StripeEvent>(); } }
