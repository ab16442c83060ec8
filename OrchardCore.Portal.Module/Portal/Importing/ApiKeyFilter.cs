using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Importing;

/// <summary>Lets requests with a key of this retailer through. What is refused gets no detail.</summary>
internal sealed class ApiKeyFilter(ApiLimits limits) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var retailer = context.RequestServices.GetRequiredService<RetailerScope>().Current.Id;
        var header = context.Request.Headers.Authorization.ToString();
        var key = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && header.Length < 300
            ? await context.RequestServices.GetRequiredService<ApiKeys>().FindAsync(header[Scheme.Length..].Trim(), context.RequestAborted) : null;

        using var lease = limits.Ask(key is null ? $"{retailer} from {context.Connection.RemoteIpAddress}" : $"{retailer} key {key.Id}", known: key is not null);
        if (!lease.IsAcquired)
        {
            context.Response.Headers.RetryAfter = "10";
            return TypedResults.Problem(statusCode: StatusCodes.Status429TooManyRequests, title: "Too many requests.");
        }
        if (key is null)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return TypedResults.Problem(statusCode: StatusCodes.Status401Unauthorized, title: "A valid API key is needed.");
        }
        context.Items[typeof(ApiKey)] = key;
        return await next(invocation);
    }
}

/// <summary>How often the API may be asked: plenty for a program that waits for its import, little for one that guesses keys.</summary>
internal sealed class ApiLimits : IDisposable
{
    private readonly PartitionedRateLimiter<(string Who, bool Known)> _limiter = PartitionedRateLimiter.Create<(string Who, bool Known), string>(asked =>
        RateLimitPartition.GetTokenBucketLimiter(asked.Who, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = asked.Known ? 600 : 20,
            TokensPerPeriod = asked.Known ? 100 : 2,
            ReplenishmentPeriod = TimeSpan.FromSeconds(10),
            QueueLimit = 0,
            AutoReplenishment = true,
        }));

    public RateLimitLease Ask(string who, bool known) => _limiter.AttemptAcquire((who, known));

    public void Dispose() => _limiter.Dispose();
}
