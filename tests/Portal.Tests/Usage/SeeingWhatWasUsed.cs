using System.Net;
using OrchardCore.Portal.Usage;
using OrchardCore.Portal.Usage.Consumption;
using static OrchardCore.Portal.Tests.Usage.GettingUsage;

namespace OrchardCore.Portal.Tests.Usage;

public sealed class SeeingWhatWasUsed
{
    [Fact]
    public void A_leap_day_is_compared_with_nothing()
    {
        DayUse Use(int year, int day) => new(new(year, 2, day), "1", 10, false);
        var february = UseSpan.Split(new("77", new(2025, 2, 1), new(2025, 2, 28), ByMonth: false), [Use(2025, 27), Use(2025, 28)], [Use(2024, 27), Use(2024, 28), Use(2024, 29)], new(2020, 1, 1), new(2025, 2, 28));

        Assert.Equal([10, 10], february.TakeLast(2).Select(day => day.UsedThen));
        Assert.Equal(20, new UseSpan(new(2025, 2, 1), new(2025, 2, 28), 28, [Use(2025, 27), Use(2025, 28)], [Use(2024, 27), Use(2024, 28), Use(2024, 29)]).Comparable().UsedThen);
    }

    [Fact]
    public async Task A_month_says_how_much_and_whether_that_is_more_than_a_year_before()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await WithAsync(portal, Daily("77", new(2025, 5, 1), 31, 10), Daily("77", new(2026, 5, 1), 31, 9, 5000));

        var page = await PageAsync(priya, "/usage?service=77&from=2026-05-01&to=2026-05-31");

        Assert.Contains("279 kWh in May 2026, 10 % less than a year before (310 kWh).", page, StringComparison.Ordinal);
        Assert.Contains("data-name=\"Fri 1 May 2026\" data-said=\"9 kWh, a year before 10 kWh\"", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">Fri 1 May 2026</th><td class=\"end num\">9</td><td class=\"end num\">10</td>", page, StringComparison.Ordinal);   // the same as a table
    }

    [Fact]
    public async Task A_year_goes_by_months_and_each_leads_to_its_days()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await WithAsync(portal, Daily("77", new(2026, 3, 1), 92, 2));

        var page = await PageAsync(priya, "/usage?service=77");

        Assert.Contains("184 kWh in the 12 months to May 2026.", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/lumen/usage?service=77&from=2026-04-01&to=2026-04-30\" aria-label=\"April 2026: 60 kWh\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("a year before", page, StringComparison.Ordinal);   // nothing is known of it
    }

    [Fact]
    public async Task A_month_that_is_half_over_is_compared_with_the_same_half()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await WithAsync(portal, Daily("77", new(2025, 5, 1), 31, 10), Daily("77", new(2026, 5, 1), 10, 20, 5000));

        var page = await PageAsync(priya, "/usage?service=77&from=2026-05-01&to=2026-05-31");

        Assert.Contains("200 kWh in May 2026, 100 % more than a year before (100 kWh).", page, StringComparison.Ordinal);
        Assert.DoesNotContain("without data", page, StringComparison.Ordinal);   // the days to come are no gap
    }

    [Fact]
    public async Task Estimates_are_hatched_and_counted_and_a_gap_stays_a_gap()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await WithAsync(portal,
            At("77", new(2026, 4, 1), 100), At("77", new(2026, 4, 2), 110, quality: ReadingQuality.Estimated), At("77", new(2026, 4, 3), 120),
            At("77", new(2026, 4, 4), 5), At("77", new(2026, 4, 5), 15));   // another meter on the fourth

        var page = await PageAsync(priya, "/usage?service=77&from=2026-04-01&to=2026-04-30");

        Assert.Contains("30 kWh in April 2026. 2 days estimated, 1 day without data.", page, StringComparison.Ordinal);
        Assert.Contains("data-said=\"no data\"", page, StringComparison.Ordinal);
        Assert.Contains("class=\"use-gap\"", page, StringComparison.Ordinal);
        Assert.Contains("fill=\"url(#use-hatch)\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readings_in_another_unit_of_the_same_kind_are_converted_and_those_of_another_kind_left_out()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await WithAsync(portal, In(At("77", new(2026, 4, 1), 10), "MWh"), In(At("77", new(2026, 4, 2), 12), "mwh"), At("77", new(2026, 4, 3), 12_500), In(At("77", new(2026, 4, 1), 0, "2"), "kvarh"), In(At("77", new(2026, 4, 2), 9, "2"), "kvarh"));

        var page = await PageAsync(priya, "/usage?service=77&from=2026-04-01&to=2026-04-30");

        Assert.Contains("2,500 kWh in April 2026.", page, StringComparison.Ordinal);
        Assert.Contains("data-name=\"Thu 2 Apr 2026\" data-said=\"500 kWh\"", page, StringComparison.Ordinal);

        static Reading In(Reading reading, string unit) => new() { MeterNumber = reading.MeterNumber, Register = reading.Register, ReadAt = reading.ReadAt, Value = reading.Value, Unit = unit };
    }

    [Fact]
    public async Task What_was_sent_to_the_grid_goes_down_and_is_not_called_used()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await WithAsync(portal, "Peak;Off-peak;Solar export",
            At("77", new(2026, 4, 1), 0, "Peak"), At("77", new(2026, 4, 2), 4, "Peak"), At("77", new(2026, 4, 1), 0, "Off-peak"), At("77", new(2026, 4, 2), 6, "Off-peak"),
            At("77", new(2026, 4, 1), 0, "Solar export"), At("77", new(2026, 4, 2), 7, "Solar export"));

        var page = await PageAsync(priya, "/usage?service=77&from=2026-04-01&to=2026-04-01");

        Assert.Contains("10 kWh from 1 Apr 2026 to 1 Apr 2026. 7 kWh sent to the grid.", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"end num\">4</td><td class=\"end num\">6</td><td class=\"end num\">7</td>", page, StringComparison.Ordinal);
        Assert.Matches("class=\"use-sent\" x=\"[^\"]+\" y=\"([0-9.]+)\"", page);
    }

    [Fact]
    public async Task The_day_on_which_summer_time_ends_has_50_half_hours_and_the_one_on_which_it_begins_46()
    {
        await using var portal = await PortalApp.StartAsync();
        var start = new DateTime(2026, 4, 3, 13, 0, 0, DateTimeKind.Utc);   // midnight in Sydney
        var spring = new DateTime(2026, 10, 2, 14, 0, 0, DateTimeKind.Utc);
        var priya = await WithAsync(portal, [.. HalfHours(start, 48 + 50 + 48, 0), .. HalfHours(spring, 48 + 46 + 48, 5000)]);

        var autumn = await PageAsync(priya, "/usage?service=77&from=2026-04-04&to=2026-04-06");
        var summer = await PageAsync(priya, "/usage?service=77&from=2026-10-03&to=2026-10-05");

        Assert.Contains("data-name=\"Sun 5 Apr 2026\" data-said=\"50 kWh\"", autumn, StringComparison.Ordinal);
        Assert.Contains("data-name=\"Sun 4 Oct 2026\" data-said=\"46 kWh\"", summer, StringComparison.Ordinal);
        Assert.Contains("146 kWh", autumn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_used_before_moving_in_and_after_moving_out_is_somebody_elses()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", [Service("77", new(2026, 4, 10), movedOut: new(2026, 4, 12)), .. Daily("77", new(2026, 4, 1), 30, 3)]);
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var page = await PageAsync(priya, "/usage?service=77&from=2026-04-01&to=2026-04-30");

        // From the reading at 0:00 of the day of moving in to the one of the last day: the next one is taken when they have left.
        Assert.Contains("6 kWh in April 2026.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-name=\"Thu 9 Apr 2026\" data-said=\"3 kWh", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-name=\"Mon 13 Apr 2026\" data-said=\"3 kWh", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meter_of_another_account_is_not_there_and_the_seeds_address_leads_to_the_readings()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await WithAsync(portal, Daily("77", new(2026, 3, 1), 30, 2));
        await portal.AddAsync("lumen", Service("66", new(2026, 1, 1), account: "2002"));

        Assert.Equal(HttpStatusCode.NotFound, (await priya.GetAsync("/usage?service=66")).StatusCode);
        var moved = await priya.GetAsync("/usage?service=77&year=2026&month=3");
        Assert.Equal(HttpStatusCode.Redirect, moved.StatusCode);
        Assert.Equal("/lumen/usage/readings?service=77&year=2026&month=3", moved.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("?from=2026-05-31&to=2026-05-01")]
    [InlineData("?from=0001-01-01&to=9999-12-31")]
    [InlineData("?until=9999-99")]
    [InlineData("?until=%3Cscript%3E")]
    public async Task An_address_that_makes_no_sense_shows_the_newest_year(string query)
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await WithAsync(portal, Daily("77", new(2026, 3, 1), 92, 2));

        var page = await PageAsync(priya, "/usage" + query);

        Assert.Contains("in the 12 months to May 2026", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
    }

    private static Task<Visitor> WithAsync(PortalApp portal, params Reading[][] readings) => WithAsync(portal, [.. readings.SelectMany(some => some)]);
    private static Task<Visitor> WithAsync(PortalApp portal, params Reading[] readings) => WithAsync(portal, "1", readings);

    private static async Task<Visitor> WithAsync(PortalApp portal, string registers, params Reading[] readings)
    {
        await portal.AddAsync("lumen", [Service("77", new(2020, 1, 1), registers: registers), .. readings]);
        return await portal.SignedInAsync("lumen", "priya@home.example", "1001");
    }

    /// <summary>A reading at 0:00 of each day, and one at the end of the last.</summary>
    private static Reading[] Daily(string meter, DateOnly from, int days, decimal perDay, decimal start = 0) =>
        [.. Enumerable.Range(0, days + 1).Select(day => At(meter, from.AddDays(day).ToDateTime(TimeOnly.MinValue), start + day * perDay))];

    private static IEnumerable<Reading> HalfHours(DateTime start, int count, decimal from) => Enumerable.Range(0, count + 1)
        .Select(half => new Reading { MeterNumber = "77", ReadAt = start.AddMinutes(30 * half), Value = from + half, Unit = "kWh" });

    private static async Task<string> PageAsync(Visitor visitor, string path) => WebUtility.HtmlDecode(await visitor.ReadAsync(path));
}
