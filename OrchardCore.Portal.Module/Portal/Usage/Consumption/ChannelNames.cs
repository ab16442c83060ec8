using System.Globalization;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Usage.Intervals;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Consumption;

/// <summary>
/// What the data streams of a meter are called: as the service's registers, where there are as many of them, so that years of readings and years
/// of intervals stand in one column. The names come from all of the meter's streams, whatever of them a period shows.
/// </summary>
internal sealed class ChannelNames
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _general = new(StringComparer.Ordinal);
    private readonly PricePlan? _plan;
    private readonly RetailerCalendar _calendar;

    /// <param name="plans">The retailer's plans with prices by the time of day.</param>
    public ChannelNames(ServiceMeter meter, IReadOnlyList<PricePlan> plans, RetailerCalendar calendar)
    {
        Meter = meter;
        var service = meter.Service;
        _plan = plans.FirstOrDefault(plan => plan.Name == service.PlanName);
        _calendar = calendar;
        var own = meter.Channels.Values.Where(channel => channel.Kind != ChannelKind.Other).OrderBy(channel => channel.Channel, StringComparer.Ordinal).ToList();
        foreach (var kind in own.GroupBy(channel => KindOf(channel, own, service)))
        {
            var registers = service.RegisterList.Where(register => KindOf(register) == kind.Key).ToList();
            foreach (var (channel, at) in kind.Select((channel, at) => (channel.Channel, at)))
            {
                if (kind.Key == ChannelKind.Consumption && kind.Count() == 1) _general.Add(channel);
                _names[channel] = registers.Count == kind.Count() ? registers[at] : kind.Count() == 1 ? Word(kind.Key) : $"{Word(kind.Key)} {channel}";
            }
        }
    }

    public ServiceMeter Meter { get; }

    /// <summary>Whether it counts what goes back to the grid.</summary>
    public bool IsExport(MeterChannel channel) => UsageWords.IsExport(_names[channel.Channel]);

    /// <summary>Whether there is any stream: elsewhere only readings can tell.</summary>
    public bool Any => _names.Count > 0;

    public bool Has(MeterChannel channel) => _names.ContainsKey(channel.Channel);
    public string Of(MeterChannel channel, string rate) => rate == "" ? _names[channel.Channel] : rate;

    /// <summary>
    /// How an only stream of use is split: by the numbers of the tariff that the file gives, else by the plan's times of day. Several streams are
    /// split by the meter itself.
    /// </summary>
    public Func<Interval, string>? RateOf(MeterChannel channel, bool hasTariffs = true) => !_general.Contains(channel.Channel) || _plan is null && !hasTariffs ? null
        : one => one.Tariff.TimeOfUse > 0 ? Numbered(one) : _plan?.RateAt(_calendar.LocalTime(one.StartsAt)) ?? "";

    /// <summary>The rates in the order of the plan; none where it has one price.</summary>
    public IReadOnlyList<string> Rates => _plan?.Rates ?? [];

    // ESPI numbers the rates of a tariff and names none (ReadingType.tou).
    private static string Numbered(Interval one) => string.Create(CultureInfo.InvariantCulture, $"Rate {one.Tariff.TimeOfUse}");

    public static ChannelKind KindOf(string register) =>
        UsageWords.IsExport(register) ? ChannelKind.SolarExport : UsageWords.IsControlledLoad(register) ? ChannelKind.ControlledLoad : ChannelKind.Consumption;

    // Few files say which stream is the controlled load. Where the service has such a register and no stream says so, it is the last one that the
    // customer uses: E1 is the general one (AEMO, NMI Procedure, data stream suffixes).
    private static ChannelKind KindOf(MeterChannel channel, List<MeterChannel> all, EnergyService service)
    {
        if (channel.Kind != ChannelKind.Consumption || all.Exists(one => one.Kind == ChannelKind.ControlledLoad) || !service.RegisterList.Any(UsageWords.IsControlledLoad)) return channel.Kind;
        var used = all.FindAll(one => one.Kind == ChannelKind.Consumption);
        return used.Count > 1 && channel == used[^1] ? ChannelKind.ControlledLoad : channel.Kind;
    }

    private static string Word(ChannelKind kind) => kind switch
    {
        ChannelKind.SolarExport => "Solar export",   // "export" is what says, here as in the registers of readings, that it went to the grid
        ChannelKind.ControlledLoad => "Controlled load",
        _ => "General",
    };
}
