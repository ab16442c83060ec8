using OrchardCore.Portal.Usage.Intervals;

namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>A day of an ESPI stream. Intervals that follow each other with one length are a stretch; holes between those of a length are values that are missing.</summary>
internal sealed class EspiDay(IReadOnlyList<string> names, string channel, EspiStreamType type, EspiDayValues values, Guid batch) : MeterDay
{
    private const int CostDecimals = 5;
    private const int LongestHole = 86_400;

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

    private static bool Fits(long hole, int seconds) => hole >= 0 && hole % seconds == 0 && hole <= LongestHole;

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
