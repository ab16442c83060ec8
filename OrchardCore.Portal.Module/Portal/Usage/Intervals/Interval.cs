using OrchardCore.Portal.EnergyServices;

namespace OrchardCore.Portal.Usage.Intervals;

/// <summary>What was counted between two instants.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="Value">Null where nothing is known: a gap.</param>
/// <param name="Cost">In the channel's currency, where the file says it.</param>
internal readonly record struct Interval(DateTime StartsAt, int Seconds, decimal? Value, Quality Quality, decimal? Cost, Tariff Tariff)
{
    public DateTime EndsAt => StartsAt.AddSeconds(Seconds);
    public bool IsGuess => Value is not null && Quality.IsGuess;

    /// <summary>A stored day's intervals in their order, gaps too.</summary>
    public static IEnumerable<Interval> Of(IntervalDay day)
    {
        var (decimals, stretches) = PackedValues.Unpack(day.Values);
        var (costDecimals, costStretches) = day.Costs is { } costs ? PackedValues.Unpack(costs) : (0, []);
        using var qualities = QualityRuns.Unpack(day.Qualities, stretches.Sum(stretch => stretch.Values.Length)).SelectMany(run => Enumerable.Repeat(run.Quality, run.Count)).GetEnumerator();
        using var tariffs = TariffRuns.Unpack(day.Tariffs).GetEnumerator();
        for (var one = 0; one < stretches.Count; one++)
        {
            var stretch = stretches[one];
            for (var place = 0; place < stretch.Values.Length; place++)
            {
                var quality = qualities.MoveNext() ? qualities.Current : Quality.Actual;
                yield return new Interval(
                    day.StartsAt.AddSeconds(stretch.Offset + (long)place * stretch.Seconds), stretch.Seconds,
                    NumberOf(stretch, place, decimals), quality,
                    one < costStretches.Count ? NumberOf(costStretches[one], place, costDecimals) : null,
                    tariffs.MoveNext() ? tariffs.Current : default);
            }
        }
    }

    /// <summary>Whether all of it is of a customer's time.</summary>
    public bool IsIn(Occupancy time) => StartsAt >= time.From && EndsAt <= time.To;

    private static decimal? NumberOf(Stretch stretch, int place, int decimals) =>
        stretch.Values.Span[place] is var value && value == Stretch.Missing ? null : PackedValues.Number(value, decimals);
}
