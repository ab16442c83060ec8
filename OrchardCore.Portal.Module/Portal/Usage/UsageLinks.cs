using OrchardCore.Portal.Charges;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Usage.Consumption;

namespace OrchardCore.Portal.Usage;

/// <summary>Addresses of the usage screen for other screens.</summary>
internal static class UsageLinks
{
    /// <summary>What a meter measured on the days from one to another, both included.</summary>
    public static string Days(EnergyService service, IReadOnlyList<EnergyService> services, DateOnly from, DateOnly to) =>
        new UseAsked(UsageAsked.KeyOf(service, services), from, to, ByMonth: false).Href;

    /// <summary>The days of a bill's line that counts what a meter of this customer's measured; empty for other lines.</summary>
    public static string DaysOf(Charge charge, IReadOnlyList<EnergyService> services) =>
        charge is { StartsOn: { } from, EndsOn: { } to, IsMeasured: true }
        && services.FirstOrDefault(service => service.MeterNumber == charge.MeterNumber && service.MoveInOn <= to && (service.MoveOutOn is null || service.MoveOutOn >= from)) is { } own
            ? Days(own, services, from, to) : "";
}
