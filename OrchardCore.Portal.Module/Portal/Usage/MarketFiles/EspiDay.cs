using OrchardCore.Portal.Usage.Intervals;

namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>A day of an ESPI stream. Intervals that follow each other with one length are a stretch; small holes between those of a length are values that are missing.</summary>
internal sealed class EspiDay(IReadOnlyList<string> names, string channel, EspiStreamType type, EspiDayValues values, Guid batch) : MeterDay
{
    private const int CostDecimals = 5;

    // In intervals: of a longer hole a new stretch says the same with two numbers, and seconds that lie a day apart do not become a day of seconds.
    private const int LongestHole = 300;

    /// <summary>In the stream's unit, whatever their signs.</summary>
    public decimal Largest => values.Intervals.Sum(one => Math.Abs(one.Value)) * type.Scale;

    public override IReadOnlyList<string> Names => names;
    public override string Channel => channel;
    public override DateOnly Day => values.Day;
    public override DateTime? UpdatedAt => values.UpdatedAt;
    public override string Key => $"{names[0]}\u001f{channel}\u001f{Day.DayNumber}\u001f{UpdatedAt?.Ticks}";

    public override IntervalDay ToRow()
    {
        var all = values.Intervals;
        var first = all[0].Start;
        var decimals = all.Max(one => one.Value.Scale);
        List<Stretch> stretches = [], costs = [];
        List<Quality> qualities = [];
        List<Tariff> tariffs = [];
        for (var (at, next) = (0, 0); at < all.Count; at = next)
        {
            var (start, seconds) = (all[at].Start, all[at].Seconds);
            List<long> own = [], paid = [];
            for (next = at; next < all.Count && all[next].Seconds == seconds && (next == at || seconds > 0 && Fits(all[next].Start - start - (long)own.Count * seconds, seconds)); next++)
            {
                for (; start + (long)own.Count * seconds < all[next].Start; qualities.Add(Quality.None), tariffs.Add(default)) { own.Add(Stretch.Missing); paid.Add(Stretch.Missing); }
                own.Add((long)(all[next].Value * Power(decimals)));
                paid.Add(all[next].Cost ?? Stretch.Missing);
                qualities.Add(EspiQuality.Of(all[next].Quality));
                tariffs.Add(all[next].Tariff);
            }
            stretches.Add(new((int)(start - first), seconds, own.ToArray()));
            costs.Add(new((int)(start - first), seconds, paid.ToArray()));
        }
        var end = all.Max(one => one.Start + one.Seconds);
        return new IntervalDay
        {
            MeterNumber = Meter,
            Channel = channel,
            Day = Day,
            StartsAt = DateTime.UnixEpoch.AddSeconds(first),
            EndsAt = DateTime.UnixEpoch.AddSeconds(end),
            Seconds = all[0].Seconds,
            Unit = type.Unit,
            Values = PackedValues.Pack(decimals - type.Multiplier, [.. stretches]),
            Qualities = QualityRuns.Pack(Runs(qualities)),
            Costs = all.Any(one => one.Cost is not null) ? PackedValues.Pack(CostDecimals, [.. costs]) : null,
            Tariffs = TariffRuns.Pack(tariffs),
            Total = all.Sum(one => one.Value) * type.Scale,
            Estimated = qualities.Count(quality => quality.IsGuess),
            Missing = qualities.Count(quality => quality.Flag == QualityFlag.None),
            UpdatedAt = UpdatedAt,
            BatchId = batch,
        };
    }

    public override MeterChannel ToChannel() => new()
    {
        MeterNumber = Meter,
        Channel = channel,
        Kind = type.Kind,
        Flow = type.IsExport ? FlowDirection.FromCustomer : FlowDirection.ToCustomer,
        Currency = type.Currency,
        BatchId = batch,
    };

    /// <summary>
    /// With what is stored of the day and this feed does not say: in summer a feed of a month ends within a day of standard time, and the next one goes
    /// on there. Of an interval that both have, the later update holds.
    /// </summary>
    public EspiDay With(IntervalDay stored)
    {
        IReadOnlyList<EspiValue> known = [.. Interval.Of(stored).Where(one => one.Value is not null).Select(ToValue).OrderBy(one => one.Start)];
        // A stream that came in another unit or scale before, so that its numbers do not fit beside these, begins anew.
        if (stored.Unit != type.Unit || known.Any(one => Math.Abs(one.Value) > MeterDays.Largest)) return this;
        var isOlder = stored.UpdatedAt > UpdatedAt;
        var (held, other) = (isOlder ? known : values.Intervals, isOlder ? values.Intervals : known);
        List<EspiValue> kept = [.. Besides(other, held)];
        return !isOlder && kept.Count == 0 ? this
            : new(names, channel, type, values with { Intervals = [.. held.Concat(kept).OrderBy(one => one.Start)], UpdatedAt = isOlder ? stored.UpdatedAt : UpdatedAt }, batch) { Meter = Meter };
    }

    private EspiValue ToValue(Interval one) => new(new DateTimeOffset(one.StartsAt).ToUnixTimeSeconds(), one.Seconds, decimal.Round(one.Value!.Value / type.Scale, 6),
        one.Cost is { } cost ? (long)decimal.Round(cost * 100_000) : null, (short)EspiQuality.NumberOf(one.Quality), one.Tariff, 0);

    /// <summary>Those that none of the others touches; all in the order of their starts.</summary>
    private static IEnumerable<EspiValue> Besides(IEnumerable<EspiValue> ones, IReadOnlyList<EspiValue> others)
    {
        var (next, until) = (0, long.MinValue);
        foreach (var one in ones)
        {
            for (; next < others.Count && others[next].Start < End(one); next++) until = Math.Max(until, End(others[next]));
            if (until <= one.Start) yield return one;
        }
    }

    // What comes at an instant has no length; twice the same instant it shall not come.
    private static long End(EspiValue one) => one.Start + Math.Max(1, one.Seconds);

    private static bool Fits(long hole, int seconds) => hole >= 0 && hole % seconds == 0 && hole <= (long)LongestHole * seconds;

    private static List<QualityRun> Runs(List<Quality> qualities)
    {
        List<QualityRun> runs = [];
        foreach (var quality in qualities)
            if (runs.Count > 0 && runs[^1].Quality == quality) runs[^1] = new(runs[^1].Count + 1, quality);
            else runs.Add(new(1, quality));
        return runs;
    }

    private static decimal Power(int decimals) => decimals == 0 ? 1 : 10 * Power(decimals - 1);
}
