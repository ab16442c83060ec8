using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Usage.Intervals;

namespace OrchardCore.Portal.Usage.Consumption;

/// <summary>
/// What the data streams of a meter are called: as the service's registers, where there are as many of them, so that years of readings and years
/// of intervals stand in one column. The names come from all of the meter's streams, whatever of them a period shows.
/// </summary>
internal sealed class ChannelNames
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public ChannelNames(EnergyService service, IEnumerable<MeterChannel> channels)
    {
        var own = channels.Where(channel => channel.Kind != ChannelKind.Other).OrderBy(channel => channel.Channel, StringComparer.Ordinal).ToList();
        foreach (var kind in own.GroupBy(channel => KindOf(channel, own, service)))
        {
            var registers = service.RegisterList.Where(register => KindOf(register) == kind.Key).ToList();
            foreach (var (channel, at) in kind.Select((channel, at) => (channel.Channel, at)))
                _names[channel] = registers.Count == kind.Count() ? registers[at] : kind.Count() == 1 ? Word(kind.Key) : $"{Word(kind.Key)} {channel}";
        }
    }

    public bool Has(MeterChannel channel) => _names.ContainsKey(channel.Channel);
    public string Of(MeterChannel channel) => _names[channel.Channel];

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
