using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.ContactUs;

/// <summary>A message that became a ticket: with a reference, a status and a thread.</summary>
internal sealed class ContactLog : IOwned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>What customer and retailer quote: LUM-2026-001873.</summary>
    public required string Reference { get; init; }
    public required string AccountNumber { get; init; }

    /// <summary>Key of the message type, in the catalogue of the contact screen.</summary>
    public required string Type { get; init; }
    public required string Subject { get; init; }
    public string MeterNumber { get; init; } = "";
    public string StatementNumber { get; init; } = "";
    public bool IsComplaint { get; init; }
    public ContactStatus Status { get; set; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime UpdatedAt { get; set; }

    /// <summary>The day by which the retailer has promised an answer.</summary>
    public DateOnly? PromisedOn { get; set; }
    public List<ContactMessage> Messages { get; init; } = [];
}

/// <summary>The life of a ticket: features.md 5.2.</summary>
internal enum ContactStatus { New, Acknowledged, InProgress, WaitingForCustomer, WaitingForThirdParty, Resolved, Closed, Withdrawn, Rejected, Reopened, Escalated }

internal sealed class ContactMessage
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ContactLogId { get; init; }
    public required DateTime At { get; init; }
    public required string Author { get; init; }
    public bool FromCustomer { get; init; }

    /// <summary>Among the retailer's people only.</summary>
    public bool IsInternal { get; init; }
    public required string Text { get; init; }
}

internal sealed class ContactLogTable : IEntityTypeConfiguration<ContactLog>
{
    public void Configure(EntityTypeBuilder<ContactLog> builder)
    {
        builder.ToTable("contact_logs").HasIndex(log => log.Reference).IsUnique();
        builder.HasIndex(log => new { log.AccountNumber, log.CreatedAt });
        builder.HasMany(log => log.Messages).WithOne().HasForeignKey(message => message.ContactLogId);
    }
}

internal sealed class ContactMessageTable : IEntityTypeConfiguration<ContactMessage>
{
    public void Configure(EntityTypeBuilder<ContactMessage> builder) => builder.ToTable("contact_messages");
}

internal static class ContactRows { extension(PortalDb db) { public DbSet<ContactLog> ContactLogs => db.Set<ContactLog>(); } }
