using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Usage.Intervals;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Consumption;

/// <summary>The meters that a view of usage is about: one, or all of the account that measure the same.</summary>
internal sealed record UseSubject(string Key, string Unit, IReadOnlyList<EnergyService> Services)
{
    private const string All = "all-";

    // A page asks a few things of each of them; whoever has more looks at them one by one.
    private const int MostTogether = 20;

    /// <summary>How many meters of the kind the account has.</summary>
    public int OutOf { get; init; } = Services.Count;

    public bool IsAll => Services.Count > 1;

    /// <returns>Null where the address names a service that this account does not have.</returns>
    public static UseSubject? Of(HttpRequest request, IReadOnlyList<EnergyService> services)
    {
        if ((string?)request.Query["service"] is { } key && key.StartsWith(All, StringComparison.Ordinal))
            return Together(services).FirstOrDefault(all => All + all.Key.Type == key) is { } together ? new(key, together.Key.Unit, [.. together.Take(MostTogether)]) { OutOf = together.Count() } : null;
        return UsageAsked.Service(request, services) is { } service ? new(UsageAsked.KeyOf(service, services), service.Unit, [service]) : null;
    }

    /// <summary>The services to choose from, and all of a kind together where there are several.</summary>
    public static FilterField Choice(string key, IReadOnlyList<EnergyService> services, Wording words)
    {
        var field = UsageForm.ServiceField(key, services, words);
        return field with
        {
            Options = [.. field.Options, .. Together(services).Select(all => new Choice(All + all.Key.Type, $"{words.Word("All meters")}: {ServiceWords.TypeOf(all.Key.Type, words)}", All + all.Key.Type == key))],
        };
    }

    public string Lead(Wording words) => IsAll ? $"{words.Word("All meters")}{(OutOf > Services.Count ? $" ({words.Word("the first")} {Services.Count} {words.Word("of")} {OutOf})" : "")}: {ServiceWords.TypeOf(Services[0].Type, words)}, {string.Join(", ", Services.Select(service => service.MeterNumber).Distinct())}"
        : $"{ServiceWords.TypeOf(Services[0].Type, words)} meter {Services[0].MeterNumber} at {Services[0].AddressText}";

    /// <summary>The instants between which anything is known; null where two readings are yet to come.</summary>
    public async Task<UseTime?> TimeAsync(PortalDb db, IReadOnlyDictionary<EnergyService, ChannelNames> names, CancellationToken stop)
    {
        UseTime? time = null;
        foreach (var service in Services)
        {
            var own = names[service].Meter.Time;
            if (await IntervalReadings.SpanAsync(db.IntervalDays.Of(own), own, stop) is { } counted) time = UseTime.Both(time, new(counted.From, counted.Until));
            var read = await db.Readings.Of(own).GroupBy(_ => 1).Select(all => new { First = all.Min(reading => reading.ReadAt), Last = all.Max(reading => reading.ReadAt) }).SingleOrDefaultAsync(stop);
            // A reading ends the day before it, unless it is the only one.
            if (read is not null && read.First != read.Last) time = UseTime.Both(time, new(read.First, read.Last));
        }
        return time;
    }

    public async Task<IReadOnlyDictionary<EnergyService, ChannelNames>> NamesAsync(PortalDb db, Retailer retailer, RetailerCalendar calendar, CancellationToken stop)
    {
        Dictionary<EnergyService, ChannelNames> names = [];
        foreach (var service in Services) names[service] = new(await ServiceMeter.OfAsync(db, service, calendar, stop), retailer.Plans, calendar);
        return names;
    }

    public async Task<IReadOnlyList<DayUse>> DaysAsync(PortalDb db, IReadOnlyDictionary<EnergyService, ChannelNames> names, RetailerCalendar calendar, DateOnly from, DateOnly to, CancellationToken stop)
    {
        List<DayUse> days = [];
        foreach (var service in Services)
            days.AddRange((await DayUse.OfAsync(db, names[service], calendar, from, to, stop)).Select(use => use with { Register = NameOf(service, use.Register) }));
        return IsAll ? [.. days.GroupBy(use => (use.Day, use.Register)).Select(Sum)] : days;
    }

    /// <summary>All together are told apart by their meters; what the sun sends is one thing.</summary>
    public string NameOf(EnergyService service, string register) => !IsAll || UsageWords.IsExport(register) ? register : $"Meter {service.MeterNumber}";

    /// <summary>Registers in the order of the service's own, then of the plan's rates.</summary>
    public IReadOnlyList<string> InOrder(IEnumerable<string> registers, IReadOnlyDictionary<EnergyService, ChannelNames> names)
    {
        var order = Services.SelectMany(service => service.RegisterList.Concat(names[service].Rates).Select(register => NameOf(service, register))).Distinct().ToList();
        return [.. registers.Distinct().OrderBy(register => order.IndexOf(register) is var at && at < 0 ? int.MaxValue : at).ThenBy(register => register, StringComparer.Ordinal)];
    }

    private static DayUse Sum(IEnumerable<DayUse> uses) => uses.Aggregate((one, other) => one with
    {
        Value = one.Value + other.Value,
        IsGuess = one.IsGuess || other.IsGuess,
        Lacking = one.Lacking > other.Lacking ? one.Lacking : other.Lacking,
        IsSilent = one.IsSilent && other.IsSilent,
    });

    private static IEnumerable<IGrouping<(string Type, string Unit), EnergyService>> Together(IReadOnlyList<EnergyService> services) =>
        services.GroupBy(service => (service.Type, service.Unit)).Where(all => all.Count() > 1);
}

/// <summary>The instants between which anything is known.</summary>
internal sealed record UseTime(DateTime From, DateTime Until)
{
    public static UseTime Both(UseTime? one, UseTime other) => one is null ? other : new(one.From < other.From ? one.From : other.From, one.Until > other.Until ? one.Until : other.Until);

    public DateOnly First(RetailerCalendar calendar) => calendar.DayOf(From);
    public DateOnly Last(RetailerCalendar calendar) => calendar.DayOf(Until.AddSeconds(-1));

    /// <summary>The newest day of data is still being counted: nothing of it is missing yet.</summary>
    public bool IsOpen(RetailerCalendar calendar) => Until < calendar.StartOf(Last(calendar).AddDays(1));
}
