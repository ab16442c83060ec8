using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Tests.Importing;
using OrchardCore.Portal.Usage.Intervals;
using OrchardCore.Portal.Usage.MarketFiles;
using static OrchardCore.Portal.Tests.Usage.MeterHome;

namespace OrchardCore.Portal.Tests.Usage;

/// <summary>Meter data that is not NEM12: what other meters' readers write.</summary>
public sealed class ImportingOtherMeterData(MeterHome home) : IClassFixture<MeterHome>
{
    [SkippableFact]
    public async Task Published_Green_Button_files_come_to_the_totals_that_others_computed()
    {
        var expected = Expected("meters/greenbutton-").Where(file => file.Value.TryGetProperty("interval_blocks", out var blocks) && blocks.GetInt32() > 0).ToList();
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", [.. new[] { "01", "02", "1", "2", "5446AF3F", "1402026", "NB6WRU", "NET_USAGE" }.Select(meter => GettingUsage.Service(meter, new(2000, 1, 1)))]);
        List<string> faults = [];
        foreach (var file in expected)
        {
            await EmptyAsync(portal);
            var told = await portal.HandInAsync(Path.GetFileName(file.Name), await File.ReadAllBytesAsync(Needs.Corpora(file.Name.Split('/'))));
            var days = await portal.ReadAsync("lumen", db => db.IntervalDays.AsNoTracking().ToListAsync());
            foreach (var channel in file.Value.GetProperty("channels").EnumerateObject())
            {
                // Without a ReadingType nobody can tell what was measured: then the file is refused, with the line.
                if (channel.Value.GetProperty("reading_type") is not { ValueKind: JsonValueKind.Object } type || !type.TryGetProperty("uom", out var uom))
                {
                    if (told.State != "Rejected" || !told.Problems.All(problem => problem is { Place.Length: > 0, Line: > 0 })) faults.Add($"{file.Name}: {told.State} though it names no unit");
                    continue;
                }
                var own = days.Where(day => day.Channel == channel.Name[(channel.Name.LastIndexOf('/') + 1)..]).ToList();
                var wanted = decimal.Parse(channel.Value.GetProperty("sum_scaled").GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture);
                var count = own.Sum(day => Interval.Of(day).Count(one => one.Value is not null));
                if (told.State != "Applied" || own.Sum(day => day.Total) != wanted || count != channel.Value.GetProperty("readings").GetInt32()) faults.Add($"{file.Name} {channel.Name}: {told.State}, {own.Sum(day => day.Total)} of {count} and not {wanted}; {string.Join("; ", told.Problems.Take(2))}");
                var cost = decimal.Parse(channel.Value.GetProperty("cost").GetString()!, CultureInfo.InvariantCulture) / 100_000;
                if (own.SelectMany(Interval.Of).Sum(one => one.Cost ?? 0) != cost) faults.Add($"{file.Name} {channel.Name}: cost {own.SelectMany(Interval.Of).Sum(one => one.Cost ?? 0)} and not {cost}");
            }
        }
        Assert.Empty(faults);
    }

    [SkippableFact]
    public async Task Published_NEM13_files_come_to_the_totals_that_others_computed()
    {
        var expected = Expected("meters/nem13/");
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", [.. expected.SelectMany(file => file.Value.GetProperty("nmis").EnumerateArray()).Select(nmi => nmi.GetString()!).Distinct().Select(nmi => GettingUsage.Service(Nmi.Read(nmi) ?? nmi, new(2000, 1, 1)))]);
        List<string> faults = [];
        foreach (var file in expected)
        {
            await EmptyAsync(portal);
            var told = await portal.HandInAsync(Path.GetFileName(file.Name), await File.ReadAllBytesAsync(Needs.Corpora(file.Name.Split('/'))));
            var reads = await portal.ReadAsync("lumen", db => db.IntervalDays.AsNoTracking().ToListAsync());
            foreach (var channel in file.Value.GetProperty("channels").EnumerateObject().Select(channel => channel.Value))
            {
                var (nmi, suffix) = (channel.GetProperty("nmi").GetString()!, channel.GetProperty("suffix").GetString()!);
                var own = reads.Where(read => read.Channel.Split('/')[0] == suffix && read.MeterNumber == (Nmi.Read(nmi) ?? nmi)).ToList();
                if (told.State != "Applied" || own.Count != channel.GetProperty("readings").GetInt32() || own.Sum(read => read.Total) != decimal.Parse(channel.GetProperty("sum").GetString()!, CultureInfo.InvariantCulture))
                    faults.Add($"{file.Name} {nmi}/{suffix}: {told.State}, {own.Sum(read => read.Total)} of {own.Count} and not {channel.GetProperty("sum")}; {string.Join("; ", told.Problems.Take(2))}");
            }
        }
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_quarter_that_was_read_by_hand_is_shared_out_by_days_and_the_dials_are_readings()
    {
        var priya = await home.WithAsync("4103000031", "1", "");
        var told = await home.Portal.HandInAsync("reads.csv", """
            100,NEM13,202607021200,MDP,RETAILER
            250,4103000031,11,11,11,11,SER1,E,001000,20260601000000,A,,,001300,20260701000000,A,,,300,kWh,20261001,20260702120000,
            550,N,,,
            900
            """);
        Assert.True(told.State == "Applied", string.Join("; ", told.Problems));

        Assert.Contains("300 kWh in June 2026. 30 days estimated.", await PageAsync(priya, "/usage?from=2026-06-01&to=2026-06-30"), StringComparison.Ordinal);
        var readings = await PageAsync(priya, "/usage/readings?service=4103000031&year=2026&month=7");
        Assert.Contains("1,300 kWh", readings, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("250,41030351009,11,1,11,11,S,E,1,20260101000000,A,,,2,20260201000000,A,,,1,kWh,,,", "NMI")]
    [InlineData("250,4103000032,11,1,11,11,S,X,1,20260101000000,A,,,2,20260201000000,A,,,1,kWh,,,", "direction")]
    [InlineData("250,4103000032,11,1,11,11,S,E,one,20260101000000,A,,,2,20260201000000,A,,,1,kWh,,,", "previous read")]
    [InlineData("250,4103000032,11,1,11,11,S,E,1,20261301000000,A,,,2,20260201000000,A,,,1,kWh,,,", "previous read's time")]
    [InlineData("250,4103000032,11,1,11,11,S,E,1,20260101000000,B,,,2,20260201000000,A,,,1,kWh,,,", "previous quality method")]
    [InlineData("250,4103000032,11,1,11,11,S,E,1,20260301000000,A,,,2,20260201000000,A,,,1,kWh,,,", "current read")]
    [InlineData("250,4103000032,11,1,11,11,S,E,1,20260101000000,A,,,2,20260201000000,A,,,NaN,kWh,,,", "quantity")]
    [InlineData("250,4103000032,11,1,11,11,S,E,1,20260101000000,A,,,2,20260201000000,A,,,1,parsecs,,,", "unit")]
    [InlineData("250,4103000032,11,1,11,11,S,E,1,20260101000000,A,,,9999999999999,20260201000000,A,,,1,kWh,,,", "current read")]
    [InlineData("250,4103000032,11", "250")]
    [InlineData("300,20260101,1", "record")]
    [InlineData("250,9999999999,11,1,11,11,S,E,1,20260101000000,A,,,2,20260201000000,A,,,1,kWh,,,", "NMI")]
    public async Task A_fault_of_NEM13_is_told_with_its_line_and_field(string record, string place)
    {
        var told = await home.Portal.HandInAsync("x.csv", $"100,NEM13,202603021200,MDP,RETAILER\n{record}\n900\n");
        Assert.Equal("Rejected", told.State);
        Assert.Contains(told.Problems, problem => problem.Place == place && problem.Line == 2 && problem.Expected != "");
    }

    [Fact]
    public async Task Gas_by_the_month_in_therms_with_its_cost_is_shown_in_the_services_unit()
    {
        var priya = await home.WithAsync("G-77", "1", "");
        var told = await home.Portal.HandInAsync("gas.xml", Feed("G-77", "<uom>169</uom><powerOfTenMultiplier>-3</powerOfTenMultiplier><flowDirection>1</flowDirection><currency>36</currency><accumulationBehaviour>4</accumulationBehaviour>",
            "<IntervalReading><cost>6000000</cost><timePeriod><duration>2592000</duration><start>1780236000</start></timePeriod><value>30000</value></IntervalReading>"));   // June 2026 in Sydney
        Assert.True(told.State == "Applied", string.Join("; ", told.Problems));
        Assert.Contains("879 kWh in June 2026. 30 days estimated.", await PageAsync(priya, "/usage?from=2026-06-01&to=2026-06-30"), StringComparison.Ordinal);   // a therm is 29.3 kWh
    }

    [Fact]
    public async Task What_measures_something_else_than_the_service_is_left_out_and_what_nobody_read_is_a_gap()
    {
        var priya = await home.WithAsync("4103000033", "1", "");
        var told = await home.Portal.HandInAsync("reads.csv", """
            100,NEM13,202607021200,MDP,RETAILER
            250,4103000033,11,11,11,11,SER1,E,001000,20260601000000,A,,,001300,20260611000000,A,,,300,kWh,20261001,20260702120000,
            250,4103000033,11,11,11,11,SER1,E,001300,20260611000000,A,,,001900,20260621000000,N,,,600,kWh,20261001,20260702120000,
            250,4103000033,71,71,71,71,SER1,I,000000,20260601000000,A,,,000400,20260701000000,A,,,400,kvarh,20261001,20260702120000,
            250,4103000033,81,81,81,81,SER1,E,000000,20260601000000,A,,,000500,20260701000000,A,,,500,kL,20261001,20260702120000,
            900
            """);
        Assert.True(told.State == "Applied", string.Join("; ", told.Problems));

        var page = await PageAsync(priya, "/usage?from=2026-06-01&to=2026-06-30");

        Assert.Contains("300 kWh in June 2026. 10 days estimated", page, StringComparison.Ordinal);
        Assert.DoesNotContain("sent to the grid", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_of_a_month_leaves_the_last_day_of_the_month_before_whole()
    {
        var priya = await home.WithAsync("E-78", "1", "");
        const string wattHours = "<uom>72</uom><flowDirection>1</flowDirection><accumulationBehaviour>4</accumulationBehaviour>";
        // Midnight in Sydney's summer is eleven at night of standard time: April's first hour is one of a day of March.
        var march = Feed("E-78", wattHours, Hours(new DateTimeOffset(2026, 3, 31, 0, 0, 0, TimeSpan.FromHours(11)), 24, 1000));
        var april = Feed("E-78", wattHours, Hours(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.FromHours(11)), 24, 2000)).Replace("2026-07-01T", "2026-07-02T", StringComparison.Ordinal);

        // The older one comes again too, later than the newer one.
        foreach (var (name, feed) in new[] { ("march.xml", march), ("april.xml", april), ("again.xml", march + "\n") })
            Assert.Equal("Applied", (await home.Portal.HandInAsync(name, feed)).State);

        Assert.Contains("72 kWh from 31 Mar 2026 to 1 Apr 2026.", await PageAsync(priya, "/usage?from=2026-03-31&to=2026-04-01"), StringComparison.Ordinal);
        Assert.DoesNotContain("in part", await PageAsync(priya, "/usage?from=2026-03-31&to=2026-04-01"), StringComparison.Ordinal);
        Assert.Equal([1, 24, 23], (await home.Portal.ReadAsync("lumen", db => db.IntervalDays.AsNoTracking().Where(day => day.MeterNumber == "E-78").OrderBy(day => day.Day).ToListAsync())).Select(day => Interval.Of(day).Count()));
    }

    [Fact]
    public async Task Two_seconds_that_lie_a_day_apart_do_not_become_a_day_of_seconds()
    {
        await home.WithAsync("E-79", "1", "");
        var midnight = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.FromHours(10));
        Assert.Equal("Applied", (await home.Portal.HandInAsync("seconds.xml", Feed("E-79", "<uom>72</uom>", Hours(midnight, 1, 5, 1) + Hours(midnight.AddSeconds(86_399), 1, 7, 1)))).State);

        var day = await home.Portal.ReadAsync("lumen", db => db.IntervalDays.AsNoTracking().SingleAsync(day => day.MeterNumber == "E-79"));
        Assert.Equal([5, 7], Interval.Of(day).Select(one => one.Value));
        Assert.InRange(day.Values.Length, 1, 40);
    }

    [Theory]
    [InlineData("<uom>999</uom>", "<IntervalReading><timePeriod><duration>900</duration><start>1780236000</start></timePeriod><value>1</value></IntervalReading>", "ReadingType/uom")]
    [InlineData("<uom>72</uom><powerOfTenMultiplier>99</powerOfTenMultiplier>", "<IntervalReading><timePeriod><duration>900</duration><start>1780236000</start></timePeriod><value>1</value></IntervalReading>", "ReadingType/powerOfTenMultiplier")]
    [InlineData("<uom>72</uom>", "<IntervalReading><timePeriod><duration>900</duration><start>yesterday</start></timePeriod><value>1</value></IntervalReading>", "IntervalReading")]
    [InlineData("<uom>72</uom>", "<IntervalReading><timePeriod><duration>-5</duration><start>1780236000</start></timePeriod><value>1</value></IntervalReading>", "IntervalReading")]
    [InlineData("<uom>72</uom>", "<IntervalReading><timePeriod><duration>900</duration><start>1780236000</start></timePeriod></IntervalReading>", "IntervalReading")]
    [InlineData("<uom>72</uom>", "<IntervalReading><timePeriod><duration>900</duration><start>1780236000</start></timePeriod><value>9999999999999</value></IntervalReading>", "IntervalReading")]
    [InlineData("<uom>72</uom><powerOfTenMultiplier>12</powerOfTenMultiplier>", "<IntervalReading><timePeriod><duration>900</duration><start>1780236000</start></timePeriod><value>2</value></IntervalReading>", "IntervalBlock")]
    [InlineData("<uom>72</uom>", "", "/feed")]
    public async Task A_fault_of_Green_Button_is_told_with_its_line(string type, string readings, string place)
    {
        var told = await home.Portal.HandInAsync("x.xml", Feed("77", type, readings));
        Assert.Equal("Rejected", told.State);
        Assert.Contains(told.Problems, problem => problem.Place == place && problem.Line > 0 && problem.Expected != "");
    }

    [Fact]
    public async Task A_feed_with_a_DOCTYPE_or_cut_off_is_refused_and_nothing_is_fetched()
    {
        var feed = Feed("77", "<uom>72</uom>", "<IntervalReading><timePeriod><duration>900</duration><start>1780236000</start></timePeriod><value>1</value></IntervalReading>");
        var entity = await home.Portal.HandInAsync("x.xml", "<!DOCTYPE feed [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + feed);
        var cut = await home.Portal.HandInAsync("y.xml", feed[..^40]);

        Assert.Equal(("Rejected", "Rejected"), (entity.State, cut.State));
        Assert.Contains(entity.Problems, problem => problem.Expected.Contains("DOCTYPE", StringComparison.Ordinal));
        Assert.Contains(cut.Problems, problem => problem.Expected.Contains("well-formed", StringComparison.Ordinal) && problem.Line > 0);
    }

    private static string Hours(DateTimeOffset from, int count, int each, int seconds = 3600) => string.Concat(Enumerable.Range(0, count).Select(at => string.Create(CultureInfo.InvariantCulture,
        $"<IntervalReading><timePeriod><duration>{seconds}</duration><start>{from.ToUnixTimeSeconds() + at * seconds}</start></timePeriod><value>{each}</value></IntervalReading>")));

    private static string Feed(string point, string type, string readings) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom">
        <entry><id>urn:uuid:0071C5A7-91CF-434E-8BCE-C38AC8AF215D</id><link rel="self" href="RetailCustomer/1/UsagePoint/{point}"/><title>home</title>
        <content><UsagePoint xmlns="http://naesb.org/espi"><ServiceCategory><kind>1</kind></ServiceCategory></UsagePoint></content></entry>
        <entry><link rel="self" href="RetailCustomer/1/UsagePoint/{point}/MeterReading/1"/><link rel="related" href="ReadingType/1"/>
        <content><MeterReading xmlns="http://naesb.org/espi"/></content></entry>
        <entry><link rel="self" href="ReadingType/1"/><content><ReadingType xmlns="http://naesb.org/espi">{type}</ReadingType></content></entry>
        <entry><link rel="up" href="RetailCustomer/1/UsagePoint/{point}/MeterReading/1/IntervalBlock"/>
        <content><IntervalBlock xmlns="http://naesb.org/espi">{readings}</IntervalBlock></content><updated>2026-07-01T00:00:00Z</updated></entry>
        </feed>
        """;

    private static Task EmptyAsync(PortalApp portal) => portal.DataAsync("lumen", async db =>
    {
        await db.IntervalDays.ExecuteDeleteAsync();
        await db.MeterChannels.ExecuteDeleteAsync();
    });

    private static List<JsonProperty> Expected(string folder) =>
        [.. JsonDocument.Parse(File.ReadAllText(Needs.Corpora("expected", "meters.json"))).RootElement.EnumerateObject().Where(file => file.Name.StartsWith(folder, StringComparison.Ordinal) && !file.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))];
}
