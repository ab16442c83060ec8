namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>Units as ESPI numbers them (NAESB REQ.21, UnitSymbolKind; UomType of version 3.3 and later), and what the portal calls them.</summary>
internal static class EspiUnits
{
    // The portal's units are multiples of ESPI's: kWh is Wh with three noughts.
    private static readonly (int Uom, string Unit, (string Own, int Zeros)[] Multiples)[] All =
    [
        (72, "Wh", [("Wh", 0), ("kWh", 3), ("MWh", 6), ("GWh", 9)]),
        (73, "varh", [("varh", 0), ("kvarh", 3), ("Mvarh", 6)]),
        (71, "VAh", [("VAh", 0), ("kVAh", 3), ("MVAh", 6)]),
        (38, "W", [("W", 0), ("kW", 3), ("MW", 6)]),
        (63, "var", [("var", 0), ("kvar", 3), ("Mvar", 6)]),
        (61, "VA", [("VA", 0), ("kVA", 3), ("MVA", 6)]),
        (29, "V", [("V", 0), ("kV", 3)]),
        (5, "A", [("A", 0), ("kA", 3)]),
        (65, "pf", [("pf", 0)]),
        (42, "m³", [("m³", 0), ("kL", 0), ("ML", 3)]),
        (134, "L", [("L", 0)]),
        (119, "ft³", [("ft³", 0)]),
        (128, "gal", [("gal", 0)]),
        (130, "imp gal", [("imp gal", 0)]),
        (31, "J", [("J", 0), ("MJ", 6), ("GJ", 9)]),
        (132, "BTU", [("BTU", 0)]),
        (169, "therm", [("therm", 0)]),
    ];

    public static bool TryParse(int uom, out string unit)
    {
        unit = Array.Find(All, one => one.Uom == uom).Unit;
        return unit is not null;
    }

    /// <summary>Energy, volume or heat: what is used and billed.</summary>
    public static bool IsAmount(string unit) => unit is "Wh" or "m³" or "L" or "ft³" or "gal" or "imp gal" or "J" or "BTU" or "therm";

    /// <summary>"Wh" of "kWh".</summary>
    public static string BaseOf(string unit) => Array.Find(All, one => Array.Exists(one.Multiples, multiple => multiple.Own == unit)).Unit ?? unit;

    /// <summary>ESPI's number of a unit, and with how many noughts: kWh is (72, 3). Null where it has none.</summary>
    public static (int Uom, int Zeros)? Of(string unit)
    {
        foreach (var (uom, _, multiples) in All)
            foreach (var (own, zeros) in multiples)
                if (own == unit) return (uom, zeros);
        return null;
    }
}
