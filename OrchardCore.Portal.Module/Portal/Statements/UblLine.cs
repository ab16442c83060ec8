using OrchardCore.Portal.Importing;

namespace OrchardCore.Portal.Statements;

/// <summary>A line of a UBL document before tax, or an allowance or charge of the whole document, which is a line to us.</summary>
internal sealed record UblLine(int Number, string Rollup, string Description, string Meter, DateOnly? From, DateOnly? To, decimal? Quantity, string Unit, decimal? Rate, decimal Net, decimal TaxPercent)
{
    private static readonly string[] MeterNames = ["meter number", "meter", "nmi", "mirn", "meter id", "metering point"];

    // UN/ECE Recommendation 20: the codes that utilities use, as people write them.
    private static readonly Dictionary<string, string> Units = new(StringComparer.OrdinalIgnoreCase)
    {
        ["KWH"] = "kWh",
        ["MWH"] = "MWh",
        ["3B"] = "MJ",
        ["GV"] = "GJ",
        ["MTQ"] = "kL",
        ["LTR"] = "L",
        ["E34"] = "GB",
        ["DAY"] = "day",
        ["WEE"] = "week",
        ["MON"] = "month",
        ["ANN"] = "year",
        ["HUR"] = "hour",
        ["MIN"] = "minute",
        ["KVA"] = "kVA",
        ["KWT"] = "kW",
        ["KGM"] = "kg",
        ["KMT"] = "km",
        ["EA"] = "",
        ["C62"] = "",
        ["H87"] = "",
        ["XPP"] = "",
        ["ZZ"] = "",
    };

    /// <summary>In the order of the document, its allowances and charges last: together they are the amount before tax.</summary>
    public static IReadOnlyList<UblLine> Of(UblDocument document)
    {
        // Ids are text: they number the lines only where all of them can.
        var ids = document.Lines.Select(line => int.TryParse(line.TextAt("ID"), out var id) && id > 0 ? id : 0).ToList();
        var numbered = ids.TrueForAll(id => id > 0) && ids.Distinct().Count() == ids.Count;
        var lines = document.Lines.Select((line, place) => Of(document, line, numbered ? ids[place] : place + 1)).ToList();
        var next = lines.Count == 0 ? 1 : lines.Max(line => line.Number) + 1;
        lines.AddRange(document.Head.All("AllowanceCharge").Select((part, place) => OfWhole(part, next + place)));
        return lines;
    }

    private static UblLine Of(UblDocument document, XmlPart line, int number)
    {
        var quantity = line.At(document.IsCreditNote ? "CreditedQuantity" : "InvoicedQuantity");
        var code = quantity?.Attribute("unitCode") ?? "";
        var price = line.NumberAt("Price/PriceAmount");
        return new UblLine(number, line.TextAt("Item/Description") is { Length: > 0 } group ? group : "Charges", line.TextAt("Item/Name"), MeterOf(line),
            line.DateAt("InvoicePeriod/StartDate") ?? document.Head.DateAt("InvoicePeriod/StartDate"), line.DateAt("InvoicePeriod/EndDate") ?? document.Head.DateAt("InvoicePeriod/EndDate"),
            line.NumberAt(quantity?.Name ?? "-"), Units.GetValueOrDefault(code, code),
            price is { } one && line.NumberAt("Price/BaseQuantity") is { } many and > 0 ? one / many : price,
            line.NumberAt("LineExtensionAmount") ?? 0, line.NumberAt("Item/ClassifiedTaxCategory/Percent") ?? 0);
    }

    private static UblLine OfWhole(XmlPart part, int number)
    {
        var adds = part.TextAt("ChargeIndicator") is "true" or "1";
        var reason = part.TextAt("AllowanceChargeReason");
        return new UblLine(number, adds ? "Charges to the whole bill" : "Discounts on the whole bill", reason != "" ? reason : adds ? "Charge" : "Discount", "", null, null, null, "", null,
            (part.NumberAt("Amount") ?? 0) * (adds ? 1 : -1), part.NumberAt("TaxCategory/Percent") ?? 0);
    }

    private static string MeterOf(XmlPart line)
    {
        var named = line.All("Item/AdditionalItemProperty").FirstOrDefault(property => MeterNames.Contains(property.TextAt("Name").ToLowerInvariant()));
        return named?.TextAt("Value") ?? line.TextAt("DocumentReference/ID");   // BT-128, the object that is invoiced
    }

    /// <summary>Each line's tax. The document rounds once and lines would round each, so what is left over goes to the largest taxed line.</summary>
    public static IReadOnlyList<decimal> Taxes(IReadOnlyList<UblLine> lines, decimal total, int decimals)
    {
        var taxes = lines.Select(line => decimal.Round(line.Net * line.TaxPercent / 100, decimals, MidpointRounding.AwayFromZero)).ToArray();
        var rest = total - taxes.Sum();
        var largest = lines.Index().Where(line => line.Item.TaxPercent > 0).OrderByDescending(line => Math.Abs(line.Item.Net)).Select(line => line.Index).FirstOrDefault(-1);
        if (rest != 0 && largest >= 0 && Math.Abs(rest) <= lines.Count * 0.01m) taxes[largest] += rest;
        return taxes;
    }
}
