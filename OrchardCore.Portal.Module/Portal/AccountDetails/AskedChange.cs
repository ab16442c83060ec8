using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.AccountDetails;

/// <summary>One detail of an account that its customer asked to have changed. It waits until it is decided, or its ticket is settled in another way.</summary>
internal sealed class AskedChange : IOwned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ContactLogId { get; init; }
    public required string AccountNumber { get; init; }

    /// <summary>As <see cref="DetailCards.Find"/> knows it.</summary>
    public required string Detail { get; init; }

    /// <summary>What the account said when it was asked: an import may have changed it since.</summary>
    public required string Old { get; init; }
    public required string New { get; init; }

    /// <summary>When somebody agreed to it or refused it, in UTC. Its ticket may be opened again after that; the change is not.</summary>
    public DateTime? DecidedAt { get; set; }
}

internal sealed class AskedChangeTable : IEntityTypeConfiguration<AskedChange>
{
    public void Configure(EntityTypeBuilder<AskedChange> builder)
    {
        builder.ToTable("asked_changes").Property(change => change.Id).ValueGeneratedNever();
        builder.HasIndex(change => change.AccountNumber);
        builder.HasOne<ContactLog>().WithMany().HasForeignKey(change => change.ContactLogId);
    }
}

internal static class AskedChangeRows
{
    extension(PortalDb db) { public DbSet<AskedChange> AskedChanges => db.Set<AskedChange>(); }

    /// <summary>Those that somebody has to decide, with their tickets.</summary>
    /// <param name="logs">The tickets that the reader may see.</param>
    public static IQueryable<WaitingChange> WaitingIn(this IQueryable<AskedChange> changes, IQueryable<ContactLog> logs) =>
        from change in changes
        join log in logs on change.ContactLogId equals log.Id
        where change.DecidedAt == null && log.Status != ContactStatus.Resolved && log.Status != ContactStatus.Closed && log.Status != ContactStatus.Withdrawn && log.Status != ContactStatus.Rejected
        select new WaitingChange { Change = change, Reference = log.Reference, CreatedAt = log.CreatedAt };
}

internal sealed class WaitingChange
{
    public required AskedChange Change { get; init; }
    public required string Reference { get; init; }
    public required DateTime CreatedAt { get; init; }
}
