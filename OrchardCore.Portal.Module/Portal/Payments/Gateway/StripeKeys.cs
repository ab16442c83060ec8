using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Payments.Gateway;

/// <summary>The retailer's own Stripe account: one row, secrets encrypted (OWASP ASVS 5, 13.3.1). They go in and are never shown again.</summary>
internal sealed class StripeKeys
{
    public const int TheOnly = 1;

    public int Id { get; init; } = TheOnly;

    /// <summary>Encrypted; empty where the platform's key acts for a connected account.</summary>
    public required string SecretSealed { get; init; }
    public required string PublishableKey { get; init; }
    public required string WebhookSealed { get; init; }

    /// <summary>acct_…, where the retailer is connected to a platform; else empty.</summary>
    public required string ConnectedAccount { get; init; }

    /// <summary>Whether money moves.</summary>
    public required bool IsLive { get; init; }

    /// <summary>What people may see of the secret key: its last four characters.</summary>
    public required string SecretTail { get; init; }
    public required DateTime SavedAt { get; init; }
    public required string SavedBy { get; init; }
}

/// <summary>What it takes to speak to Stripe for a retailer, in the clear; in memory only.</summary>
/// <param name="Secret">sk_… or rk_…</param>
/// <param name="ConnectedAccount">acct_… or empty.</param>
internal sealed record StripeAccount(string Secret, string WebhookSecret, string ConnectedAccount)
{
    public const string SandboxPrefix = "sk_test_sandbox_";

    public bool IsLive => Secret.StartsWith("sk_live_", StringComparison.Ordinal) || Secret.StartsWith("rk_live_", StringComparison.Ordinal);
    public bool IsSandbox => Secret.StartsWith(SandboxPrefix, StringComparison.Ordinal);

    public override string ToString() => "StripeAccount";   // a record would print its secrets
}

/// <summary>Encrypts and decrypts the secrets, for this retailer alone.</summary>
internal sealed class KeyVault(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Portal.Payments.Keys");

    public string Seal(string secret) => secret == "" ? "" : _protector.Protect(secret);
    public string Open(string @sealed) => @sealed == "" ? "" : _protector.Unprotect(@sealed);
}

internal sealed class StripeKeysTable : IEntityTypeConfiguration<StripeKeys>
{
    public void Configure(EntityTypeBuilder<StripeKeys> builder) => builder.ToTable("stripe_keys").Property(keys => keys.Id).ValueGeneratedNever();
}

internal static class StripeKeysRows { extension(PortalDb db) { public DbSet<StripeKeys> StripeKeys => db.Set<StripeKeys>(); } }
