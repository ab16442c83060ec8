using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace OrchardCore.Portal.Scaling;

/// <summary>
/// Word of a change, to whoever keeps a copy of what has changed: in this process at once, in the others through Redis. A process that misses
/// one must still come right: copies are kept for a short while only.
/// </summary>
internal sealed class Announcements(RedisLine redis, ILogger<Announcements> log)
{
    private readonly ConcurrentDictionary<string, Action<string>> _heard = new(StringComparer.Ordinal);

    /// <param name="topic">"stripe-keys".</param>
    /// <param name="heard">Is given the retailer's id.</param>
    public void Listen(string topic, Action<string> heard)
    {
        _heard.AddOrUpdate(topic, heard, (_, others) => others + heard);
        if (redis.IsUsed) redis.Subscriber.Subscribe(Channel(topic), (_, retailer) => heard(retailer.ToString()), CommandFlags.FireAndForget);
    }

    public void Say(string topic, string retailerId)
    {
        if (_heard.TryGetValue(topic, out var heard)) heard(retailerId);
        if (!redis.IsUsed) return;
        try
        {
            redis.Subscriber.Publish(Channel(topic), retailerId, CommandFlags.FireAndForget);
        }
        catch (RedisException fault)
        {
            log.NotSaid(topic, fault.GetType().Name);
        }
    }

    private RedisChannel Channel(string topic) => RedisChannel.Literal(redis.Name(topic));
}

internal static class ScalingHosting
{
    /// <summary>What processes share, through Redis where there are several.</summary>
    public static IServiceCollection AddPortalScaling(this IServiceCollection services)
    {
        services.TryAddSingleton<RedisLine>();
        services.TryAddSingleton<Announcements>();
        services.TryAddSingleton<SharedTries>();
        return services;
    }
}

internal static partial class AnnouncementsLog
{
    [LoggerMessage(1501, LogLevel.Warning, "Other processes were not told of a change ({Topic}): {Fault}. They see it when their copies are old.")]
    public static partial void NotSaid(this ILogger log, string topic, string fault);
}
