using System.Net;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Usage;

namespace OrchardCore.Portal.Tests.Usage;

public sealed class GettingUsage
{
    private static readonly TimeZoneInfo Sydney = TimeZoneInfo.FindSystemTimeZoneById("Australia/Sydney");

    [Fact]
    public async Task The_seeds_example_holds_meter_1010101_showed_800_on_24_September_2016()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await WithServiceAsync(portal, Service("1010101", new(2016, 7, 12)));
        // 712 on the first, 812 on the thirtieth, and 800 on the 24th.
        await portal.AddAsync("lumen", [.. Enumerable.Range(0, 30).Select(day => (object)At("1010101", new(2016, 9, 1 + day, 0, 0, 0), day switch { 0 => 712m, 23 => 800m, > 23 => 800m + (day - 23) * 2m, _ => 712m + day * 3.4m },
            quality: day is 4 or 5 ? ReadingQuality.Estimated : ReadingQuality.Actual))]);

        var page = WebUtility.HtmlDecode(await priya.ReadAsync("/usage/readings?service=1010101&year=2016&month=9"));

        Assert.Contains("data-short=\"24\" data-value=\"800\"", page, StringComparison.Ordinal);
        Assert.Contains("<time datetime=\"2016-09-24\">24 Sep 2016</time></th><td class=\"end\">800 kWh</td>", page, StringComparison.Ordinal);
        Assert.Contains("From 712 kWh on 1 September to 812 kWh on 30 September: 100 kWh in 29 days, 3.4 a day; 2 estimated.", page, StringComparison.Ordinal);
        Assert.Contains("data-note=\"estimated\"", page, StringComparison.Ordinal);
        Assert.Contains("Get Usage", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_first_the_newest_month_is_shown_and_a_month_without_readings_leads_there()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await WithServiceAsync(portal, Service("1010101", new(2016, 7, 12)));
        await portal.AddAsync("lumen", At("1010101", new(2016, 7, 20, 0, 0, 0), 100), At("1010101", new(2016, 9, 24, 0, 0, 0), 800));

        var newest = WebUtility.HtmlDecode(await priya.ReadAsync("/usage/readings"));
        Assert.Contains("One reading: 800 kWh on 24 September.", newest, StringComparison.Ordinal);
        Assert.Contains("/lumen/usage/readings?service=1010101&year=2016&month=7", newest, StringComparison.Ordinal);   // the month before that has any

        var empty = WebUtility.HtmlDecode(await priya.ReadAsync("/usage/readings?service=1010101&year=2016&month=5"));
        Assert.Contains("No readings for May 2016.", empty, StringComparison.Ordinal);
        Assert.Contains("Last reading: 24 Sep 2016.", empty, StringComparison.Ordinal);
        Assert.Contains("/lumen/usage/readings?service=1010101&year=2016&month=9", empty, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_and_months_are_those_of_the_retailers_zone()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await WithServiceAsync(portal, Service("77", new(2026, 1, 1)));
        await portal.AddAsync("lumen", At("77", new(2026, 3, 1, 0, 0, 0), 10), At("77", new(2026, 2, 28, 23, 30, 0), 9));   // both are 28 February in UTC

        var march = await priya.ReadAsync("/usage/readings?service=77&year=2026&month=3");
        var february = await priya.ReadAsync("/usage/readings?service=77&year=2026&month=2");

        Assert.Contains("<time datetime=\"2026-03-01\">1 Mar 2026</time>", march, StringComparison.Ordinal);
        Assert.DoesNotContain("28 Feb", march, StringComparison.Ordinal);
        Assert.Contains("<time datetime=\"2026-02-28\">28 Feb 2026, 11:30", february, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_read_before_moving_in_and_after_moving_out_is_somebody_elses()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await WithServiceAsync(portal, Service("88", new(2026, 5, 10), movedOut: new(2026, 5, 20)));
        await portal.AddAsync("lumen", At("88", new(2026, 5, 9, 0, 0, 0), 70707), At("88", new(2026, 5, 12, 0, 0, 0), 222), At("88", new(2026, 5, 20, 9, 0, 0), 333), At("88", new(2026, 5, 21, 0, 0, 0), 80808));

        var page = await priya.ReadAsync("/usage/readings?service=88&year=2026&month=5");
        var file = await priya.ReadAsync("/usage/readings?service=88&year=2026&month=5&format=csv");

        foreach (var text in new[] { page, file })
        {
            Assert.Contains("222", text, StringComparison.Ordinal);
            Assert.Contains("333", text, StringComparison.Ordinal);
            Assert.DoesNotContain("70707", text.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain("80808", text.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_no_move_out_is_known_the_disconnection_or_the_next_account_ends_what_is_seen()
    {
        await using var portal = await PortalApp.StartAsync();
        var cut = Service("88", new(2026, 5, 10));
        (cut.Status, cut.StatusOn) = (ServiceStatus.Disconnected, new(2026, 5, 20));
        var priya = await WithServiceAsync(portal, cut);
        await portal.AddAsync("lumen", Service("89", new(2026, 5, 10)), Service("89", new(2026, 5, 21), account: "2002"));
        foreach (var meter in new[] { "88", "89" }) await portal.AddAsync("lumen", At(meter, new(2026, 5, 20, 9, 0, 0), 333), At(meter, new(2026, 5, 21, 0, 0, 0), 80808));

        // Where the file that says so has no date at all, its own day is the last one.
        var told = new ImportBatch { Id = Guid.CreateVersion7(), FileName = "services.csv", Bytes = 1, Sha256 = "x", Source = ImportSource.Upload, Who = "Alex", ReceivedAt = new DateTime(2026, 5, 20, 10, 0, 0, DateTimeKind.Utc) };
        await portal.AddAsync("lumen", told, new EnergyService { AccountNumber = "1001", MeterNumber = "90", Type = "electricity", AddressLine1 = "1 Ash Street", City = "Newtown", Postcode = "2042", MoveInOn = new(2026, 5, 10), Status = ServiceStatus.Disconnected, BatchId = told.Id },
            At("90", new(2026, 5, 20, 9, 0, 0), 333), At("90", new(2026, 5, 21, 0, 0, 0), 80808));

        foreach (var meter in new[] { "88", "89", "90" })
        {
            var file = await priya.ReadAsync($"/usage/readings?service={meter}&year=2026&month=5&format=csv");
            Assert.Contains("333", file, StringComparison.Ordinal);
            Assert.DoesNotContain("80808", file, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_meter_of_another_account_is_not_there()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await WithServiceAsync(portal, Service("77", new(2026, 1, 1)));
        await portal.AddAsync("lumen", Service("66", new(2026, 1, 1), account: "2002"), At("66", new(2026, 3, 1, 0, 0, 0), 4242));

        Assert.Equal(HttpStatusCode.NotFound, (await priya.GetAsync("/usage/readings?service=66")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await priya.GetAsync("/usage/readings?service=66&format=csv")).StatusCode);
    }

    [Fact]
    public async Task Of_several_registers_one_is_drawn_all_are_summed_up_and_the_file_has_them_all()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await WithServiceAsync(portal, Service("55", new(2026, 1, 1), registers: "Peak;Off-peak;Solar export"));
        await portal.AddAsync("lumen",
            At("55", new(2026, 4, 1, 0, 0, 0), 10, "Peak"), At("55", new(2026, 4, 11, 0, 0, 0), 40, "Peak"),
            At("55", new(2026, 4, 1, 0, 0, 0), 5, "Off-peak"), At("55", new(2026, 4, 11, 0, 0, 0), 25, "Off-peak"),
            At("55", new(2026, 4, 1, 0, 0, 0), 7, "Solar export"), At("55", new(2026, 4, 11, 0, 0, 0), 8, "Solar export"));

        var peak = WebUtility.HtmlDecode(await priya.ReadAsync("/usage/readings?service=55"));
        var sun = WebUtility.HtmlDecode(await priya.ReadAsync("/usage/readings?service=55&register=Solar+export"));
        var file = await priya.ReadAsync("/usage/readings?service=55&format=csv");

        Assert.Contains("30 kWh in 10 days, 3 a day", peak, StringComparison.Ordinal);
        Assert.Contains("<dt>Off-peak</dt><dd>20 kWh", peak, StringComparison.Ordinal);
        Assert.Contains("1 kWh sent to the grid", sun, StringComparison.Ordinal);
        Assert.Contains("55,2026-04-11,Off-peak,25,kWh,actual,20", file, StringComparison.Ordinal);
        Assert.Contains("55,2026-04-11,Peak,40,kWh,actual,30", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meter_that_began_again_makes_no_total()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await WithServiceAsync(portal, Service("44", new(2026, 1, 1)));
        await portal.AddAsync("lumen", At("44", new(2026, 4, 1, 0, 0, 0), 99990), At("44", new(2026, 4, 2, 0, 0, 0), 4), At("44", new(2026, 4, 3, 0, 0, 0), 9));

        var page = WebUtility.HtmlDecode(await priya.ReadAsync("/usage/readings?service=44"));

        Assert.Contains("began again at zero", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\u2212", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_hourly_readings_are_drawn_by_the_day_and_given_whole_in_the_file()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await WithServiceAsync(portal, Service("33", new(2026, 1, 1)));
        await portal.AddAsync("lumen", [.. Enumerable.Range(0, 48 * 5).Select(half => (object)At("33", new DateTime(2026, 4, 1).AddMinutes(30 * half), half * 0.25m))]);

        var page = WebUtility.HtmlDecode(await priya.ReadAsync("/usage/readings?service=33"));
        var file = await priya.ReadAsync("/usage/readings?service=33&format=csv");

        Assert.Equal(5, page.Split("data-short=").Length - 1);
        Assert.Contains("the CSV file has all 240", page, StringComparison.Ordinal);
        Assert.Equal(241, file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("?year=abc&month=99")]
    [InlineData("?year=99999999999&month=-1")]
    [InlineData("?service=77&year=2026&month=3&register=%3Cscript%3E")]
    public async Task An_address_that_makes_no_sense_shows_the_newest(string query)
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await WithServiceAsync(portal, Service("77", new(2026, 1, 1)));
        await portal.AddAsync("lumen", At("77", new(2026, 3, 1, 0, 0, 0), 10));

        var page = await priya.ReadAsync("/usage/readings" + query);

        Assert.Contains("1 Mar 2026", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_without_services_or_readings_is_told_so()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        Assert.Contains("No services yet", await priya.ReadAsync("/usage/readings"), StringComparison.Ordinal);

        await portal.AddAsync("lumen", Service("77", new(2026, 1, 1)));
        Assert.Contains("No readings yet", await priya.ReadAsync("/usage/readings"), StringComparison.Ordinal);
    }

    private static async Task<Visitor> WithServiceAsync(PortalApp portal, EnergyService service)
    {
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.AddAsync("lumen", service);
        return priya;
    }

    internal static EnergyService Service(string meter, DateOnly movedIn, DateOnly? movedOut = null, string account = "1001", string registers = "1") => new()
    {
        AccountNumber = account,
        MeterNumber = meter,
        Type = "electricity",
        AddressLine1 = "14 Banksia Street",
        City = "Newtown",
        Region = "NSW",
        Postcode = "2042",
        MoveInOn = movedIn,
        MoveOutOn = movedOut,
        Unit = "kWh",
        Registers = registers,
    };

    internal static Reading At(string meter, DateTime local, decimal value, string register = "1", ReadingQuality quality = ReadingQuality.Actual) => new()
    {
        MeterNumber = meter,
        ReadAt = TimeZoneInfo.ConvertTimeToUtc(local, Sydney),
        Value = value,
        Register = register,
        Unit = "kWh",
        Quality = quality,
    };
}
