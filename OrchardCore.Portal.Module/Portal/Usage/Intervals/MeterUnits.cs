namespace OrchardCore.Portal.Usage.Intervals;

/// <summary>Units of meters, and how they convert into each other. A customer is shown the service's own unit.</summary>
internal static class MeterUnits
{
    // By dimension: the unit that is shown where a service names none comes first.
    private static readonly (string Dimension, (string Unit, decimal Factor)[] Units)[] Dimensions =
    [
        // In MJ, so that each converts exactly within its own kind; a therm is 100,000 BTU (IT), 29.3 kWh.
        ("energy", [("kWh", 3.6m), ("Wh", 0.0036m), ("MWh", 3_600), ("GWh", 3_600_000), ("MJ", 1), ("GJ", 1_000), ("J", 0.000001m), ("BTU", 0.00105505585m), ("therm", 105.505585m)]),
        ("reactive energy", [("kvarh", 1), ("varh", 0.001m), ("Mvarh", 1_000)]),
        ("apparent energy", [("kVAh", 1), ("VAh", 0.001m), ("MVAh", 1_000)]),
        ("power", [("kW", 1), ("W", 0.001m), ("MW", 1_000)]),
        ("reactive power", [("kvar", 1), ("var", 0.001m), ("Mvar", 1_000)]),
        ("apparent power", [("kVA", 1), ("VA", 0.001m), ("MVA", 1_000)]),
        ("voltage", [("V", 1), ("kV", 1_000)]),
        ("current", [("A", 1), ("kA", 1_000)]),
        ("power factor", [("pf", 1)]),
        ("volume", [("kL", 1), ("L", 0.001m), ("ML", 1_000), ("m³", 1), ("ft³", 0.0283168466m), ("gal", 0.003785411784m), ("imp gal", 0.00454609m)]),
    ];

    private static readonly Dictionary<string, string> Spellings = Dimensions.SelectMany(dimension => dimension.Units)
        .Select(unit => (unit.Unit, unit.Unit)).Concat([("m3", "m³"), ("therms", "therm")]).ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.OrdinalIgnoreCase);

    /// <summary>"KVARH" is kvarh: files write units in all sorts of capitals.</summary>
    public static bool TryParse(string text, out string unit) => Spellings.TryGetValue(text, out unit!);

    /// <summary>The unit in which values of a unit are shown, and what they are multiplied with.</summary>
    /// <param name="wanted">The service's unit; where it names none, the usual one is taken.</param>
    /// <returns>Null where it measures something else than is wanted: kL are no kWh.</returns>
    public static (string Unit, decimal Factor)? Shown(string unit, string wanted)
    {
        if (unit == wanted) return (unit, 1);
        foreach (var (_, units) in Dimensions)
        {
            if (units.FirstOrDefault(one => one.Unit == unit) is not { Unit: not null } own) continue;
            var shown = wanted == "" ? Usual(own, units) : TryParse(wanted, out var known) ? units.FirstOrDefault(one => one.Unit == known) : default;
            return shown.Unit is null ? null : (shown.Unit, own.Factor / shown.Factor);
        }
        return wanted == "" ? (unit, 1) : null;
    }

    /// <summary>What values of a unit are multiplied with to be of the wanted one.</summary>
    /// <returns>1 where either is unknown; null where they measure different things.</returns>
    public static decimal? FactorOf(string unit, string wanted) => TryParse(unit, out var own) && TryParse(wanted, out var other) ? Shown(own, other)?.Factor : 1;

    private static (string Unit, decimal Factor) Usual((string Unit, decimal Factor) own, (string Unit, decimal Factor)[] units) => own.Unit switch
    {
        "m³" or "ft³" or "gal" or "imp gal" or "therm" => own,
        "J" or "MJ" or "GJ" or "BTU" => units.First(one => one.Unit == "MJ"),
        _ => units[0],
    };
}
