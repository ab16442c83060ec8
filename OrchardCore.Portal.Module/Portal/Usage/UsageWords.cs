using System.Globalization;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage;

/// <summary>How the usage profile says months, meters and amounts.</summary>
internal static class UsageWords
{
    public static string MonthOf(DateOnly month, Wording words) => month.ToString("MMMM yyyy", words.Culture);

    /// <summary>"1" is no name that a person would use; "Peak" is.</summary>
    public static string RegisterOf(string register) => IsOnly(register) ? "Register 1" : register;

    /// <summary>A meter with one register needs no name for it.</summary>
    public static bool IsOnly(string register) => register is "1" or "";

    public static string TitleOf(string register, string month) => IsOnly(register) ? $"Readings in {month}" : $"{register}: readings in {month}";

    /// <summary>What goes to the grid is counted on a register of its own: samples/README.md.</summary>
    public static bool IsExport(string register) => register.Contains("export", StringComparison.OrdinalIgnoreCase);

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
