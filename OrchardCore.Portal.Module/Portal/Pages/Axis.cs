using System.Globalization;

namespace OrchardCore.Portal.Pages;

/// <summary>Measures of charts that are drawn at the server: across in per cent and down in pixels, so that they fit any width and their text stays its size.</summary>
internal static class Axis
{
    /// <summary>1, 2 or 5 with noughts: what an axis counts by.</summary>
    public static decimal Step(decimal about)
    {
        var ten = 0.0001m;
        while (ten * 10 <= about) ten *= 10;
        return ten * (about / ten) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
    }

    public static string Pixels(decimal value) => value.ToString("0.#", CultureInfo.InvariantCulture);
    public static string Percent(decimal value) => value.ToString("0.###", CultureInfo.InvariantCulture) + "%";
}
