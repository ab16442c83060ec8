using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Usage.Intervals;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Tests.Usage;

/// <summary>Days of the market as they are stored, and days of the retailer as they are read: Sydney has summer time, the market has none.</summary>
public sealed class StoringIntervals
{
    public static TheoryData<string> Engines => ["Sqlite", "PostgreSql"];

    [Fact]
    public void Packed_values_come_back_as_they_were()
    {
        var random = new Random(42);
        for (var round = 0; round < 500; round++)
        {
            var decimals = random.Next(-3, 8);
            var stretches = Enumerable.Range(0, random.Next(1, 4)).Select(_ => new Stretch(random.Next(0, 86_400), random.Next(0, 90_000),
                Enumerable.Range(0, random.Next(0, 300)).Select(_ => random.Next(4) switch { 0 => Stretch.Missing, 1 => random.NextInt64(-PackedValues.Largest, PackedValues.Largest), _ => random.Next(-5, 50_000) }).ToArray())).ToArray();

            var (unpackedDecimals, unpacked) = PackedValues.Unpack(PackedValues.Pack(decimals, stretches));

            Assert.Equal(decimals, unpackedDecimals);
            Assert.Equal(stretches.Select(stretch => (stretch.Offset, stretch.Seconds)), unpacked.Select(stretch => (stretch.Offset, stretch.Seconds)));
            Assert.Equal(stretches.Select(stretch => stretch.Values.ToArray()), unpacked.Select(stretch => stretch.Values.ToArray()));
        }
        Assert.Equal(18.020m, PackedValues.Number(18020, 3));
        Assert.Equal(-0.5m, PackedValues.Number(-5, 1));
        Assert.Equal(12_000m, PackedValues.Number(12, -3));
        Assert.Equal(-2305843009213.693951m, PackedValues.Number(-2305843009213693951, 6));
    }

    [Fact]
    public void A_day_of_five_minutes_takes_a_few_hundred_bytes() =>
        Assert.InRange(PackedValues.Pack(3, new Stretch(0, 300, Enumerable.Range(0, 288).Select(five => five % 7 * 31L).ToArray())).Length, 288, 600);

    [SkippableTheory, MemberData(nameof(Engines))]
    public async Task The_day_on_which_summer_time_begins_has_23_hours_and_the_one_on_which_it_ends_25(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var service = GettingUsage.Service("4103035100", new(2026, 1, 1));
        // 1 in every half hour of the market's days; summer time ended on 5 April 2026 and began on 4 October.
        await portal.AddAsync("lumen", [service, Channel("4103035100"), .. Days("4103035100", new(2026, 4, 3), 5), .. Days("4103035100", new(2026, 10, 2), 5)]);

        var autumn = await ReadAsync(portal, service, new(2026, 4, 4), new(2026, 4, 6));
        var spring = await ReadAsync(portal, service, new(2026, 10, 3), new(2026, 10, 5));

        Assert.Equal([48, 50, 48], autumn.Select(day => day.Channels.Single().Intervals.Count));
        Assert.Equal([48, 46, 48], spring.Select(day => day.Channels.Single().Intervals.Count));
        Assert.Equal(25, (autumn[1].EndsAt - autumn[1].StartsAt).TotalHours);
        Assert.All(autumn.Concat(spring), day => Assert.Equal(day.StartsAt, day.Channels.Single().Intervals[0].StartsAt));
        Assert.Equal([48, 50, 48, 48, 46, 48], (await TotalsAsync(portal, service, new(2026, 4, 4), new(2026, 4, 6))).Concat(await TotalsAsync(portal, service, new(2026, 10, 3), new(2026, 10, 5))).Select(day => day.Total));
    }

    [SkippableTheory, MemberData(nameof(Engines))]
    public async Task Sums_of_days_are_those_of_their_intervals_in_the_services_unit(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var service = GettingUsage.Service("4103035100", new(2026, 1, 1));
        await portal.AddAsync("lumen", [service, Channel("4103035100"), .. Days("4103035100", new(2026, 3, 1), 120, "Wh")]);

        var days = await ReadAsync(portal, service, new(2026, 3, 2), new(2026, 6, 20));
        var totals = await TotalsAsync(portal, service, new(2026, 3, 2), new(2026, 6, 20));

        Assert.Equal("kWh", totals[0].Unit);
        Assert.Equal(days.Select(day => (day.Day, day.Channels[0].Total, day.Channels[0].Estimated, day.Channels[0].Missing)), totals.Select(day => (day.Day, day.Total, day.Estimated, day.Missing)));
        Assert.Equal(0.048m, totals[^1].Total);
    }

    [SkippableTheory, MemberData(nameof(Engines))]
    public async Task What_was_counted_before_moving_in_and_after_moving_out_is_somebody_elses_to_the_hour(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var service = GettingUsage.Service("4103035100", new(2026, 1, 10), movedOut: new(2026, 1, 12));
        await portal.AddAsync("lumen", [service, Channel("4103035100"), .. Days("4103035100", new(2026, 1, 1), 31)]);

        var days = await ReadAsync(portal, service, new(2026, 1, 9), new(2026, 1, 13));

        Assert.Equal([0, 48, 48, 48, 0], days.Select(day => day.Channels.Sum(channel => channel.Intervals.Count)));
        Assert.Equal([48, 48, 48], (await TotalsAsync(portal, service, new(2026, 1, 1), new(2026, 1, 31))).Select(day => day.Total));
        await portal.InAsync("lumen", async scope => Assert.Equal((new DateTime(2026, 1, 9, 13, 0, 0, DateTimeKind.Utc), new DateTime(2026, 1, 12, 13, 0, 0, DateTimeKind.Utc)),   // midnights in Sydney
            await MeterAsync(scope, service) is { Time: var time } ? await IntervalReadings.SpanAsync(scope.GetRequiredService<PortalDb>().IntervalDays.Of(time), time, default) : null));
    }

    internal static MeterChannel Channel(string meter, string channel = "E1", ChannelKind kind = ChannelKind.Consumption) =>
        new() { MeterNumber = meter, Channel = channel, Kind = kind, Flow = kind == ChannelKind.SolarExport ? FlowDirection.FromCustomer : FlowDirection.ToCustomer };

    internal static IEnumerable<object> Days(string meter, DateOnly from, int count, string unit = "kWh") => Enumerable.Range(0, count).Select(from.AddDays).Select(day => new IntervalDay
    {
        MeterNumber = meter,
        Channel = "E1",
        Day = day,
        StartsAt = new DateTime(day, TimeOnly.MinValue, DateTimeKind.Utc).AddHours(-10),
        EndsAt = new DateTime(day, TimeOnly.MinValue, DateTimeKind.Utc).AddHours(14),
        Seconds = 1800,
        Unit = unit,
        Values = PackedValues.Pack(0, new Stretch(0, 1800, Enumerable.Repeat(1L, 48).ToArray())),
        Qualities = "",
        Total = 48,
        Estimated = 0,
        Missing = 0,
    });

    private static Task<ServiceMeter> MeterAsync(IServiceProvider scope, EnergyService service) => ServiceMeter.OfAsync(scope.GetRequiredService<PortalDb>(), service, scope.GetRequiredService<RetailerCalendar>(), default);

    private static async Task<IReadOnlyList<ReadDay>> ReadAsync(PortalApp portal, EnergyService service, DateOnly from, DateOnly to)
    {
        IReadOnlyList<ReadDay> days = [];
        await portal.InAsync("lumen", async scope => days = await IntervalReadings.DaysAsync(scope.GetRequiredService<PortalDb>(), await MeterAsync(scope, service), scope.GetRequiredService<RetailerCalendar>(), from, to, default));
        return days;
    }

    private static async Task<IReadOnlyList<DayTotal>> TotalsAsync(PortalApp portal, EnergyService service, DateOnly from, DateOnly to)
    {
        IReadOnlyList<DayTotal> days = [];
        await portal.InAsync("lumen", async scope => days = await IntervalReadings.TotalsAsync(scope.GetRequiredService<PortalDb>(), await MeterAsync(scope, service), scope.GetRequiredService<RetailerCalendar>(), from, to, default));
        return days;
    }
}
