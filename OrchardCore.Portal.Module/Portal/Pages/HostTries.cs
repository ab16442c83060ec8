using Microsoft.AspNetCore.Http;

namespace OrchardCore.Portal.Pages;

/// <summary>
/// Counts tries at something that is the host's and no retailer's, such as its operator's password, by the network that they come from: for all processes together
/// where they share a Redis.
/// </summary>
public sealed class HostTries
{
    private readonly RateLimits _limits;

    internal HostTries(RateLimits limits) => _limits = limits;

    /// <summary>Whether a try is left; none is taken.</summary>
    /// <param name="purpose">"operations".</param>
    public ValueTask<bool> HasOneAsync(HttpContext context, string purpose, int tries, TimeSpan within) => _limits.AskHostAsync(new Limit(purpose, tries, within), RateLimitEndpoints.NetworkOf(context), take: false);

    /// <summary>Takes a try.</summary>
    public async Task TakeAsync(HttpContext context, string purpose, int tries, TimeSpan within) => await _limits.AskHostAsync(new Limit(purpose, tries, within), RateLimitEndpoints.NetworkOf(context), take: true);
}
