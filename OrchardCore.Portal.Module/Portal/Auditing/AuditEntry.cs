using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Data.Versions;

namespace OrchardCore.Portal.Auditing;

/// <summary>Something that one of the retailer's people did. The database takes new entries and refuses to change or delete one (migration BackOffice).</summary>
internal sealed class AuditEntry : IUnseen
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required DateTime At { get; init; }

    /// <summary>The sign-in; nobody where the portal itself did it.</summary>
    public Guid? UserId { get; init; }

    /// <summary>The name at that time: people leave and change.</summary>
    public required string Who { get; init; }

    /// <summary>The part of the back office, as its menu calls it: "FAQs".</summary>
    public required string Area { get; init; }

    /// <summary>What was done, as the past: "Published".</summary>
    public required string Action { get; init; }

    /// <summary>To what: "How do I pay my bill?".</summary>
    public required string Subject { get; init; }

    /// <summary>Where it is seen: "/admin/faqs/12". Empty where it has no page, or is gone.</summary>
    public string Path { get; init; } = "";

    /// <summary>What changed, old and new; never a secret.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The account that it concerns; empty where it concerns none.</summary>
    public string AccountNumber { get; init; } = "";

    /// <summary>Of the request, to be found in the logs.</summary>
    public string Trace { get; init; } = "";
}

internal sealed class AuditEntryTable : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_entries").HasIndex(entry => entry.At);
        builder.HasIndex(entry => new { entry.AccountNumber, entry.At });
        builder.HasIndex(entry => new { entry.UserId, entry.At });
        builder.HasIndex(entry => new { entry.Who, entry.At });
        builder.HasIndex(entry => new { entry.Area, entry.At });
        builder.HasIndex(entry => new { entry.Path, entry.At });
    }
}

internal static class AuditRows { extension(PortalDb db) { public DbSet<AuditEntry> AuditEntries => db.Set<AuditEntry>(); } }
