using OrchardCore.Portal.Demo.Metering;

namespace OrchardCore.Portal.Demo.Billing;

/// <summary>Tidewater's price list, before GST. Water and sewerage are GST-free in Australia; hot water and internet are not.</summary>
internal static class WaterPrices
{
    public static Fee Water(decimal perDay, decimal firstRead) =>
        new("Water usage", "Drinking water", 2.9810m, Per.Unit, Taxed: false, new("1", "kL", 3, Season.Garden, perDay, firstRead));

    public static Fee WaterService { get; } = new("Water service", "Water service", 0.2260m, Per.Day, Taxed: false);

    public static Fee Sewerage { get; } = new("Sewerage", "Sewerage service", 0.8180m, Per.Day, Taxed: false);

    public static Fee HotWater(decimal perDay, decimal firstRead) =>
        new("Hot water", "Hot water", 14.2500m, Per.Unit, Taxed: true, new("1", "kL", 3, Season.HotWater, perDay, firstRead));

    // What the line carries is counted and shown, but the plan has no limit.
    public static Fee Data(decimal perDay, decimal firstRead = 0) =>
        new("Internet", "Data used, included in your plan", 0, Per.Unit, Taxed: true, new("1", "GB", 1, Season.Steady, perDay, firstRead));

    public static Fee Internet { get; } = new("Internet", "Monthly plan", 68.1800m, Per.Month, Taxed: true);
}
