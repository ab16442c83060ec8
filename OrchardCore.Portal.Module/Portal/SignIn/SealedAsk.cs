using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace OrchardCore.Portal.SignIn;

/// <summary>
/// What a person typed, on its way to a job: unreadable in the job storage. The work of "forgot password" and of activation is done in jobs,
/// so that the answer takes as long, and says the same, whether or not there is such a person (OWASP ASVS 5, 6.3.8).
/// </summary>
internal sealed class SealedAsk(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Portal.SignIn.Ask");

    public string Seal<T>(T ask) => _protector.Protect(JsonSerializer.Serialize(ask));
    public T Open<T>(string text) => JsonSerializer.Deserialize<T>(_protector.Unprotect(text))!;
}
