using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Tests.Importing;
using OrchardCore.Portal.Usage.Intervals;
using OrchardCore.Portal.Usage.MarketFiles;

namespace OrchardCore.Portal.Tests.Usage;

/// <summary>Interval data of the market, handed in as a retailer would.</summary>
public sealed class ImportingNem12
{
    private const string Meter = "4103035100";

    [SkippableFact]
    public async Task Published_files_come_to_the_totals_that_others_computed()
    {
        var corpora = Needs.Corpora("expected", "meters.json");
        var expected = JsonDocument.Parse(await File.ReadAllTextAsync(corpora)).RootElement.EnumerateObject().Where(file => file.Name.StartsWith("meters/nem12/", StringComparison.Ordinal)).ToList();
        await using var portal = await PortalApp.StartAsync();
        var nmis = expected.SelectMany(file => file.Value.GetProperty("nmis").EnumerateArray()).Select(nmi => nmi.GetString()!).Distinct();
        await portal.AddAsync("lumen", [.. nmis.Select(nmi => GettingUsage.Service(Nmi.Read(nmi) ?? nmi, new(2000, 1, 1)))]);
        List<string> faults = [];
        foreach (var file in expected)
        {
            await portal.DataAsync("lumen", async db => { await db.IntervalDays.ExecuteDeleteAsync(); await db.MeterChannels.ExecuteDeleteAsync(); });
            var told = await portal.HandInAsync(Path.GetFileName(file.Name), await File.ReadAllBytesAsync(Needs.Corpora(file.Name.Split('/'))));
            if (told.State != "Applied") { faults.Add($"{file.Name}: {told.State}: {string.Join("; ", told.Problems.Take(3))}"); continue; }
            var days = await portal.ReadAsync("lumen", db => db.IntervalDays.AsNoTracking().ToListAsync());
            foreach (var channel in file.Value.GetProperty("channels").EnumerateObject().Select(channel => channel.Value))
            {
                var (nmi, suffix) = (channel.GetProperty("nmi").GetString()!, channel.GetProperty("suffix").GetString());
                var own = days.Where(day => day.Channel == suffix && day.MeterNumber == (Nmi.Read(nmi) ?? nmi)).ToList();
                var (sum, wanted) = (own.Sum(day => day.Total), decimal.Parse(channel.GetProperty("sum").GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture));
                if (own.Count != channel.GetProperty("days").GetInt32() || sum != wanted) faults.Add($"{file.Name} {nmi}/{suffix}: {own.Count} days, {sum} and not {wanted}");
            }
        }
        Assert.Empty(faults);
    }

    [SkippableFact]
    public async Task Published_files_that_are_broken_are_refused_with_their_lines()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", GettingUsage.Service("123", new(2000, 1, 1)), GettingUsage.Service("NEM1210112", new(2000, 1, 1)));
        foreach (var name in new[] { "NEM12_Scenario10_ETSAMDP_NEMMCO.csv", "Example_NEM12_30min_200_15min_400.csv", "Example_NEM12_15min_200_30min_400.csv", "Example_empty_file.csv" })
        {
            var told = await portal.HandInAsync(name, await File.ReadAllBytesAsync(Needs.Corpora("meters", "nem-invalid", name)));
            Assert.True(told.State == "Rejected", $"{name}: {told.State}");
            Assert.NotEmpty(told.Problems);
        }
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.IntervalDays.CountAsync()));
    }

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task A_day_that_comes_again_is_replaced_by_the_later_update_whichever_came_last(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        await portal.AddAsync("lumen", GettingUsage.Service(Meter, new(2020, 1, 1)));

        await portal.HandInAsync("a.csv", FileOf(Day("20260301", 1, update: "20260302120000")));
        await portal.HandInAsync("b.csv", FileOf(Day("20260301", 3, update: "20260305120000")));
        var late = await portal.HandInAsync("c.csv", FileOf(Day("20260301", 2, update: "20260303120000")));
        var same = await portal.HandInAsync("d.csv", FileOf(Day("20260301", 3, update: "20260305120000")) + "\n");

        Assert.Equal("Applied", late.State);
        Assert.Equal("Applied", same.State);
        Assert.Equal(144, (await portal.ReadAsync("lumen", db => db.IntervalDays.SingleAsync())).Total);
    }

    [Fact]
    public async Task Qualities_in_ranges_gaps_and_solar_are_kept_as_the_file_says()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", GettingUsage.Service(Meter, new(2020, 1, 1)));
        var told = await portal.HandInAsync("q.csv", $"""
            100,NEM12,202603021200,MDP,RETAILER
            200,{Meter}5,E1B1,1,E1,N1,SER1,kWh,30,
            {Day("20260301", 0.5m, "V")}
            400,1,20,A,,
            400,21,30,S14,53,Tariff change
            400,31,48,N,,
            200,{Meter},E1B1,2,B1,N2,SER1,Wh,30,
            {Day("20260301", 250)}
            900
            """.Replace($"{Meter}5", Meter + Nmi.Checksum(Meter), StringComparison.Ordinal));

        Assert.True(told.State == "Applied", string.Join("; ", told.Problems));
        var days = await portal.ReadAsync("lumen", db => db.IntervalDays.OrderBy(day => day.Channel).ToListAsync());
        Assert.Equal(["B1", "E1"], days.Select(day => day.Channel));
        Assert.Equal((15m, 10, 18), (days[1].Total, days[1].Estimated, days[1].Missing));
        Assert.Equal("Wh", days[0].Unit);
        Assert.Equal(ChannelKind.SolarExport, (await portal.ReadAsync("lumen", db => db.MeterChannels.SingleAsync(channel => channel.Channel == "B1"))).Kind);
        Assert.Equal("Tariff change", Interval.Of(days[1]).ElementAt(25).Quality.Text);
    }

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task Usage_counts_by_the_intervals_by_readings_where_there_are_none_and_sets_solar_apart(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var owner = await portal.SignedInAsync("lumen", "owner@home.example", "1001");
        await portal.AddAsync("lumen", GettingUsage.Service(Meter, new(2020, 1, 1)));
        await portal.HandInAsync("solar.csv", $"""
            100,NEM12,202607021200,MDP,RETAILER
            200,{Meter},E1B1,1,E1,N1,SER1,kWh,30,
            {Day("20260701", 0.5m)}
            {Day("20260702", 1, "S14")}
            {Day("20260703", 0.25m)}
            200,{Meter},E1B1,2,B1,N2,SER1,Wh,30,
            {Day("20260702", 250)}
            900
            """);

        var page = await owner.ReadAsync("/usage?from=2026-07-01&to=2026-07-03");

        Assert.Contains("24 kWh", page);
        Assert.Contains("48 kWh", page);
        Assert.Contains("12 kWh sent to the grid", page);
        Assert.Contains("1 day estimated", page);
        Assert.DoesNotContain("24 kWh", await portal.SignedInAsync("lumen", "stranger@home.example", "1002") is var stranger ? await stranger.ReadAsync("/usage") : "");
    }

    [Theory]
    [InlineData("200,41030351009,E1,1,E1,N1,S,kWh,30,", "NMI")]
    [InlineData("200,4103035100,E1,1,E1,N1,S,parsecs,30,", "unit")]
    [InlineData("200,4103035100,E1,1,E1,N1,S,kWh,7,", "interval length")]
    [InlineData("200,4103035100,E1,1,E1,N1,S,kWh,15,", "300")]
    [InlineData("200,4103035100,E1,1,E1,N1,S,kWh", "200")]
    [InlineData("200,6305999999,E1,1,E1,N1,S,kWh,30,", "NMI")]
    [InlineData("200,4103035100,E1,1,E1,N1,S,kWh,30,\n300,20260302,10000000000000,1,LEFT,A,,,,", "300")]
    [InlineData("200,4103035100,E1,1,E1,N1,S,kWh,30,\n300,20260302,99999999999,0.000000001,LEFT,A,,,,", "300")]
    [InlineData("200,4103035100,E1,1,E1,N1,S,kWh,30,\n300,20260302,,1,LEFT,V,,,,\n400,1,40,A,,\n400,41,48,N,,", "interval 1")]
    public async Task A_fault_is_told_with_its_line_and_field(string record, string place)
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", GettingUsage.Service(Meter, new(2020, 1, 1)));

        var told = await portal.HandInAsync("x.csv", $"100,NEM12,202603021200,MDP,RETAILER\n{record.Replace("LEFT", string.Join(',', Enumerable.Repeat("1", 46)), StringComparison.Ordinal)}\n{Day("20260301", 1)}\n900\n");

        Assert.Equal("Rejected", told.State);
        Assert.Contains(told.Problems, problem => problem.Place == place && problem.Line is 2 or 3 && problem.Expected != "");
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.IntervalDays.CountAsync()));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("")]
    public async Task A_value_that_is_no_number_refuses_its_day_and_the_good_ones_can_be_taken(string value)
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", GettingUsage.Service(Meter, new(2020, 1, 1)));
        var text = FileOf(Day("20260301", 1), Day("20260302", 1).Replace("20260302,1,", $"20260302,{value},", StringComparison.Ordinal));

        Assert.Equal("Rejected", (await portal.HandInAsync("v.csv", text)).State);
        Assert.Equal("Applied", (await portal.HandInAsync("v.csv", text + "\n", "&good-rows=true")).State);
        Assert.Equal(new DateOnly(2026, 3, 1), (await portal.ReadAsync("lumen", db => db.IntervalDays.SingleAsync())).Day);
    }

    [Fact]
    public async Task A_file_without_its_end_is_refused_and_one_without_header_is_taken_with_a_warning()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", GettingUsage.Service(Meter, new(2020, 1, 1)));

        var cut = await portal.HandInAsync("cut.csv", FileOf(Day("20260301", 1)).Replace("900", "", StringComparison.Ordinal));
        Assert.Equal("Rejected", cut.State);
        Assert.Contains(cut.Problems, problem => problem.Expected.Contains("cut off", StringComparison.Ordinal));

        var bare = await portal.HandInAsync("bare.csv", $"200,{Meter},E1,1,E1,N1,S,kWh,30,\n{Day("20260301", 1)}\n");
        Assert.Equal(("Applied", 1), (bare.State, bare.WarningCount));
    }

    private static string FileOf(params string[] days) => $"100,NEM12,202603021200,MDP,RETAILER\n200,{Meter},E1,1,E1,N1,SER1,kWh,30,\n{string.Join('\n', days)}\n900\n";

    private static string Day(string date, decimal value, string quality = "A", string update = "") =>
        $"300,{date},{string.Join(',', Enumerable.Repeat(value.ToString(CultureInfo.InvariantCulture), 48))},{quality},,,{update},";
}
