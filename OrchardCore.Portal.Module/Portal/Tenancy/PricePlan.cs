using System.Text.Json.Serialization;

namespace OrchardCore.Portal.Tenancy;

/// <summary>
/// A plan whose prices depend on the time of day: "plans" in retailer.json. A service names its plan (plan_name in services.csv), and what its
/// meter measures by intervals is split by it.
/// </summary>
/// <param name="Otherwise">What the price is called outside of all windows: "Off-peak".</param>
public sealed record PricePlan(string Name, string Otherwise, IReadOnlyList<PriceWindow> Windows)
{
    /// <summary>The rates in their order, that of the rest of the day last.</summary>
    [JsonIgnore] public IReadOnlyList<string> Rates => [.. Windows.Select(window => window.Rate).Append(Otherwise).Distinct()];

    /// <param name="local">On the retailer's clock.</param>
    public string RateAt(DateTime local) => Windows.FirstOrDefault(window => window.Has(local))?.Rate ?? Otherwise;

    internal IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Name) || string.IsNullOrWhiteSpace(Otherwise) || Windows is not { Count: > 0 }) yield return "plans: expected a name, the rate otherwise, and at least one window each";
        else foreach (var window in Windows)
            if (string.IsNullOrWhiteSpace(window.Rate) || window.From == window.To || window.Days is not ("all" or "weekdays" or "weekends"))
                yield return $"plans: {Name}: expected windows with a rate, two different times as \"15:00:00\", and days as \"all\", \"weekdays\" or \"weekends\"";
    }
}

/// <param name="To">Not included; a window that ends before it begins goes on after midnight.</param>
/// <param name="Days">"all", "weekdays" or "weekends": the day on which it begins, so that a Friday's night lasts into Saturday.</param>
public sealed record PriceWindow(string Rate, TimeOnly From, TimeOnly To, string Days = "all")
{
    internal bool Has(DateTime local)
    {
        var time = TimeOnly.FromDateTime(local);
        if (!time.IsBetween(From, To)) return false;
        var began = From > To && time < To ? local.AddDays(-1) : local;
        return Days == "all" || (Days == "weekends") == (began.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
    }
}
