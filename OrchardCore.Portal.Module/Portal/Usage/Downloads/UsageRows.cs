using System.Globalization;
using System.Runtime.CompilerServices;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Usage.Consumption;
using OrchardCore.Portal.Usage.Intervals;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Downloads;

/// <summary>Usage as CSV: a row for each interval of each stream, and one for each day that only readings know.</summary>
internal static class UsageRows
{
    private static readonly string[] Headings = ["Meter Number", "Register", "Direction", "Start", "End", "Amount", "Unit", "Quality", "Cost", "Stream"];

    public static CsvAnswer Of(DownloadSpan span, PortalDb db, RetailerCalendar calendar) => new(span.FileName("usage", "csv"), Headings, RowsAsync(span, db, calendar));

    private static async IAsyncEnumerable<IReadOnlyList<CsvValue>> RowsAsync(DownloadSpan span, PortalDb db, RetailerCalendar calendar, [EnumeratorCancellation] CancellationToken stop = default)
    {
        foreach (var service in span.Subject.Services)
        {
            var names = span.Names[service];
            foreach (var (from, to) in span.Months())
            {
                var read = (await DayUse.OfAsync(db, names, calendar, from, to, stop)).Where(use => use is { IsCounted: false, IsSilent: false }).ToLookup(use => use.Day);
                foreach (var day in await IntervalReadings.DaysAsync(db, names.Meter, calendar, from, to, stop, withBegun: from == span.From))
                {
                    foreach (var channel in day.Channels.Where(channel => names.Has(channel.Channel)))
                    {
                        var rateOf = names.RateOf(channel.Channel);
                        foreach (var one in channel.Intervals)
                            yield return Row(service.MeterNumber, names.Of(channel.Channel, rateOf?.Invoke(one) ?? ""), one.StartsAt, one.EndsAt, one.Value, channel.Unit, one.Value is null ? "missing" : one.IsGuess ? $"estimated ({one.Quality.Code})" : "actual", one.Cost, channel.Channel.Channel);
                    }
                    foreach (var use in read[day.Day]) yield return Row(service.MeterNumber, use.Register, day.StartsAt, day.EndsAt, use.Value, service.Unit, use.IsGuess ? "estimated" : "actual", null, "");
                }
            }
        }

        IReadOnlyList<CsvValue> Row(string meter, string register, DateTime start, DateTime end, decimal? value, string unit, string quality, decimal? cost, string stream) =>
        [
            new(meter, false), new(register, false), new(UsageWords.IsExport(register) ? "sent to the grid" : "used", false), new(Local(start), false), new(Local(end), false),
            new(Plain(value), true), new(unit, false), new(quality, false), new(Plain(cost), true), new(stream, false),
        ];

        // With the offset: on the day on which the clocks go back, an hour comes twice.
        string Local(DateTime at) => new DateTimeOffset(calendar.LocalTime(at), calendar.LocalTime(at) - at).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
    }

    private static string Plain(decimal? value) => value?.ToString("0.#########", CultureInfo.InvariantCulture) ?? "";
}
