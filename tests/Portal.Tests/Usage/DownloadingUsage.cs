using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Tests.Importing;
using OrchardCore.Portal.Usage.Downloads;
using OrchardCore.Portal.Usage.Intervals;
using static OrchardCore.Portal.Tests.Usage.GettingUsage;
using static OrchardCore.Portal.Tests.Usage.MeterHome;

namespace OrchardCore.Portal.Tests.Usage;

public sealed class DownloadingUsage(MeterHome home) : IClassFixture<MeterHome>
{
    private static readonly XNamespace Espi = "http://naesb.org/espi";

    private static string Solar(string meter) => $"""
        {Stream(meter, "B1", "B1", unit: "Wh")}
        {Day(new(2026, 4, 4), 125)}
        {Day(new(2026, 4, 5), 130)}
        {Stream(meter, "E1", "E1")}
        {Day(new(2026, 4, 4), 0.250m)}
        {Day(new(2026, 4, 5), 0.125m, "V")}
        400,1,10,A,,
        400,11,20,S14,53,Tariff change
        400,21,24,N,,
        400,25,48,F18,,
        """;

    [Theory]
    [InlineData("nem12", "4103000021")]
    [InlineData("espi", "4103000022")]
    public async Task What_is_downloaded_and_handed_in_again_is_what_was_there(string format, string meter)
    {
        var priya = await home.WithAsync(meter, "1;Solar export", Solar(meter));
        var before = await StoredAsync(meter);
        var file = await priya.ReadAsync($"/usage/download?service={meter}&from=2026-04-04&to=2026-04-05&format={format}");
        await home.Portal.DataAsync("lumen", async db =>
        {
            await db.IntervalDays.Where(day => day.MeterNumber == meter).ExecuteDeleteAsync();
            await db.MeterChannels.Where(channel => channel.MeterNumber == meter).ExecuteDeleteAsync();
        });

        var told = await home.Portal.HandInAsync($"{format}.{(format == "espi" ? "xml" : "csv")}", file);

        Assert.True(told.State == "Applied", string.Join("; ", told.Problems));
        Assert.Equal(before, await StoredAsync(meter));
    }

    [Fact]
    public async Task The_market_file_is_written_as_the_market_writes_it()
    {
        var priya = await home.WithAsync("4103000023", "1;Solar export", Solar("4103000023"));
        var answer = await priya.GetAsync("/usage/download?service=4103000023&from=2026-04-05&to=2026-04-05&format=nem12");
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("attachment; filename=\"nem12-4103000023-2026-04-05-to-2026-04-05.csv\"", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.Matches("^100,NEM12,[0-9]{12},LUMEN,CUSTOMER$", lines[0]);
        Assert.Equal("200,4103000023,E1E2B1,B1,B1,N1,SER1,WH,30,", lines[1]);
        Assert.StartsWith("300,20260404,125,125,", lines[2], StringComparison.Ordinal);   // its last hour is the first of the fifth in Sydney
        Assert.StartsWith("300,20260405,130,130,", lines[3], StringComparison.Ordinal);
        Assert.EndsWith(",A,,,20260406120000,", lines[3], StringComparison.Ordinal);
        Assert.Equal(["400,1,10,A,,", "400,11,20,S14,53,Tariff change", "400,21,24,N,,", "400,25,48,F18,,", "900"], lines[7..]);
    }

    [Fact]
    public async Task Green_Button_has_what_readers_look_for()
    {
        var priya = await home.WithAsync("4103000024", "1;Solar export", Solar("4103000024"));
        var feed = XDocument.Parse(await priya.ReadAsync("/usage/download?service=4103000024&from=2026-04-04&to=2026-04-05&format=espi"));

        var types = feed.Descendants(Espi + "ReadingType").ToList();
        Assert.Equal(["19", "1"], types.Select(type => type.Element(Espi + "flowDirection")!.Value));   // the sun goes back, the rest comes
        Assert.All(types, type => Assert.Equal(("72", "36", "1800"), (type.Element(Espi + "uom")!.Value, type.Element(Espi + "currency")!.Value, type.Element(Espi + "intervalLength")!.Value)));
        Assert.Equal(48 + 48 + 48 + 44, feed.Descendants(Espi + "IntervalReading").Count());   // what is missing is left out
        Assert.Equal(17_500, feed.Descendants(Espi + "IntervalBlock").Skip(2).Descendants(Espi + "value").Sum(value => long.Parse(value.Value, CultureInfo.InvariantCulture)));
        var time = feed.Descendants(Espi + "LocalTimeParameters").Single();
        Assert.Equal(("36000", "3600", "A40E2000", "440E3000"), (time.Element(Espi + "tzOffset")!.Value, time.Element(Espi + "dstOffset")!.Value, time.Element(Espi + "dstStartRule")!.Value, time.Element(Espi + "dstEndRule")!.Value));
        Assert.Equal(Unix(new DateTime(2026, 4, 3, 14, 0, 0)), feed.Descendants(Espi + "start").First().Value);
    }

    [Fact]
    public async Task The_spreadsheet_has_every_interval_with_its_offset_and_no_formulas()
    {
        var priya = await home.WithAsync("4103000025", "=cmd;Solar export", Solar("4103000025"), At("4103000025", new(2026, 4, 8), 5, "=cmd"), At("4103000025", new(2026, 4, 9), 9, "=cmd"));
        var rows = (await priya.ReadAsync("/usage/download?service=4103000025&from=2026-04-04&to=2026-04-09&format=csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Contains("4103000025,Solar export,sent to the grid,2026-04-05T02:30:00+11:00,2026-04-05T02:00:00+10:00,0.13,kWh,actual,,B1", rows);
        Assert.Contains("4103000025,Solar export,sent to the grid,2026-04-05T02:30:00+10:00,2026-04-05T03:00:00+10:00,0.13,kWh,actual,,B1", rows);
        Assert.Contains(rows, row => row.EndsWith(",kWh,estimated (S14),,E1", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.EndsWith(",,kWh,missing,,E1", StringComparison.Ordinal));
        Assert.Equal("4103000025,\"'=cmd\",used,2026-04-08T00:00:00+10:00,2026-04-09T00:00:00+10:00,4,kWh,actual,,", rows[^1]);   // by readings
        Assert.DoesNotContain(rows, row => row.Contains(",=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_day_of_summer_is_given_whole_though_the_market_has_it_in_two()
    {
        var priya = await home.WithAsync("4103000081", "1", $"{Stream("4103000081", "E1")}\n{Day(new(2026, 1, 13), 0.1m)}\n{Day(new(2026, 1, 14), 0.2m)}\n{Day(new(2026, 1, 15), 0.3m)}");
        var path = "/usage/download?service=4103000081&from=2026-01-14&to=2026-01-14&format=";

        var starts = XDocument.Parse(await priya.ReadAsync(path + "espi")).Descendants(Espi + "timePeriod").Select(period => period.Element(Espi + "start")!.Value).ToList();
        Assert.Equal((48, Unix(new DateTime(2026, 1, 13, 13, 0, 0)), Unix(new DateTime(2026, 1, 14, 12, 30, 0))), (starts.Count, starts[0], starts[^1]));
        Assert.Equal(["20260113", "20260114"], (await priya.ReadAsync(path + "nem12")).Split("\r\n").Where(line => line.StartsWith("300,", StringComparison.Ordinal)).Select(line => line.Split(',')[1]));
        Assert.Equal(49, (await priya.ReadAsync(path + "csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task An_amount_of_a_month_is_listed_once_whichever_of_its_days_are_asked_for_and_has_no_place_in_the_market_file()
    {
        var priya = await home.WithAsync("4103000082", "1", "");
        await home.Portal.HandInAsync("reads.csv", "100,NEM13,202607021200,MDP,RETAILER\n250,4103000082,11,11,11,11,SER1,E,001000,20260520000000,A,,,001300,20260703000000,A,,,300,kWh,20261001,20260702120000,\n900\n");

        foreach (var days in new[] { "from=2026-06-10&to=2026-06-12", "from=2026-05-01&to=2026-07-31", "from=2026-06-10&to=2026-07-31" })
            Assert.Equal(["4103000082,1,used,2026-05-20T00:00:00+10:00,2026-07-03T00:00:00+10:00,300,kWh,actual,,11"],
                (await priya.ReadAsync($"/usage/download?service=4103000082&{days}&format=csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1));
        Assert.DoesNotContain("name=\"format\" value=\"nem12\"", await priya.ReadAsync("/usage"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Pacific/Auckland", "9E0E2000", "440E3000")]   // from the last Sunday of September, which in two years is the fourth, to the first of April
    [InlineData("Europe/Berlin", "3E0E2000", "AE0E3000")]
    [InlineData("America/New_York", "360E2000", "B40E2000")]
    public void Zones_say_their_rules_as_ESPI_writes_them(string zone, string start, string end)
    {
        foreach (var year in new[] { 2024, 2026, 2030 })
            Assert.Equal((start, end), EspiTime.Of(TimeZoneInfo.FindSystemTimeZoneById(zone), new DateTime(year, 6, 1)) is var time ? (time.DstStart, time.DstEnd) : default);
    }

    [Theory, InlineData("csv"), InlineData("nem12"), InlineData("espi")]
    public async Task Nobody_gets_what_was_counted_before_they_moved_in_or_after_they_left(string format)
    {
        var meter = format switch { "csv" => "4103000026", "nem12" => "4103000027", _ => "4103000028" };
        var (old, next) = (await home.Portal.SignedInAsync("lumen", $"old{meter}@home.example", "8" + meter[7..]), await home.Portal.SignedInAsync("lumen", $"next{meter}@home.example", "9" + meter[7..]));
        await home.Portal.AddAsync("lumen", Service(meter, new(2020, 1, 1), new(2026, 1, 14), "8" + meter[7..]), Service(meter, new(2026, 1, 15), account: "9" + meter[7..]));
        // In summer the market's day goes on for an hour of the next one at home.
        await home.HandInAsync($"{Stream(meter, "E1")}\n{Day(new(2026, 1, 13), 0.111m)}\n{Day(new(2026, 1, 14), 0.222m)}\n{Day(new(2026, 1, 15), 0.333m)}");
        var path = $"/usage/download?service={meter}&from=2026-01-01&to=2026-01-31&format={format}";

        var (olds, nexts) = (WithoutTimes(await old.ReadAsync(path)), await next.ReadAsync(path));

        Assert.Equal((48, 46, 0), (Count(olds, "111"), Count(olds, "222"), Count(olds, "333")));
        Assert.Equal((0, 2, 48), (Count(nexts, "111"), Count(nexts, "222"), Count(nexts, "333")));
        Assert.Equal(HttpStatusCode.NotFound, (await home.Portal.SignedInAsync("lumen", $"other{meter}@home.example", "7" + meter[7..]) is var other ? await other.GetAsync(path) : null!).StatusCode);

        // Whoever has left without a word of it is gone with the disconnection, and with the next account at the latest.
        var left = "8" + meter[7..];
        foreach (var ends in new[] { (ServiceStatus.Disconnected, new DateOnly?(new(2026, 1, 14))), (ServiceStatus.Connected, null) })
        {
            await home.Portal.DataAsync("lumen", db => db.EnergyServices.Where(service => service.MeterNumber == meter && service.AccountNumber == left).ExecuteUpdateAsync(service => service
                .SetProperty(one => one.MoveOutOn, (DateOnly?)null).SetProperty(one => one.Status, ends.Item1).SetProperty(one => one.StatusOn, ends.Item2)));
            Assert.Equal(olds, WithoutTimes(await old.ReadAsync(path)), ignoreLineEndingDifferences: true);
        }

        int Count(string text, string value) => text.Split([$"0.{value},", $">{value}<"], StringSplitOptions.None).Length - 1;
    }

    [Fact]
    public async Task Days_that_make_no_sense_are_said_and_the_menu_offers_what_there_is()
    {
        var priya = await home.WithAsync("4103000029", "1", $"{Stream("4103000029", "E1")}\n{Days(new(2026, 4, 4), 2, 0.5m)}");
        foreach (var days in new[] { "from=2026-04-05&to=2026-04-04", "from=x&to=", "from=2001-01-01&to=2026-04-05" })
            Assert.Contains("Choose the days of your download", await priya.FollowAsync(await priya.GetAsync($"/usage/download?service=4103000029&{days}&format=csv")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await priya.GetAsync("/usage/download?service=4103000029&from=2026-04-04&to=2026-04-05&format=exe")).StatusCode);

        Assert.Contains("name=\"format\" value=\"nem12\"", await priya.ReadAsync("/usage"), StringComparison.Ordinal);
        var tom = await home.WithAsync("77", "1", "", At("77", new(2026, 4, 1), 0), At("77", new(2026, 4, 3), 10));
        Assert.DoesNotContain("name=\"format\" value=\"nem12\"", await tom.ReadAsync("/usage"), StringComparison.Ordinal);   // readings have no place in it
        var feed = XDocument.Parse(await tom.ReadAsync("/usage/download?service=77&from=2026-04-01&to=2026-04-02&format=espi"));
        Assert.Equal(["5000", "5000"], feed.Descendants(Espi + "value").Select(value => value.Value));
    }

    private async Task<List<string>> StoredAsync(string meter) => [.. (await home.Portal.ReadAsync("lumen", db => db.IntervalDays.AsNoTracking().Where(day => day.MeterNumber == meter).ToListAsync()))
        .OrderBy(day => day.Channel, StringComparer.Ordinal).SelectMany(day => Interval.Of(day).Where(one => one.Value is not null)
            .Select(one => $"{day.Channel} {day.Day:O} {one.StartsAt:O} {one.Seconds} {MeterUnits.Shown(day.Unit, "kWh")!.Value.Factor * one.Value:0.######} {one.Quality.Flag}"))];

    // What the file says of the moment in which it was made.
    private static string WithoutTimes(string file) => Regex.Replace(file, "^100,.*|<(published|updated)>[^<]*<", "", RegexOptions.Multiline);

    private static string Unix(DateTime utc) => new DateTimeOffset(utc, TimeSpan.Zero).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
