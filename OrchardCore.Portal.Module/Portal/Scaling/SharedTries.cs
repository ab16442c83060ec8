using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace OrchardCore.Portal.Scaling;

/// <summary>
/// Counts tries for all processes in Redis: in windows that slide, as two counters of fixed windows of which the older counts by the part of it that
/// is still in view. What is counted (an e-mail address, a network) is known to Redis as a hash only.
/// </summary>
internal sealed class SharedTries(RedisLine redis, TimeProvider clock)
{
    private const string Script = """
        local seen = tonumber(redis.call('GET', KEYS[1]) or '0') + tonumber(redis.call('GET', KEYS[2]) or '0') * tonumber(ARGV[1])
        if seen + math.max(tonumber(ARGV[3]), 1) > tonumber(ARGV[2]) then return 0 end
        if ARGV[3] == '1' then
          redis.call('INCR', KEYS[1])
          redis.call('PEXPIRE', KEYS[1], ARGV[4])
        end
        return 1
        """;

    public bool IsUsed => redis.IsUsed;

    /// <param name="what">Retailer, purpose and key.</param>
    /// <param name="take">Whether a try is taken, or only looked for.</param>
    /// <exception cref="RedisException">Redis gave no answer.</exception>
    public async Task<bool> AskAsync(string what, int tries, TimeSpan within, bool take)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var window = (long)within.TotalMilliseconds;
        var (index, gone) = (now / window, now % window / (double)window);
        var name = redis.Name("tries:") + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)))[..32];
        var answer = await redis.Database.ScriptEvaluateAsync(Script,
            [new RedisKey($"{{{name}}}:{index}"), new RedisKey($"{{{name}}}:{index - 1}")],   // in braces: one slot of a cluster
            [(1 - gone).ToString("R", CultureInfo.InvariantCulture), tries, take ? 1 : 0, 2 * window]);
        return (int)answer == 1;
    }
}
