using System.Globalization;

namespace OrchardCore.Portal.Words;

/// <summary>An amount of energy, water or time with its unit: 312.4 kWh.</summary>
public readonly record struct Quantity(decimal Value, string Unit)
{
    public string ToText(CultureInfo culture) => $"{Value.ToString("#,0.######", culture)} {Unit}".TrimEnd();
}
