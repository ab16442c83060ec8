using OrchardCore.Portal.Importing;

namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>NEM12: interval data of the National Electricity Market. A day that comes again with a later update replaces the earlier one.</summary>
internal sealed class Nem12File() : TextKind("nem12", 80)
{
    /// <summary>Of every kind of meter data.</summary>
    public static readonly KeySpace Days = new("interval day");

    public static readonly Nem12File Kind = new() { Keys = Days, KeyWords = "NMI, suffix, day, update time", Begins = ["100,NEM12", "200,"] };

    public override IEnumerable<Parsed> Read(ContentFile file, Stream content, ReadContext context)
    {
        foreach (var parsed in new Nem12Lines(new NemLines(content, file.Name), context.BatchId).Read()) yield return parsed;
    }

    public override string KeyOf(object row) => ((MeterDay)row).Key;
    public override KnownKey? Offers(object row) => null;

    public override Task LookUpAsync(IReadOnlyList<Parsed> chunk, Lookups lookups, CancellationToken stop) => MeterDays.LookUpAsync(chunk, lookups, "NMI", stop);
    public override Task WriteAsync(IReadOnlyList<Parsed> chunk, ChunkWriter writer, CancellationToken stop) => MeterDays.WriteAsync(Name, chunk, writer, stop);
}
