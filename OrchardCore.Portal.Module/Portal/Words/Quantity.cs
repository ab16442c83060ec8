using System.Globalization;

namespace OrchardCore.Portal.Words;

/// <summary>An amount of energy, water or time with its unit: 312.4 kWh, 31 days.</summary>
public readonly record struct Quantity(decimal Value, string Unit)
{
    public string ToText(CultureInfo culture) => $"{Value.ToString("#,0.######", culture)} {UnitInWords}".TrimEnd();

    /// <summary>Units of measure stay as they are; words of a language have a plural.</summary>
    private string UnitInWords => Value != 1 && Unit is ("day" or "month" or "service" or "item") ? Unit + "s" : Unit;
}
