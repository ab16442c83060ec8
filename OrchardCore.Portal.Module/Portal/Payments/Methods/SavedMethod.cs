using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Transactions;

namespace OrchardCore.Portal.Payments.Methods;

/// <summary>A card or bank account that Stripe keeps for an account. Of its number nothing is here but the last four digits.</summary>
internal sealed class SavedMethod : IOwned
{
    /// <summary>pm_…</summary>
    public required string Id { get; init; }
    public required string AccountNumber { get; init; }
    public required PaymentMethod Method { get; init; }
    public required string Brand { get; init; }
    public required string Last4 { get; init; }

    /// <summary>The last month that a card is good for, its first day; nothing for a bank account.</summary>
    public DateOnly? ExpiresOn { get; init; }
    public required DateTime AddedAt { get; init; }

    public PaidWith With() => new(Method, Brand, Last4);
}

internal sealed class SavedMethodTable : IEntityTypeConfiguration<SavedMethod>
{
    public void Configure(EntityTypeBuilder<SavedMethod> builder) => builder.ToTable("saved_methods").HasIndex(method => method.AccountNumber);
}

internal static class SavedMethodRows { extension(PortalDb db) { public DbSet<SavedMethod> SavedMethods => db.Set<SavedMethod>(); } }
