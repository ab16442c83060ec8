using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.ContactUs;

/// <summary>A message that became a ticket: with a reference, a status and a thread. It is opened by <see cref="Contacts"/> only.</summary>
internal sealed class ContactLog : IOwned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>What customer and retailer quote: LUM-2026-001873.</summary>
    public required string Reference { get; init; }
    public required string AccountNumber { get; init; }

    /// <summary>The sign-in that wrote it.</summary>
    public required Guid OpenedBy { get; init; }

    /// <summary>Key of the message type in <see cref="MessageTypes"/>.</summary>
    public required string Type { get; init; }
    public required string Subject { get; init; }
    public string MeterNumber { get; init; } = "";
    public string StatementNumber { get; init; } = "";
    public bool IsComplaint { get; init; }

    /// <summary>For the eyes of the one who wrote it: nobody else on the account is shown it, and no export has it (features: family violence).</summary>
    public bool IsPrivate { get; init; }
    public ContactStatus Status { get; private set; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; set; }

    /// <summary>When it was closed, withdrawn or not accepted: for a while a customer's answer opens it again.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>The day by which the retailer has promised an answer.</summary>
    public DateOnly? PromisedOn { get; set; }

    /// <summary>Since when the retailer waits for the customer: the promise stands still meanwhile.</summary>
    public DateOnly? PausedOn { get; private set; }

    /// <summary>What may be asked only once at a time ("final-read:17"); empty where there may be many. The database holds it.</summary>
    public string Once { get; init; } = "";

    /// <summary>Drawn when the form was shown, so that a form sent twice opens one ticket.</summary>
    public Guid? FormId { get; init; }

    /// <summary>What the form of its type asked, in words: so a ticket keeps its meaning when the catalogue changes.</summary>
    public List<ContactDetail> Details { get; init; } = [];
    public List<ContactMessage> Messages { get; init; } = [];

    /// <summary>Takes a step of the ticket's life, and keeps the promise in line with it.</summary>
    /// <exception cref="InvalidOperationException">The step is not possible from here.</exception>
    public void Take(ContactEvent happened, RetailerCalendar calendar)
    {
        var after = Status.After(happened);
        if (after == ContactStatus.WaitingForCustomer) PausedOn ??= calendar.Today;
        else if (PausedOn is { } since)
        {
            PromisedOn = PromisedOn?.AddBusinessDays(since.BusinessDaysUntil(calendar.Today));
            PausedOn = null;
        }
        if (after == ContactStatus.Reopened && Status != after) PromisedOn = MessageTypes.Of(Type).PromisedFrom(calendar.Today);
        EndedAt = after.IsOver() ? EndedAt ?? calendar.UtcNow : null;
        Status = after;
        UpdatedAt = calendar.UtcNow;
    }
}

internal sealed class ContactDetail
{
    public required string Label { get; init; }
    public required string Text { get; init; }
}

internal sealed class ContactMessage
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ContactLogId { get; init; }
    public required DateTime At { get; init; }
    public required string Author { get; init; }
    public bool FromCustomer { get; init; }

    /// <summary>Among the retailer's people only.</summary>
    public bool IsInternal { get; init; }

    /// <summary>Where it tells of a step rather than of words.</summary>
    public ContactEvent? Event { get; init; }
    public required string Text { get; init; }
}

internal sealed class ContactLogTable : IEntityTypeConfiguration<ContactLog>
{
    public void Configure(EntityTypeBuilder<ContactLog> builder)
    {
        builder.ToTable("contact_logs").HasIndex(log => log.Reference).IsUnique();
        builder.HasIndex(log => new { log.AccountNumber, log.CreatedAt });
        builder.HasIndex(log => log.Once).IsUnique().HasFilter("\"Once\" <> '' AND \"Status\" NOT IN ('Closed', 'Withdrawn', 'Rejected')");
        builder.Property(log => log.Status).IsConcurrencyToken();
        builder.OwnsMany(log => log.Details).ToJson();
        builder.HasMany(log => log.Messages).WithOne().HasForeignKey(message => message.ContactLogId);
    }
}

internal sealed class ContactMessageTable : IEntityTypeConfiguration<ContactMessage>
{
    // The id is drawn here: else a message that joins a stored ticket would be taken for one that is stored already.
    public void Configure(EntityTypeBuilder<ContactMessage> builder) => builder.ToTable("contact_messages").Property(message => message.Id).ValueGeneratedNever();
}

internal static class ContactRows
{
    extension(PortalDb db) { public DbSet<ContactLog> ContactLogs => db.Set<ContactLog>(); }

    /// <summary>Of an account's tickets those that this sign-in may see: a private one is its writer's alone.</summary>
    public static IQueryable<ContactLog> SeenBy(this IQueryable<ContactLog> logs, Customer customer) =>
        logs.Where(log => !log.IsPrivate || log.OpenedBy == customer.UserId);

    /// <summary>Somebody still has something to do.</summary>
    public static IQueryable<ContactLog> StillOpen(this IQueryable<ContactLog> logs) =>
        logs.Where(log => log.Status != ContactStatus.Closed && log.Status != ContactStatus.Withdrawn && log.Status != ContactStatus.Rejected);

    public static IQueryable<ContactLog> Over(this IQueryable<ContactLog> logs) =>
        logs.Where(log => log.Status == ContactStatus.Closed || log.Status == ContactStatus.Withdrawn || log.Status == ContactStatus.Rejected);
}
