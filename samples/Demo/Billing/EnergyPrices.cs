using OrchardCore.Portal.Demo.Metering;

namespace OrchardCore.Portal.Demo.Billing;

/// <summary>Lumen's price list, GST inside.</summary>
internal static class EnergyPrices
{
    public static Fee Anytime(decimal perDay, decimal firstRead = 0) => Electricity("Anytime usage", 0.3281m, "1", Season.Home, perDay, firstRead);

    public static Fee Peak(decimal perDay, decimal firstRead) => Electricity("Peak usage, 3 pm to 9 pm", 0.4519m, "Peak", Season.Home, perDay, firstRead);

    public static Fee OffPeak(decimal perDay, decimal firstRead) => Electricity("Off-peak usage", 0.2407m, "Off-peak", Season.Home, perDay, firstRead);

    public static Fee ControlledLoad(decimal perDay, decimal firstRead) =>
        Electricity("Controlled load, hot water", 0.1989m, "Controlled load", Season.HotWater, perDay, firstRead);

    // A household sells no goods in the sense of the GST, so what it is paid for its sun bears none.
    public static Fee SolarExport(decimal perDay, decimal firstRead) =>
        new("Solar credits", "Solar sent to the grid", -0.0650m, Per.Unit, Taxed: false, new("Solar export", "kWh", 1, Season.Sun, perDay, firstRead));

    public static Fee Gas(decimal perDay, decimal firstRead = 0) =>
        new("Gas usage", "Gas usage", 0.0412m, Per.Unit, Taxed: true, new("1", "MJ", 0, Season.Heating, perDay, firstRead));

    public static Fee ElectricitySupply { get; } = new("Electricity supply", "Daily supply", 1.0340m, Per.Day, Taxed: true);

    public static Fee BusinessSupply { get; } = new("Electricity supply", "Daily supply, business", 1.8260m, Per.Day, Taxed: true);

    public static Fee GasSupply { get; } = new("Gas supply", "Daily supply", 0.7810m, Per.Day, Taxed: true);

    public static Fee LowIncomeRebate { get; } = new("Rebates", "Low income household rebate", -0.7808m, Per.Day, Taxed: false);

    private static Fee Electricity(string text, decimal price, string register, Season season, decimal perDay, decimal firstRead) =>
        new("Electricity usage", text, price, Per.Unit, Taxed: true, new(register, "kWh", 1, season, perDay, firstRead));
}
