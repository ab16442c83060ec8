using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Usage.Intervals;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Downloads;

/// <summary>
/// The market's days as NEM12 (AEMO, Meter Data File Format Specification NEM12 &amp; NEM13): 200 for each stream, 300 for each day, 400 where a day
/// has several qualities. A market day that the chosen days touch is whole; intervals of somebody else's time are null data, whatever was stored.
/// </summary>
internal sealed class Nem12Answer(DownloadSpan span, PortalDb db, Retailer retailer, RetailerCalendar calendar) : IResult
{
    private static readonly TimeSpan Market = TimeSpan.FromHours(10);

    /// <summary>Whether a service has days that NEM12 can hold: those of a supply point in the market.</summary>
    public static async Task<bool> CanAsync(PortalDb db, ServiceMeter meter, CancellationToken stop)
    {
        var channels = InMarket(meter).Select(channel => channel.Channel).ToList();
        return channels.Count > 0 && await db.IntervalDays.Of(meter.Time).AnyAsync(day => channels.Contains(day.Channel) && (day.Seconds == 300 || day.Seconds == 600 || day.Seconds == 900 || day.Seconds == 1800), stop);
    }

    public async Task ExecuteAsync(HttpContext context)
    {
        var stop = context.RequestAborted;
        context.Response.ContentType = "text/csv; charset=us-ascii";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{span.FileName("nem12", "csv")}\"";
        await using var text = new StreamWriter(context.Response.Body, Encoding.ASCII, 1 << 15, leaveOpen: true) { NewLine = "\r\n" };
        var sender = Plain(retailer.Id.ToUpperInvariant());
        await text.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"100,NEM12,{calendar.UtcNow + Market:yyyyMMddHHmm},{sender[..Math.Min(10, sender.Length)]},CUSTOMER"));
        foreach (var service in span.Subject.Services)
        {
            var meter = span.Names[service].Meter;
            foreach (var channel in InMarket(meter))
            {
                (string Unit, int Seconds) under = default;
                await foreach (var day in span.StoredAsync(db.IntervalDays.Of(meter.Time).Where(day => day.Channel == channel.Channel), calendar, stop))
                {
                    if (PackedValues.Unpack(day.Values) is not (var decimals, [{ Offset: 0 } stretch]) || !IsMarketDay(day, stretch)) continue;
                    if (under != (day.Unit, day.Seconds)) await text.WriteLineAsync(Stream(channel, day));
                    under = (day.Unit, day.Seconds);
                    foreach (var line in Lines(day, stretch, decimals, meter.Time)) await text.WriteLineAsync(line);
                }
            }
        }
        await text.WriteLineAsync("900");
    }

    private static IEnumerable<MeterChannel> InMarket(ServiceMeter meter) => meter.Channels.Values.Where(channel => channel.SupplyPoint != "").OrderBy(channel => channel.Channel, StringComparer.Ordinal);

    private static bool IsMarketDay(IntervalDay day, Stretch stretch) =>
        day.StartsAt == day.Day.ToDateTime(TimeOnly.MinValue) - Market && stretch.Seconds is 300 or 600 or 900 or 1800 && stretch.Values.Length * stretch.Seconds == 86_400;

    private static string Stream(MeterChannel channel, IntervalDay day) => string.Join(',', "200", channel.SupplyPoint, channel.Configuration, channel.Register, channel.Channel, channel.Stream, channel.Serial,
        day.Unit.ToUpperInvariant(), (day.Seconds / 60).ToString(CultureInfo.InvariantCulture), channel.NextReadOn?.ToString("yyyyMMdd", CultureInfo.InvariantCulture));

    private static IEnumerable<string> Lines(IntervalDay day, Stretch stretch, int decimals, Occupancy own)
    {
        var values = stretch.Values.ToArray();
        var qualities = QualityRuns.Unpack(day.Qualities, values.Length).SelectMany(run => Enumerable.Repeat(run.Quality, run.Count)).ToArray();
        for (var at = 0; at < values.Length; at++)
            if (day.StartsAt.AddSeconds(at * stretch.Seconds) is var start && (start < own.From || start.AddSeconds(stretch.Seconds) > own.To)) (values[at], qualities[at]) = (Stretch.Missing, Quality.None);
        List<(int From, int To, Quality Quality)> runs = [];
        for (var at = 0; at < qualities.Length; at++)
            if (runs.Count > 0 && runs[^1].Quality == qualities[at]) runs[^1] = runs[^1] with { To = at + 1 };
            else runs.Add((at + 1, at + 1, qualities[at]));

        // A null value is nought with the quality N.
        var numbers = string.Join(',', values.Select(value => value == Stretch.Missing ? "0" : PackedValues.Number(value, decimals).ToString(CultureInfo.InvariantCulture)));
        var updated = day.UpdatedAt is { } version ? (version + Market).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) : "";
        yield return string.Create(CultureInfo.InvariantCulture, $"300,{day.Day:yyyyMMdd},{numbers},{(runs.Count == 1 ? Words(runs[0].Quality) : "V,,")},{updated},");
        if (runs.Count > 1)
            foreach (var run in runs) yield return string.Create(CultureInfo.InvariantCulture, $"400,{run.From},{run.To},{Words(run.Quality)}");
    }

    private static string Words(Quality quality) => $"{quality.Code},{quality.Reason},{Plain(quality.Text)}";
    private static string Plain(string text) => text.Replace(',', ' ').Replace('"', ' ');
}
