using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Payments.Gateway;

/// <summary>The Stripe account of the retailer in scope, kept for a short while: every page asks whether to say "test mode".</summary>
internal sealed class StripeAccounts(Lazy<PortalDb> db, RetailerScope scope, KeyVault vault, StripeAccountCache cache, Announcements announcements, PartsOn parts, IOptions<PortalOptions> options, TimeProvider clock, ILogger<StripeAccounts> log) : ITestMode
{
    /// <returns>Nothing where the retailer takes no payments here: it has no keys, or they cannot be used.</returns>
    public async ValueTask<StripeAccount?> FindAsync(CancellationToken stop)
    {
        if (!parts.Has(PortalParts.Payments)) return null;
        var now = clock.GetUtcNow();
        if (cache.Find(scope.Current.Id, now) is { } kept) return kept.Account;
        var account = await ReadAsync(stop);
        cache.Keep(scope.Current.Id, account, now);
        return account;
    }

    public async ValueTask<bool> IsOnAsync(CancellationToken stop) => await FindAsync(stop) is { IsLive: false };

    /// <summary>To be called after the keys changed: this process and the others read them anew.</summary>
    public void Forget() => announcements.Say(StripeAccountCache.Topic, scope.Current.Id);

    private async Task<StripeAccount?> ReadAsync(CancellationToken stop)
    {
        if (await db.Value.StripeKeys.AsNoTracking().SingleOrDefaultAsync(stop) is not { } keys) return null;
        try
        {
            var secret = keys.SecretSealed == "" ? options.Value.Payments.PlatformSecretKey : vault.Open(keys.SecretSealed);
            var account = new StripeAccount(secret, vault.Open(keys.WebhookSealed), keys.ConnectedAccount);
            return secret == "" || account.IsSandbox && options.Value.Payments.SandboxAddress is null ? null : account;
        }
        catch (CryptographicException)
        {
            log.KeysUnreadable(scope.Current.Id);
            return null;
        }
    }
}

internal sealed class StripeAccountCache
{
    public const string Topic = "stripe-keys";

    // Short: it is how long a process that missed the word goes on with old keys (docs/scale.md, "Word of changes").
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Entry> _byRetailer = new(StringComparer.Ordinal);

    public StripeAccountCache(Announcements announcements) => announcements.Listen(Topic, Forget);

    public Entry? Find(string retailer, DateTimeOffset now) => _byRetailer.TryGetValue(retailer, out var entry) && now - entry.At < Kept ? entry : null;
    public void Keep(string retailer, StripeAccount? account, DateTimeOffset now) => _byRetailer[retailer] = new Entry(account, now);
    public void Forget(string retailer) => _byRetailer.TryRemove(retailer, out _);

    internal sealed record Entry(StripeAccount? Account, DateTimeOffset At);
}

internal static partial class StripeAccountsLog
{
    [LoggerMessage(2104, LogLevel.Error, "The Stripe keys of {Retailer} cannot be decrypted: were the Data Protection keys lost? Save them again in the back office.")]
    public static partial void KeysUnreadable(this ILogger log, string retailer);
}
