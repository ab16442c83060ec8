using System.Text;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Usage.Intervals;

namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>NEM12: interval data of the National Electricity Market. A day that comes again with a later update replaces the earlier one.</summary>
internal sealed class Nem12File() : TextKind("nem12", 80)
{
    public static readonly Nem12File Kind = new() { Keys = new KeySpace("interval day"), KeyWords = "NMI, suffix, day, update time", Begins = ["100,NEM12", "200,"] };

    private static readonly Upsert<IntervalDay> Days = new(nameof(IntervalDay.MeterNumber), nameof(IntervalDay.Channel), nameof(IntervalDay.Day))
    {
        // AEMO: the version with the latest UpdateDateTime holds, whatever came last.
        KnownElsewhere = ["""exists (select 1 from interval_days as x where x."MeterNumber" = i."MeterNumber" and x."Channel" = i."Channel" and x."Day" = i."Day" and x."UpdatedAt" > i."UpdatedAt")"""],
    };

    private static readonly Upsert<MeterChannel> Channels = new(nameof(MeterChannel.MeterNumber), nameof(MeterChannel.Channel));

    public override IEnumerable<Parsed> Read(ContentFile file, Stream content, ReadContext context)
    {
        using var text = new StreamReader(content, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
        foreach (var parsed in new Nem12Lines(text, context.BatchId).Read(file.Name)) yield return parsed;
    }

    public override string KeyOf(object row) => ((NemDay)row).Key;
    public override KnownKey? Offers(object row) => null;

    public override async Task LookUpAsync(IReadOnlyList<Parsed> chunk, Lookups lookups, CancellationToken stop)
    {
        var days = chunk.Where(parsed => parsed is { IsGood: true, Row: NemDay }).ToList();
        var known = await lookups.FindAsync("meter", days.Select(parsed => (NemDay)parsed.Row!).SelectMany(day => new[] { day.Stream.Nmi, day.Stream.Nmi + Nmi.Checksum(day.Stream.Nmi), day.Stream.Serial }), stop);
        foreach (var parsed in days)
        {
            var day = (NemDay)parsed.Row!;
            if (new[] { day.Stream.Nmi, day.Stream.Nmi + Nmi.Checksum(day.Stream.Nmi), day.Stream.Serial }.FirstOrDefault(known.ContainsKey) is { } meter) day.Meter = meter;
            else parsed.Refuse("NMI", day.Stream.Nmi, $"a known meter: no service has this NMI{(day.Stream.Serial == "" ? "" : $" or the serial number {Problem.Shown(day.Stream.Serial)}")} as its meter number");
        }
    }

    public override async Task WriteAsync(IReadOnlyList<Parsed> chunk, ChunkWriter writer, CancellationToken stop)
    {
        // A file may bring a day twice; the later update holds.
        var days = chunk.Select(parsed => (NemDay)parsed.Row!).GroupBy(day => (day.Meter, day.Stream.Suffix, day.Day)).Select(versions => versions.MaxBy(day => day.UpdatedAt ?? DateTime.MinValue)!).ToList();
        await writer.WriteAsync("channels", Channels, days.GroupBy(day => (day.Meter, day.Stream.Suffix)).Select(channel => channel.Last().ToChannel()).ToList(), stop, countsRead: true);
        await writer.WriteAsync(Name, Days, days.ConvertAll(day => day.ToRow()), stop);
    }
}
