using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Charges;

/// <summary>A charge as arithmetic that can be followed: 312.4 kWh × $0.2812.</summary>
internal static class ChargeText
{
    /// <summary>"312.4 kWh"; empty where the line counts nothing.</summary>
    public static string Units(Charge charge, Wording words) => charge.Units is { } units ? new Quantity(units, charge.Unit).ToText(words.Culture) : "";

    /// <summary>"$0.2812": as many decimals as the price has, at least those of the currency.</summary>
    public static string Rate(Charge charge, Wording words) => charge.Rate is { } rate
        ? (rate < 0 ? "\u2212" : "") + words.Currency.Sign + Math.Abs(rate).ToString("#,0." + new string('0', words.Currency.Decimals) + "####", words.Culture) : "";

    /// <summary>"312.4 kWh × $0.2812 · estimated"</summary>
    public static string HowItCame(Charge charge, Wording words) => string.Join(" · ", new[]
    {
        Units(charge, words) is { Length: > 0 } units && Rate(charge, words) is { Length: > 0 } rate ? $"{units} × {rate}" : "",
        charge.IsEstimated ? "estimated" : "",
    }.Where(part => part != ""));
}
