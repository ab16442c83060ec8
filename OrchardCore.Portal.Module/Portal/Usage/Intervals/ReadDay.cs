namespace OrchardCore.Portal.Usage.Intervals;

/// <summary>One of the retailer's days, from midnight to midnight, with what the channels of a service counted.</summary>
/// <param name="StartsAt">UTC; <paramref name="EndsAt"/> is 23, 24 or 25 hours later.</param>
internal sealed record ReadDay(DateOnly Day, DateTime StartsAt, DateTime EndsAt, IReadOnlyList<ReadChannel> Channels);

/// <summary>A channel's intervals of a day, in the unit that is shown.</summary>
internal sealed record ReadChannel(MeterChannel Channel, string Unit, IReadOnlyList<Interval> Intervals)
{
    public decimal Total => Intervals.Sum(one => one.Value ?? 0);
    public int Estimated => Intervals.Count(one => one.IsGuess);
    public int Missing => Intervals.Count(one => one.Value is null);

    /// <summary>Null where no interval says what it cost.</summary>
    public decimal? Cost => Intervals.Any(one => one.Cost is not null) ? Intervals.Sum(one => one.Cost ?? 0) : null;

    /// <returns>Null where it measures something else than is wanted.</returns>
    public static ReadChannel? Of(MeterChannel channel, string unit, string wanted, IEnumerable<Interval> intervals) => MeterUnits.Shown(unit, wanted) is not var (shown, factor) ? null
        : new(channel, shown, factor == 1 ? [.. intervals] : [.. intervals.Select(one => one with { Value = one.Value * factor })]);
}

/// <summary>A channel's sum of one of the retailer's days.</summary>
/// <param name="Count">Intervals with a value; <paramref name="Estimated"/> of them are estimates or substitutes.</param>
/// <param name="Missing">Intervals inside the day's record that have no value. A day that nobody sent is not there at all.</param>
/// <param name="Covered">How much of the day has a value.</param>
internal sealed record DayTotal(DateOnly Day, MeterChannel Channel, decimal Total, string Unit, decimal? Cost, int Count, int Estimated, int Missing, TimeSpan Covered)
{
    /// <summary>"Peak": of which rate it is the sum; empty where the day is not split.</summary>
    public string Rate { get; init; } = "";

    /// <summary>How much of the customer's part of the day has no value: whether it was sent as missing, or not at all; of the channel, over all its rates.</summary>
    public TimeSpan Lacking { get; init; }

    public DayTotal With(DayTotal other) => this with
    {
        Total = Total + other.Total,
        Cost = Cost is null && other.Cost is null ? null : (Cost ?? 0) + (other.Cost ?? 0),
        Count = Count + other.Count,
        Estimated = Estimated + other.Estimated,
        Missing = Missing + other.Missing,
        Covered = Covered + other.Covered,
    };
}
