using System.Net;
using static OrchardCore.Portal.Tests.Usage.GettingUsage;
using static OrchardCore.Portal.Tests.Usage.MeterHome;

namespace OrchardCore.Portal.Tests.Usage;

public sealed class SeeingADay(MeterHome home) : IClassFixture<MeterHome>
{
    [Fact]
    public async Task A_month_leads_to_its_days_and_a_day_says_what_each_half_hour_used_and_what_is_not_known()
    {
        var priya = await home.WithAsync("4103000011", "1;Controlled load;Solar export", $"""
            {Stream("4103000011", "E1")}
            {Day(new(2025, 7, 9), 0.25m)}
            {Day(new(2026, 7, 8), 0.5m, "V")}
            400,1,40,A,,
            400,41,43,S14,53,Meter could not be read
            400,44,48,N,,
            {Day(new(2026, 7, 9), 0.5m)}
            {Stream("4103000011", "E2", "2")}
            {Day(new(2026, 7, 8), 0.25m)}
            {Stream("4103000011", "B1", unit: "Wh")}
            {Day(new(2026, 7, 8), 125)}
            """);

        Assert.Contains("href=\"/lumen/usage?service=4103000011&from=2026-07-08&to=2026-07-08\" aria-label=\"Wed 8 Jul 2026: 33.5 kWh", await PageAsync(priya, "/usage?from=2026-07-01&to=2026-07-31"), StringComparison.Ordinal);
        var page = await PageAsync(priya, "/usage?service=4103000011&from=2026-07-08&to=2026-07-08");

        Assert.Contains("33.5 kWh on Wednesday, 8 July 2026. The most was used at", page, StringComparison.Ordinal);
        Assert.Contains("12 kWh of it on controlled load. 6 kWh sent to the grid. 3 half hours estimated, 5 half hours without data.", page, StringComparison.Ordinal);
        Assert.Equal(48, page.Split("<th scope=\"row\">").Length - 1);
        Assert.Equal(5, page.Split("<rect class=\"use-gap\" x").Length - 1);
        Assert.Matches("<td class=\"end num\">0.5</td><td class=\"end num\">0.25</td><td class=\"end num\">0.13</td><td class=\"end num\">0.25</td><td>estimated</td>", page);   // the last figure: 52 weeks before
        Assert.Matches("<td class=\"end num\">–</td><td class=\"end num\">0.25</td><td class=\"end num\">0.13</td><td class=\"end num\">0.25</td><td>in part</td>", page);
        Assert.Contains("href=\"/lumen/usage?service=4103000011&from=2026-07-09&to=2026-07-09\" aria-label=\"Thu 9 Jul 2026\" rel=\"next\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/lumen/usage?service=4103000011&from=2026-07-01&to=2026-07-31\">By day</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hour_that_comes_twice_is_shown_twice_and_the_one_that_is_left_out_is_not()
    {
        var priya = await home.WithAsync("4103000012", "1", $"{Stream("4103000012", "E1")}\n{Days(new(2026, 4, 4), 3, 0.5m)}\n{Days(new(2026, 10, 3), 3, 0.5m)}");

        var autumn = await PageAsync(priya, "/usage?from=2026-04-05&to=2026-04-05");
        var spring = await PageAsync(priya, "/usage?from=2026-10-04&to=2026-10-04");

        Assert.Contains("25 kWh on Sunday, 5 April 2026.", autumn, StringComparison.Ordinal);
        Assert.Contains("The clocks went back: the day had 25 hours.", autumn, StringComparison.Ordinal);
        Assert.Equal((2, 2), (autumn.Split("(the first time)</th>").Length - 1, autumn.Split("(the second time)</th>").Length - 1));
        Assert.Contains("The clocks went forward: the day had 23 hours.", spring, StringComparison.Ordinal);
        Assert.Equal(46, spring.Split("<th scope=\"row\">").Length - 1);
        Assert.DoesNotContain("without data", autumn + spring, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_with_prices_by_the_time_of_day_splits_what_was_used_in_every_view()
    {
        var priya = await home.WithAsync("4103000013", "Peak;Off-peak", $"{Stream("4103000013", "E1", minutes: 5)}\n{Day(new(2026, 1, 14), 0.1m, minutes: 5)}\n{Day(new(2026, 1, 15), 0.1m, minutes: 5)}");
        await home.Portal.DataAsync("lumen", async db =>
        {
            var service = db.Set<OrchardCore.Portal.EnergyServices.EnergyService>().Single(one => one.MeterNumber == "4103000013");
            service.PlanName = "Lumen Solar Flex";
            await db.SaveChangesAsync();
        });

        var day = await PageAsync(priya, "/usage?from=2026-01-15&to=2026-01-15");
        var month = await PageAsync(priya, "/usage?from=2026-01-01&to=2026-01-31");

        // Peak is from 3 pm to 9 pm on the clock of Sydney, which the market's is an hour behind of in January.
        Assert.Contains("<th scope=\"col\" class=\"end\">Peak (kWh)</th><th scope=\"col\" class=\"end\">Off-peak (kWh)</th>", day, StringComparison.Ordinal);
        Assert.Matches("3:00\\spm – 3:30\\spm</th><td class=\"end num\">0.6</td><td class=\"end num\">–</td>", day);
        Assert.Matches("2:30\\spm – 3:00\\spm</th><td class=\"end num\">–</td><td class=\"end num\">0.6</td>", day);
        Assert.Contains("<th scope=\"row\"><a href=\"/lumen/usage?service=4103000013&from=2026-01-15&to=2026-01-15\">Thu 15 Jan 2026</a></th><td class=\"end num\">7.2</td><td class=\"end num\">21.6</td>", month, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_meters_of_a_kind_can_be_seen_together_and_those_of_others_cannot()
    {
        var tom = await home.WithAsync("4103000014", "1", $"{Stream("4103000014", "E1")}\n{Days(new(2026, 7, 1), 2, 0.5m)}");
        var account = (await home.Portal.ReadAsync("lumen", db => Task.FromResult(db.Set<OrchardCore.Portal.EnergyServices.EnergyService>().Single(one => one.MeterNumber == "4103000014").AccountNumber)));
        await home.Portal.AddAsync("lumen", Service("4103000015", new(2020, 1, 1), account: account), Service("4103000016", new(2020, 1, 1), account: "2002"));
        await home.HandInAsync($"{Stream("4103000015", "E1")}\n{Days(new(2026, 7, 1), 2, 0.25m)}\n{Stream("4103000016", "E1")}\n{Days(new(2026, 7, 1), 2, 7)}");

        var month = await PageAsync(tom, "/usage?service=all-electricity&from=2026-07-01&to=2026-07-31");
        var day = await PageAsync(tom, "/usage?service=all-electricity&from=2026-07-02&to=2026-07-02");

        Assert.Contains("72 kWh in July 2026.", month, StringComparison.Ordinal);
        Assert.Contains("<option value=\"all-electricity\" selected>All meters: Electricity</option>", month, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"col\" class=\"end\">Meter 4103000014 (kWh)</th><th scope=\"col\" class=\"end\">Meter 4103000015 (kWh)</th>", month, StringComparison.Ordinal);
        Assert.Contains("36 kWh on Thursday, 2 July 2026.", day, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await tom.GetAsync("/usage?service=all-water")).StatusCode);
        await home.Portal.AddAsync("lumen", [.. Enumerable.Range(0, 20).Select(at => (object)Service($"many-{at}", new(2020, 1, 1), account: account))]);
        Assert.Contains("All meters (the first 20 of 22)", await PageAsync(tom, "/usage?service=all-electricity&from=2026-07-01&to=2026-07-31"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await tom.GetAsync("/usage?service=4103000016&from=2026-07-02&to=2026-07-02")).StatusCode);
    }

    [Fact]
    public async Task The_first_and_the_last_day_of_a_customer_end_where_they_moved()
    {
        var (old, next) = (await home.Portal.SignedInAsync("lumen", "old@home.example", "7001"), await home.Portal.SignedInAsync("lumen", "next@home.example", "7002"));
        await home.Portal.AddAsync("lumen", Service("4103000017", new(2020, 1, 1), new(2026, 7, 3), "7001"), Service("4103000017", new(2026, 7, 4), account: "7002"));
        await home.HandInAsync($"{Stream("4103000017", "E1")}\n{Days(new(2026, 7, 1), 6, 0.5m)}");

        Assert.Contains("72 kWh in July 2026.", await PageAsync(old, "/usage?from=2026-07-01&to=2026-07-31"), StringComparison.Ordinal);
        Assert.DoesNotContain("kWh on", await PageAsync(old, "/usage?from=2026-07-04&to=2026-07-04"), StringComparison.Ordinal);
        Assert.Contains("24 kWh on Saturday, 4 July 2026.", await PageAsync(next, "/usage?from=2026-07-04&to=2026-07-04"), StringComparison.Ordinal);
        Assert.DoesNotContain("kWh on", await PageAsync(next, "/usage?from=2026-07-03&to=2026-07-03"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dashboard_says_how_this_month_stands_beside_the_same_days_of_last_year()
    {
        var priya = await home.WithAsync("4103000018", "1", $"{Stream("4103000018", "E1")}\n{Days(new(2025, 11, 1), 30, 0.5m)}\n{Days(new(2026, 11, 1), 10, 0.25m)}");
        var page = await PageAsync(priya, "/");

        Assert.Contains("Electricity, November 2026", page, StringComparison.Ordinal);
        Assert.Contains("120 kWh", page, StringComparison.Ordinal);
        Assert.Contains("50 % less than on the same 9 days of last year", page, StringComparison.Ordinal);   // of the first, an hour is missing: the market's day begins later
        Assert.Contains("href=\"/lumen/usage?service=4103000018&from=2026-11-01&to=2026-11-30\"", page, StringComparison.Ordinal);
        // The market's October ends an hour after Sydney's: an hour of November is not yet a month.
        var tom = await home.WithAsync("4103000019", "1", $"{Stream("4103000019", "E1")}\n{Days(new(2026, 10, 1), 31, 0.5m)}");
        Assert.Contains("Electricity, October 2026", await PageAsync(tom, "/"), StringComparison.Ordinal);
        Assert.DoesNotContain("use-mini", await PageAsync(await home.Portal.SignedInAsync("lumen", "nobody@home.example", "6999"), "/"), StringComparison.Ordinal);
    }
}
