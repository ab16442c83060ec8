using System.Globalization;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Usage.Intervals;

namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>What a ReadingType says of the values of a stream.</summary>
/// <param name="Multiplier">The power of ten by which each value is multiplied.</param>
internal sealed record EspiStreamType(string Unit, int Multiplier, ChannelKind Kind, bool IsExport, string Currency)
{
    private const int Delta = 4, Reverse = 19;

    public decimal Scale
    {
        get
        {
            var scale = 1m;
            for (var at = Multiplier; at > 0; at--) scale *= 10;
            for (var at = Multiplier; at < 0; at++) scale /= 10;
            return scale;
        }
    }

    /// <returns>Null where it says no unit that is known: then the problem is noted.</returns>
    public static EspiStreamType? Of(XmlPart type, Parsed parsed)
    {
        var (multiplier, unit) = (Number("powerOfTenMultiplier") ?? 0, "");
        if (Number("uom") is not { } uom || !EspiUnits.TryParse(uom, out unit))
            parsed.Problems.Add(new Problem(type.Line, "ReadingType/uom", Problem.Shown(type.TextAt("uom")), "the number of a unit: 72 (Wh), 169 (therm), 119 (cubic feet), 42 (cubic metres), 128 (US gallons), 134 (litres) or another of electricity, gas or water"));
        if (multiplier is < -12 or > 12)
            parsed.Problems.Add(new Problem(type.Line, "ReadingType/powerOfTenMultiplier", Problem.Shown(type.TextAt("powerOfTenMultiplier")), "a power of ten from -12 to 12"));
        if (!parsed.IsGood) return null;
        // Only what was counted in each interval is an amount that is used: running totals, peaks and what comes at an instant are kept and not added up.
        var isAmount = (Number("accumulationBehaviour") ?? Delta) == Delta && EspiUnits.IsAmount(unit);
        var isExport = Number("flowDirection") == Reverse;
        return new(unit, multiplier, !isAmount ? ChannelKind.Other : isExport ? ChannelKind.SolarExport : ChannelKind.Consumption, isExport, EspiCurrency.Of(Number("currency") ?? 0));

        int? Number(string name) => int.TryParse(type.TextAt(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
