using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Usage.Consumption;
using OrchardCore.Portal.Usage.Intervals;
using OrchardCore.Portal.Usage.MarketFiles;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Downloads;

/// <summary>A day of a stream: in the unit of the file that it came in.</summary>
internal sealed record EspiBlock(DateOnly Day, DateTime StartsAt, DateTime EndsAt, DateTime? UpdatedAt, string Unit, IReadOnlyList<Interval> Intervals);

/// <summary>What becomes a MeterReading: a channel with intervals, or a register of which days are known by readings.</summary>
/// <param name="Multiplier">The power of ten that makes all its values whole: of ESPI's list 9, 6, 3, 0, -3, -6 and on.</param>
internal sealed record EspiStream(string Id, string Title, bool IsExport, int Uom, int Multiplier, int Seconds, string Currency, Func<CancellationToken, IAsyncEnumerable<EspiBlock>> BlocksAsync)
{
    private const int MostDecimals = 3;   // of a share of readings that lie days apart

    public long Scaled(decimal value, string unit)
    {
        var zeros = EspiUnits.Of(unit)!.Value.Zeros - Multiplier;
        for (; zeros > 0; zeros--) value *= 10;
        for (; zeros < 0; zeros++) value /= 10;
        return (long)decimal.Round(value);
    }

    public static async Task<IReadOnlyList<EspiStream>> OfAsync(PortalDb db, EnergyService service, DownloadSpan span, RetailerCalendar calendar, CancellationToken stop)
    {
        var names = span.Names[service];
        var (meter, start, end) = (names.Meter, calendar.StartOf(span.From), calendar.StartOf(span.To.AddDays(1)));
        List<EspiStream> streams = [];
        foreach (var channel in meter.Channels.Values.Where(names.Has).OrderBy(channel => channel.Channel, StringComparer.Ordinal))
        {
            var days = db.IntervalDays.Of(meter.Time).Where(day => day.Channel == channel.Channel);
            // Twice through the days: a reader is told first how all values are scaled.
            var (least, seconds, unit) = (int.MaxValue, 0, "");
            await foreach (var day in span.StoredAsync(days, calendar, stop))
            {
                if (EspiUnits.Of(day.Unit) is not { } known) continue;
                (least, seconds, unit) = (Math.Min(least, known.Zeros - PackedValues.Unpack(day.Values).Decimals), day.Seconds, day.Unit);
            }
            if (unit == "") continue;
            streams.Add(new(channel.Channel, names.Of(channel, ""), names.IsExport(channel), EspiUnits.Of(unit)!.Value.Uom, Math.Min(9, (int)Math.Floor(least / 3.0) * 3), seconds, channel.Currency,
                token => DaysAsync(span.StoredAsync(days, calendar, token), unit, one => one.IsIn(meter.Time) && one.StartsAt < end && one.EndsAt > start)));
        }
        if (streams.Count == 0) streams.AddRange(await ByReadingsAsync(db, service, names, span, calendar, stop));
        return streams;
    }

    private static async IAsyncEnumerable<EspiBlock> DaysAsync(IAsyncEnumerable<IntervalDay> days, string unit, Func<Interval, bool> isAsked)
    {
        var uom = EspiUnits.Of(unit)!.Value.Uom;
        await foreach (var day in days)
            if (EspiUnits.Of(day.Unit)?.Uom == uom && Interval.Of(day).Where(isAsked).ToList() is { Count: > 0 } intervals && intervals.Exists(one => one.Value is not null))
                yield return new(day.Day, intervals[0].StartsAt, intervals[^1].EndsAt, day.UpdatedAt, day.Unit, intervals);
    }

    private static async Task<IReadOnlyList<EspiStream>> ByReadingsAsync(PortalDb db, EnergyService service, ChannelNames names, DownloadSpan span, RetailerCalendar calendar, CancellationToken stop)
    {
        if (EspiUnits.Of(service.Unit) is not { } known) return [];
        var uses = (await DayUse.OfAsync(db, names, calendar, span.From, span.To, stop)).Where(use => !use.IsSilent).GroupBy(use => use.Register);
        return [.. uses.Select(register => new EspiStream(register.Key, UsageWords.RegisterOf(register.Key), UsageWords.IsExport(register.Key), known.Uom, Math.Min(9, (int)Math.Floor((known.Zeros - MostDecimals) / 3.0) * 3), 86_400, "",
            _ => register.OrderBy(use => use.Day).Select(use => BlockOf(use, service.Unit, calendar)).ToAsyncEnumerable()))];
    }

    private static EspiBlock BlockOf(DayUse use, string unit, RetailerCalendar calendar)
    {
        var (start, end) = (calendar.StartOf(use.Day), calendar.StartOf(use.Day.AddDays(1)));
        return new(use.Day, start, end, null, unit, [new Interval(start, (int)(end - start).TotalSeconds, decimal.Round(use.Value, MostDecimals), use.IsGuess ? new Quality(QualityFlag.Estimated) : Quality.Actual, null, default)]);
    }
}
