using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Payments.Guest;

/// <summary>What somebody may see who knows an account's number and postcode: the amount due, and enough of a name to know it is the right one.</summary>
/// <param name="Payer">Reaches this account for paying, and has no sign-in.</param>
internal sealed record GuestAccount(Customer Payer, string MaskedName);

/// <summary>Finds an account for a guest, and remembers it from one step to the next in a sealed form field: nothing of it is in an address.</summary>
internal sealed class GuestAccounts(PortalDb db, IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly TimeSpan Good = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan ResultShown = TimeSpan.FromDays(14);   // a bank debit may take days
    private readonly IDataProtector _protector = protection.CreateProtector("Portal.Payments.Guest");

    public async Task<GuestAccount?> FindAsync(string number, string postcode, CancellationToken stop)
    {
        var key = RateLimitEndpoints.KeyOf(number);
        var typed = new string([.. number.Where(sign => !char.IsWhiteSpace(sign))]);
        var found = await db.Accounts.OfEveryAccount().AsNoTracking().Where(one => one.AccountNumber == typed || one.AccountNumber == key).FirstOrDefaultAsync(stop);
        var asked = RateLimitEndpoints.KeyOf(postcode);
        // Both are compared in any case, so that the time taken tells nothing.
        var (home, billing) = (RateLimitEndpoints.KeyOf(found?.Address.Postcode ?? ""), RateLimitEndpoints.KeyOf(found?.BillingAddress.Postcode ?? ""));
        return found is not null && asked != "" && (asked == home || asked == billing) ? Of(found) : null;
    }

    /// <summary>A guest's own payment, for as long as its end may be open.</summary>
    public Task<PaymentAttempt?> FindPaymentAsync(Guid payment, CancellationToken stop)
    {
        var since = clock.GetUtcNow().UtcDateTime - ResultShown;
        return db.PaymentAttempts.OfEveryAccount().AsNoTracking().SingleOrDefaultAsync(one => one.Id == payment && one.Kind == AttemptKind.Guest && one.CreatedAt > since, stop);
    }

    public string Seal(GuestAccount account) => _protector.Protect(JsonSerializer.Serialize(new Slip(account.Payer.AccountNumber, clock.GetUtcNow().Add(Good))));

    /// <returns>Nothing where the slip is not ours, or too old.</returns>
    public async Task<GuestAccount?> OpenAsync(string slip, CancellationToken stop)
    {
        try
        {
            var held = JsonSerializer.Deserialize<Slip>(_protector.Unprotect(slip))!;
            if (held.Until < clock.GetUtcNow()) return null;
            return await db.Accounts.OfEveryAccount().AsNoTracking().SingleOrDefaultAsync(one => one.AccountNumber == held.Account, stop) is { } found ? Of(found) : null;
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    private static GuestAccount Of(Account account) => new(
        new Customer(Guid.Empty, "", "", account.AccountNumber, []),
        Mask(account.CompanyName != "" ? account.CompanyName : $"{account.FirstName} {account.LastName}"));

    /// <summary>"Priya Raman" becomes "P•••• R••••": the same number of points for every word, since a length is a hint too.</summary>
    public static string Mask(string name) =>
        string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word[0] + "••••"));

    private sealed record Slip(string Account, DateTimeOffset Until);
}
