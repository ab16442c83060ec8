using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.BackOffice.ViewAs;

/// <summary>That one of the retailer's people may look at the portal as one account's customer does, from one browser, for half an hour.</summary>
internal sealed class CustomerView : IOwned
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>In the cookie. It opens nothing without the sign-in of the one who began.</summary>
    public Guid Id { get; init; } = Guid.NewGuid();
    public required string AccountNumber { get; init; }
    public required Guid StaffId { get; init; }

    /// <summary>The session in which it began, where the sign-ins are the portal's own: it ends with it.</summary>
    public Guid? SessionId { get; init; }
    public required string Reason { get; init; }
    public required DateTime StartedAt { get; init; }
    public DateTime? EndedAt { get; set; }
}

internal sealed class CustomerViewTable : IEntityTypeConfiguration<CustomerView>
{
    public void Configure(EntityTypeBuilder<CustomerView> builder)
    {
        builder.ToTable("customer_views").HasIndex(view => new { view.AccountNumber, view.StartedAt });
        builder.HasIndex(view => view.StaffId);
        builder.Property(view => view.Id).ValueGeneratedNever();
    }
}

internal static class CustomerViewRows { extension(PortalDb db) { public DbSet<CustomerView> CustomerViews => db.Set<CustomerView>(); } }
