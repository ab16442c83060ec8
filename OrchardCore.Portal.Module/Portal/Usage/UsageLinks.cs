using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Usage.Consumption;

namespace OrchardCore.Portal.Usage;

/// <summary>Addresses of the usage screen for other screens.</summary>
internal static class UsageLinks
{
    /// <summary>What a meter measured on the days from one to another, both included.</summary>
    public static string Days(EnergyService service, IReadOnlyList<EnergyService> services, DateOnly from, DateOnly to) =>
        new UseAsked(UsageAsked.KeyOf(service, services), from, to, ByMonth: false).Href;
}
