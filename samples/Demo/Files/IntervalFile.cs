using System.Globalization;
using System.Text;
using OrchardCore.Portal.Demo.Billing;
using OrchardCore.Portal.Demo.Metering;
using OrchardCore.Portal.Demo.People;

namespace OrchardCore.Portal.Demo.Files;

/// <summary>
/// NEM12 of the meters that count by half hours: the registers of what is used make up the stream E1, controlled load is E2, the sun B1. The days
/// are the market's (AEST), while a household lives by its own clock; together the half hours are what the dials counted.
/// </summary>
internal static class IntervalFile
{
    private const int DaysBack = 790;   // two years to compare
    private static readonly TimeSpan s_market = TimeSpan.FromHours(10), s_half = TimeSpan.FromMinutes(30);
    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.FindSystemTimeZoneById("Australia/Sydney");

    public static byte[]? Write(IReadOnlyList<Books> all, DateOnly today)
    {
        var text = new StringBuilder();
        foreach (var books in all)
            foreach (var supply in books.Account.Supplies.Where(supply => supply.HasIntervals))
                foreach (var stream in books.Meters.Of(supply).GroupBy(dial => dial.Register.Name switch { "Solar export" => "B1", "Controlled load" => "E2", _ => "E1" }).OrderBy(stream => stream.Key, StringComparer.Ordinal))
                    Add(text, supply, stream.Key, [.. stream], today);
        return text.Length == 0 ? null : Encoding.ASCII.GetBytes($"100,NEM12,{today:yyyyMMdd}0400,DEMOMDP,LUMEN\n{text}900\n");
    }

    private static void Add(StringBuilder text, Supply supply, string suffix, Dial[] dials, DateOnly today)
    {
        text.Append(CultureInfo.InvariantCulture, $"200,{supply.Meter},E1E2B1,{suffix},{suffix},N1,{supply.Meter[^6..]},kWh,30,\n");
        var values = new Dictionary<DateTime, long>();
        for (var day = today.AddDays(-DaysBack - 1); day < today; day = day.AddDays(1)) Spread(values, dials, day);
        for (var day = today.AddDays(-DaysBack); day < today.AddDays(-1); day = day.AddDays(1))
        {
            // Three days did not come at all: nobody knows why.
            if (Trouble.IsSilent(day, today)) continue;
            var start = new DateTime(day, TimeOnly.MinValue) - s_market;
            text.Append(CultureInfo.InvariantCulture, $"300,{day:yyyyMMdd}");
            for (var half = 0; half < 48; half++) text.Append(CultureInfo.InvariantCulture, $",{values.GetValueOrDefault(start + half * s_half) / 1000m:0.000}");
            var quality = Trouble.IsCut(day, today) ? "V,," : Trouble.IsSubstituted(supply.Meter, day) ? "S14,53,Meter could not be read" : "A,,";
            text.Append(CultureInfo.InvariantCulture, $",{quality},{day.AddDays(1):yyyyMMdd}031500,\n");
            if (Trouble.IsCut(day, today)) text.Append("400,1,27,A,,\n400,28,30,S14,53,Meter could not be read\n400,31,39,N,,\n400,40,48,A,,\n");
        }
    }

    private static void Spread(Dictionary<DateTime, long> values, Dial[] dials, DateOnly day)
    {
        List<DateTime> halves = [];
        var end = Utc(day.AddDays(1));
        for (var at = Utc(day); at < end; at += s_half) halves.Add(at);
        var clock = halves.ConvertAll(at => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(at, s_zone)));
        foreach (var dial in dials)
            foreach (var (at, value) in halves.Zip(DayShape.Of(dial, day, clock))) values[at] = values.GetValueOrDefault(at) + value;

        DateTime Utc(DateOnly of) => TimeZoneInfo.ConvertTimeToUtc(of.ToDateTime(TimeOnly.MinValue), s_zone);
    }
}
