using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Tests.Usage;

/// <summary>Which rate of a plan is on. 20 November 2026 is a Friday.</summary>
public sealed class PricingByTheClock
{
    private static readonly PricePlan Plan = new("Nights", "Day", [new("Weekend night", new(22, 0), new(7, 0), "weekends"), new("Night", new(22, 0), new(7, 0), "weekdays"), new("Peak", new(15, 0), new(21, 0), "weekdays")]);

    [Theory]
    [InlineData("2026-11-20 21:59", "Day")]
    [InlineData("2026-11-20 22:00", "Night")]
    [InlineData("2026-11-21 02:00", "Night")]           // Saturday, and Friday's window still
    [InlineData("2026-11-21 06:59", "Night")]
    [InlineData("2026-11-21 07:00", "Day")]
    [InlineData("2026-11-21 22:00", "Weekend night")]
    [InlineData("2026-11-23 02:00", "Weekend night")]   // Monday, and Sunday's
    [InlineData("2026-11-23 22:00", "Night")]
    [InlineData("2026-11-20 15:00", "Peak")]
    [InlineData("2026-11-21 15:00", "Day")]
    public void A_window_over_midnight_belongs_to_the_day_on_which_it_begins(string at, string rate) =>
        Assert.Equal(rate, Plan.RateAt(DateTime.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));
}
