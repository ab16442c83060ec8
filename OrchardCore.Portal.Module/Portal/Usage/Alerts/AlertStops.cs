using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Usage.Alerts;

/// <summary>The key in the link of a mail that turns its alert off: sealed for this retailer, good for nothing else, and of use as long as the alert is.</summary>
internal sealed class AlertStops(IDataProtectionProvider protection, PortalDb db)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Portal.UsageAlert.Stop");

    public string KeyOf(Guid alert) => _protector.Protect(alert.ToString("N"));

    public bool IsOurs(string key) => Open(key) is not null;

    /// <returns>False for a key that is not ours; an alert that is off already is off.</returns>
    public async Task<bool> StopAsync(string key, CancellationToken stop)
    {
        if (Open(key) is not { } id) return false;
        await db.UsageAlerts.OfEveryAccount().Where(alert => alert.Id == id).ExecuteDeleteAsync(stop);
        return true;
    }

    private Guid? Open(string key)
    {
        try
        {
            return Guid.ParseExact(_protector.Unprotect(key), "N");
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
