using System.Collections.Concurrent;

namespace OrchardCore.Portal.BackOffice.Overview;

/// <summary>
/// What was counted over all of a retailer's accounts, for five minutes: each such count reads a table from end to end, and the overview is opened all day.
/// Each process keeps its own.
/// </summary>
internal sealed class KeptCounts(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(string Retailer, Type What), (DateTimeOffset Until, object Counted)> _kept = new();

    /// <typeparam name="T">What was counted, and the name that it is kept by: figures alone, since who sees them may differ.</typeparam>
    public async Task<T> OfAsync<T>(string retailer, Func<Task<T>> count) where T : class
    {
        var now = clock.GetUtcNow();
        if (_kept.TryGetValue((retailer, typeof(T)), out var kept) && now < kept.Until) return (T)kept.Counted;
        var counted = await count();
        _kept[(retailer, typeof(T))] = (now + Kept, counted);
        return counted;
    }
}
