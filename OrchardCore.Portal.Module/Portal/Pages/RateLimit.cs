using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.Tenancy;
using StackExchange.Redis;

namespace OrchardCore.Portal.Pages;

/// <summary>How often something may be tried: "forgot-password", 30 times an hour.</summary>
internal sealed record Limit(string Purpose, int Tries, TimeSpan Within);

/// <summary>Counts tries by retailer, purpose and key (an address on the network, an e-mail address), in windows that slide. Idle counters are forgotten.</summary>
internal sealed class RateLimits(SharedTries shared, ILogger<RateLimits> log) : IDisposable
{
    private readonly PartitionedRateLimiter<Counted> _own = PartitionedRateLimiter.Create<Counted, Counted>(counted =>
        RateLimitPartition.GetSlidingWindowLimiter(counted, static key => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = key.Limit.Tries,
            Window = key.Limit.Within,
            SegmentsPerWindow = 6,
            QueueLimit = 0,
        }));

    /// <summary>Takes a try. False: there is none left for now.</summary>
    public ValueTask<bool> TakeAsync(Limit limit, Retailer retailer, string key) => AskAsync(new Counted(retailer.Id, limit, key), take: true);

    /// <summary>Whether a try is left; none is taken. For what counts only when it goes wrong.</summary>
    public ValueTask<bool> HasTryAsync(Limit limit, Retailer retailer, string key) => AskAsync(new Counted(retailer.Id, limit, key), take: false);

    /// <summary>The same for what belongs to the host: no retailer has an empty name.</summary>
    public ValueTask<bool> AskHostAsync(Limit limit, string key, bool take) => AskAsync(new Counted("", limit, key), take);

    private async ValueTask<bool> AskAsync(Counted counted, bool take)
    {
        if (shared.IsUsed)
        {
            try
            {
                return await shared.AskAsync($"{counted.Retailer} {counted.Limit.Purpose} {counted.Key}", counted.Limit.Tries, counted.Limit.Within, take);
            }
            catch (Exception fault) when (fault is RedisException or TimeoutException)
            {
                log.CountingAlone(fault.GetType().Name);   // better one process's count than none, and better than nobody getting in
            }
        }
        using var lease = _own.AttemptAcquire(counted, take ? 1 : 0);
        return lease.IsAcquired;
    }

    public void Dispose() => _own.Dispose();

    private sealed record Counted(string Retailer, Limit Limit, string Key);
}

internal static partial class RateLimitLog
{
    [LoggerMessage(1110, LogLevel.Warning, "Rate limits are counted by this process alone: {Fault}")]
    public static partial void CountingAlone(this ILogger log, string fault);
}

internal static class RateLimitEndpoints
{
    /// <summary>Refuses with 429 what one network address asks too often and, where a form field is named, what is asked too often for one value of it.</summary>
    public static RouteHandlerBuilder Limited(this RouteHandlerBuilder endpoint, Limit perAddress, Limit? perValue = null, string field = "") =>
        endpoint.AddEndpointFilter(async (call, next) =>
        {
            var context = call.HttpContext;
            var limits = context.RequestServices.GetRequiredService<RateLimits>();
            var retailer = context.RequestServices.GetRequiredService<RetailerScope>().Current;
            if (!await limits.TakeAsync(perAddress, retailer, NetworkOf(context))) return TooMany(context, perAddress);
            if (perValue is not null)
            {
                var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
                if (!await limits.TakeAsync(perValue, retailer, KeyOf(form[field].ToString()))) return TooMany(context, perValue);
            }
            return await next(call);
        });

    /// <summary>The same for each of the retailer's people: a call centre has one address on the network. For endpoints of the back office, which know who asks.</summary>
    public static RouteHandlerBuilder LimitedByPerson(this RouteHandlerBuilder endpoint, Limit perPerson) => endpoint.AddEndpointFilter(async (call, next) =>
    {
        var context = call.HttpContext;
        var retailer = context.RequestServices.GetRequiredService<RetailerScope>().Current;
        var person = StaffMember.Of(context.User).UserId?.ToString() ?? NetworkOf(context);
        return await context.RequestServices.GetRequiredService<RateLimits>().TakeAsync(perPerson, retailer, person) ? await next(call) : TooMany(context, perPerson);
    });

    public static IResult TooMany(HttpContext context, Limit limit)
    {
        context.Response.Headers.RetryAfter = ((int)limit.Within.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
    }

    /// <summary>An IPv4 address, or the /64 of an IPv6 address: a household has all of it.</summary>
    public static string NetworkOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is { IsIPv4MappedToIPv6: true }) address = address.MapToIPv4();
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6 }) return address?.ToString() ?? "unknown";
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes).ToString();
    }

    /// <summary>The same value however it is written: case, blanks and hyphens do not make it another.</summary>
    public static string KeyOf(string value) => new([.. value.Where(sign => !char.IsWhiteSpace(sign) && sign != '-').Select(char.ToUpperInvariant).Take(100)]);
}
