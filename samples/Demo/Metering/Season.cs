namespace OrchardCore.Portal.Demo.Metering;

internal enum Season { Home, Heating, HotWater, Garden, Sun, Steady }

internal static class Seasons
{
    /// <summary>A year in the southern hemisphere: heating in July, cooling, gardens and sun in January.</summary>
    public static double On(this Season season, DateOnly day)
    {
        var winter = Math.Max(0, Wave(day, peak: 197));
        var summer = Math.Max(0, Wave(day, peak: 20));
        return season switch
        {
            Season.Home => 0.82 + 0.55 * winter * winter + 0.30 * summer * summer,
            Season.Heating => 0.35 + 1.75 * winter,
            Season.HotWater => 0.85 + 0.35 * winter,
            Season.Garden => 0.75 + 0.70 * summer,
            Season.Sun => 0.50 + 0.50 * (1 + Wave(day, peak: 355)),
            _ => 1,
        };
    }

    private static double Wave(DateOnly day, int peak) => Math.Cos(2 * Math.PI * (day.DayOfYear - peak) / 365);
}
