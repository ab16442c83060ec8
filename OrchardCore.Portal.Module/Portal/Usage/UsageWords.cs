using System.Globalization;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage;

/// <summary>How the usage profile says months, meters and amounts.</summary>
internal static class UsageWords
{
    public static string MonthOf(DateOnly month, Wording words) => month.ToString("MMMM yyyy", words.Culture);

    /// <summary>"Peak", or "Register 1" where the meter's registers have numbers only.</summary>
    public static string RegisterOf(string register) => register.All(char.IsAsciiDigit) ? $"Register {register}".TrimEnd() : register;

    /// <summary>What goes to the grid is counted on a register of its own: samples/README.md.</summary>
    public static bool IsExport(string register) => register.Contains("export", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is heated or pumped at night on a circuit of its own: "Controlled load".</summary>
    public static bool IsControlledLoad(string register) => register.Contains("control", StringComparison.OrdinalIgnoreCase);

    /// <summary>Of a day's average nobody needs more than a decimal, unless it is small: 3.4 kWh, 0.42 kL.</summary>
    public static string Average(decimal value, Wording words) => words.Number(decimal.Round(value, Math.Abs(value) < 1 ? 2 : 1, MidpointRounding.AwayFromZero));

    public static string QualityOf(ReadingQuality quality) => quality switch
    {
        ReadingQuality.Estimated => "estimated",
        ReadingQuality.Substituted => "substituted",
        ReadingQuality.Customer => "your own reading",
        _ => "actual",
    };

    public static string MonthName(int month, Wording words) => words.Culture.DateTimeFormat.GetMonthName(month) is { Length: > 0 } name ? name : month.ToString(CultureInfo.InvariantCulture);
}
