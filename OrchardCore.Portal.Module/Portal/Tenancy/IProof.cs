using Microsoft.AspNetCore.Http;

namespace OrchardCore.Portal.Tenancy;

/// <summary>
/// Asks somebody who signed in a while ago to show again that it is them, before an act that could do much harm (OWASP ASVS 5, 7.5.3). A host with users of its
/// own has its own way, and asks nothing here.
/// </summary>
public interface IProof
{
    /// <returns>The page that asks, where it must be asked; null where the act may go on.</returns>
    ValueTask<string?> AskAsync(HttpContext context, CancellationToken stop);
}

internal sealed class NothingToProve : IProof
{
    public ValueTask<string?> AskAsync(HttpContext context, CancellationToken stop) => ValueTask.FromResult<string?>(null);
}
