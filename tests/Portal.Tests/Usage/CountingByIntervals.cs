using static OrchardCore.Portal.Tests.Usage.GettingUsage;
using static OrchardCore.Portal.Tests.Usage.MeterHome;

namespace OrchardCore.Portal.Tests.Usage;

/// <summary>July is a month in which the market's days are those of Sydney.</summary>
public sealed class CountingByIntervals(MeterHome home) : IClassFixture<MeterHome>
{
    private const string July = "/usage?from=2026-07-01&to=2026-07-31";

    [Fact]
    public async Task A_day_of_which_hours_are_missing_is_said_to_be_a_part_and_compared_with_nothing()
    {
        var priya = await home.WithAsync("4103000001", "1", $"""
            {Stream("4103000001", "E1")}
            {Days(new(2025, 7, 1), 31, 0.5m)}
            {Days(new(2026, 7, 1), 29, 0.5m)}
            {Day(new(2026, 7, 30), 0.5m, "V")}
            400,1,40,A,,
            400,41,48,N,,
            {Day(new(2026, 7, 31), 0.5m)}
            """);

        var page = await PageAsync(priya, July);

        Assert.Contains("740 kWh in July 2026, as much as a year before, on the 30 days that are known of both. 1 day in part (4 hours missing).", page, StringComparison.Ordinal);
        Assert.Contains("data-name=\"Thu 30 Jul 2026\" data-said=\"20 kWh, a year before 24 kWh, 4 hours missing\"", page, StringComparison.Ordinal);
        Assert.Contains("class=\"use-gap\"", page, StringComparison.Ordinal);
        Assert.Contains("1 day in part", await PageAsync(priya, "/usage?until=2026-07"), StringComparison.Ordinal);   // in the year's table too
    }

    [Fact]
    public async Task A_day_with_the_intervals_of_the_sun_alone_counts_what_was_used_by_the_readings()
    {
        var priya = await home.WithAsync("4103000002", "1;Solar export", $"""
            {Stream("4103000002", "B1")}
            {Days(new(2026, 7, 1), 4, 0.25m)}
            """,
            At("4103000002", new(2026, 7, 1), 100), At("4103000002", new(2026, 7, 2), 107), At("4103000002", new(2026, 7, 3), 115),
            At("4103000002", new(2026, 7, 1), 5, "Solar export"), At("4103000002", new(2026, 7, 2), 6, "Solar export"));

        var page = await PageAsync(priya, "/usage?from=2026-07-01&to=2026-07-04");

        Assert.Contains("data-name=\"Wed 1 Jul 2026\" data-said=\"7 kWh, 12 kWh sent to the grid\"", page, StringComparison.Ordinal);   // and not 1, as the readings say of the sun
        Assert.Contains("data-name=\"Thu 2 Jul 2026\" data-said=\"8 kWh, 12 kWh sent to the grid\"", page, StringComparison.Ordinal);
        Assert.Contains("data-name=\"Sat 4 Jul 2026\" data-said=\"12 kWh sent to the grid, 24 hours missing\"", page, StringComparison.Ordinal);   // not "0 kWh"
        Assert.Contains("2 days in part", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registers_have_the_names_of_the_service_in_every_year()
    {
        var priya = await home.WithAsync("4103000003", "Peak;Off-peak", $"""
            {Stream("4103000003", "E1")}
            {Days(new(2026, 7, 1), 31, 0.5m)}
            {Stream("4103000003", "E2")}
            {Days(new(2026, 8, 1), 2, 0.25m)}
            """,
            At("4103000003", new(2025, 7, 1), 0, "Peak"), At("4103000003", new(2025, 7, 2), 20, "Peak"), At("4103000003", new(2025, 7, 1), 0, "Off-peak"), At("4103000003", new(2025, 7, 2), 3, "Off-peak"));

        Assert.Contains("<th scope=\"col\" class=\"end\">Peak (kWh)</th><th scope=\"col\" class=\"end\">Off-peak (kWh)</th>", await PageAsync(priya, "/usage?from=2025-07-01&to=2025-07-01"), StringComparison.Ordinal);
        Assert.Contains("4103000003,Off-peak,used,2026-08-01T", await priya.ReadAsync("/usage/download?service=4103000003&from=2026-08-01&to=2026-08-02&format=csv"), StringComparison.Ordinal);
        Assert.Contains("<th scope=\"col\" class=\"end\">Peak (kWh)</th><th scope=\"col\" class=\"end\">Off-peak (kWh)</th>", await PageAsync(priya, "/usage?from=2026-07-30&to=2026-08-02"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Controlled_load_stands_apart_and_a_day_on_which_it_is_silent_is_a_part()
    {
        var priya = await home.WithAsync("4103000004", "1;Controlled load", $"""
            {Stream("4103000004", "E1")}
            {Days(new(2026, 7, 1), 3, 0.5m)}
            {Stream("4103000004", "E2", "2")}
            {Day(new(2026, 7, 1), 0.25m)}
            {Day(new(2026, 7, 3), 0.25m)}
            """);

        var page = await PageAsync(priya, "/usage?from=2026-07-01&to=2026-07-03");

        Assert.Contains("96 kWh from 1 Jul 2026 to 3 Jul 2026. 24 kWh of it on controlled load. 1 day in part (24 hours missing).", page, StringComparison.Ordinal);
        Assert.Contains(">Thu 2 Jul 2026</a></th><td class=\"end num\">24</td><td class=\"end num\">–</td>", page, StringComparison.Ordinal);
        Assert.Contains("class=\"use-control\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meter_that_was_changed_and_the_days_on_which_the_clocks_change_count_whole()
    {
        var priya = await home.WithAsync("4103000005", "1", $"""
            {Stream("4103000005", "E1", serial: "OLD1")}
            {Days(new(2026, 4, 3), 2, 0.5m)}
            {Stream("4103000005", "E1", serial: "NEW1")}
            {Days(new(2026, 4, 5), 3, 0.5m)}
            {Days(new(2026, 10, 2), 4, 0.5m)}
            """);

        var autumn = await PageAsync(priya, "/usage?from=2026-04-04&to=2026-04-07");
        var spring = await PageAsync(priya, "/usage?from=2026-10-03&to=2026-10-06");

        Assert.Contains("data-name=\"Sun 5 Apr 2026\" data-said=\"25 kWh\"", autumn, StringComparison.Ordinal);   // 25 hours, half an hour each way
        Assert.Contains("97 kWh", autumn, StringComparison.Ordinal);
        Assert.DoesNotContain("in part", autumn, StringComparison.Ordinal);
        Assert.Contains("data-name=\"Sun 4 Oct 2026\" data-said=\"23 kWh\"", spring, StringComparison.Ordinal);
        // The market's last day ends at one in the morning of summer time: that hour is the newest, and no fault.
        Assert.Matches(@"Data up to 6 Oct 2026, 1:00\sam", spring);
        Assert.DoesNotContain("in part", spring, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_are_no_intervals_the_readings_count()
    {
        var priya = await home.WithAsync("4103000006", "1", $"""
            {Stream("4103000006", "E1")}
            {Days(new(2026, 7, 3), 1, 0.5m)}
            """,
            At("4103000006", new(2026, 7, 1), 100), At("4103000006", new(2026, 7, 2), 107), At("4103000006", new(2026, 7, 3), 115), At("4103000006", new(2026, 7, 4), 300));

        var page = await PageAsync(priya, "/usage?from=2026-07-01&to=2026-07-03");

        Assert.Contains("39 kWh from 1 Jul 2026 to 3 Jul 2026.", page, StringComparison.Ordinal);   // 7, 8, and 24 by the intervals
        Assert.Contains("<th scope=\"col\" class=\"end\">Used (kWh)</th><th scope=\"col\" class=\"end\">A year before (kWh)</th>", page, StringComparison.Ordinal);
    }
}
