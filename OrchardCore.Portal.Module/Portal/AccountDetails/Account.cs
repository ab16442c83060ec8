using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.AccountDetails;

/// <summary>A billing account and the person or company it belongs to.</summary>
internal sealed class Account : IOwned
{
    public int Id { get; private set; }

    /// <summary>The account's number, unique within the retailer.</summary>
    public required string AccountNumber { get; init; }
    public required string Email { get; set; }
    public required string FirstName { get; set; }
    public required string LastName { get; set; }
    public string CompanyName { get; set; } = "";
    public string Abn { get; set; } = "";
    public string Phone { get; set; } = "";
    public string Mobile { get; set; } = "";
    public PostalAddress Address { get; set; } = new();
    public PostalAddress BillingAddress { get; set; } = new();
    public BillDelivery BillDelivery { get; set; }
    public bool IsClosed { get; set; }

    /// <summary>Of the row as it was imported: the same row again must not undo what the customer has changed since.</summary>
    public string SourceHash { get; set; } = "";
    public Guid BatchId { get; init; }
}

internal sealed class PostalAddress
{
    public string Line1 { get; set; } = "";
    public string Line2 { get; set; } = "";
    public string City { get; set; } = "";
    public string Region { get; set; } = "";
    public string Postcode { get; set; } = "";
    public string Country { get; set; } = "";

    public string ToText() => string.Join(", ", new[] { Line1, Line2, $"{City} {Region} {Postcode}".Replace("  ", " ", StringComparison.Ordinal).Trim(), Country }.Where(part => part != ""));
}

internal enum BillDelivery { Email, Post }

internal sealed class AccountTable : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts").HasIndex(account => account.AccountNumber).IsUnique();
        builder.OwnsOne(account => account.Address, Guarded);
        builder.OwnsOne(account => account.BillingAddress, Guarded);
        // Two tabs, or the customer and an import: who saves second is told, and overwrites nothing unseen.
        builder.Property(account => account.Email).IsConcurrencyToken();
        builder.Property(account => account.Phone).IsConcurrencyToken();
        builder.Property(account => account.Mobile).IsConcurrencyToken();
        builder.Property(account => account.BillDelivery).IsConcurrencyToken();
    }

    private static void Guarded(OwnedNavigationBuilder<Account, PostalAddress> address)
    {
        address.Property(part => part.Line1).IsConcurrencyToken();
        address.Property(part => part.City).IsConcurrencyToken();
        address.Property(part => part.Postcode).IsConcurrencyToken();
    }
}

internal static class AccountRows { extension(PortalDb db) { public DbSet<Account> Accounts => db.Set<Account>(); } }
