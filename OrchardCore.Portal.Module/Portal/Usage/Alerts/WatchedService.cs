using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Usage.Consumption;
using OrchardCore.Portal.Usage.Cost;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Alerts;

/// <summary>A service's days as its alerts see them: the same numbers as on the screen of usage.</summary>
internal sealed class WatchedService(EnergyService service, PortalDb db, Retailer retailer, RetailerCalendar calendar)
{
    private UseSubject Subject { get; } = new(service.MeterNumber, service.Unit, [service]);
    private IReadOnlyDictionary<EnergyService, ChannelNames>? _names;

    public EnergyService Service => service;

    /// <summary>Whether money can be watched: only where the meter's file carries cost as it comes. A bill tells it too late.</summary>
    public async Task<bool> HasCostAsync(CancellationToken stop) => await FiledCost.AnyAsync(db, (await NamesAsync(stop))[service].Meter, retailer.Wording.Currency, stop);

    /// <summary>What each day took, from one to another, both included.</summary>
    public async Task<IReadOnlyList<DayTaken>> DaysAsync(AlertKind kind, DateOnly from, DateOnly to, CancellationToken stop)
    {
        var names = await NamesAsync(stop);
        if (kind is AlertKind.DayUse or AlertKind.MonthUse)
            return [.. (await Subject.DaysAsync(db, names, calendar, from, to, stop)).Where(use => !use.IsSilent && !UsageWords.IsExport(use.Register))
                .GroupBy(use => use.Day).Select(day => new DayTaken(day.Key, day.Sum(use => use.Value), day.Any(use => use.IsGuess)))];
        return [.. (await FiledCost.DaysAsync(db, names[service].Meter, calendar, retailer.Wording.Currency, from, to, stop)).Where(cost => cost.Kind == CostKind.Usage)
            .GroupBy(cost => cost.Day).Select(day => new DayTaken(day.Key, day.Sum(cost => cost.Amount), day.Any(cost => cost.IsGuess)))];
    }

    private async Task<IReadOnlyDictionary<EnergyService, ChannelNames>> NamesAsync(CancellationToken stop) => _names ??= await Subject.NamesAsync(db, retailer, calendar, stop);
}
