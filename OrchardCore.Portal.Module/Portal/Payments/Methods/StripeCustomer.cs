using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Payments.Methods;

/// <summary>An account's customer at Stripe: cus_…, which saved cards and bank accounts belong to.</summary>
internal sealed class StripeCustomer : IOwned
{
    public required string AccountNumber { get; init; }
    public required string CustomerId { get; init; }
    public required DateTime CreatedAt { get; init; }
}

internal sealed class StripeCustomerTable : IEntityTypeConfiguration<StripeCustomer>
{
    public void Configure(EntityTypeBuilder<StripeCustomer> builder) => builder.ToTable("stripe_customers").HasKey(customer => customer.AccountNumber);
}

internal static class StripeCustomerRows { extension(PortalDb db) { public DbSet<StripeCustomer> StripeCustomers => db.Set<StripeCustomer>(); } }
