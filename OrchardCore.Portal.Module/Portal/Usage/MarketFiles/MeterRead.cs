using OrchardCore.Portal.Usage.Intervals;

namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>A 250 record: what was used between two reads of a register. Registers of one suffix are streams of their own.</summary>
internal sealed class MeterRead(NemStream stream, bool isExport, MeterRead.Dial previous, MeterRead.Dial current, decimal quantity, DateTime? updatedAt, Guid batch) : MeterDay
{
    internal sealed record Dial(DateTime At, decimal Value, Quality Quality);

    private static readonly TimeSpan Market = TimeSpan.FromHours(10);
    private ChannelKind Kind => !EspiUnits.IsAmount(EspiUnits.BaseOf(stream.Unit)) ? ChannelKind.Other : isExport ? ChannelKind.SolarExport : stream.IsControlledLoad ? ChannelKind.ControlledLoad : ChannelKind.Consumption;

    public override IReadOnlyList<string> Names => stream.Names;
    public override string Channel => stream.Register == "" || stream.Register == stream.Suffix ? stream.Suffix : $"{stream.Suffix}/{stream.Register}";
    public override DateOnly Day => DateOnly.FromDateTime(previous.At + Market);
    public override DateTime? UpdatedAt => updatedAt;
    public override string Key => $"{stream.Nmi}\u001f{Channel}\u001f{stream.Serial}\u001f{previous.At.Ticks}\u001f{updatedAt?.Ticks}";

    /// <summary>What the dials showed, for the graph of the readings; one that is null data was not read.</summary>
    public override IEnumerable<Reading> Readings => new[] { previous, current }.Where(dial => dial.Quality.Flag != QualityFlag.None).Select(dial => new Reading
    {
        MeterNumber = Meter,
        Register = Kind == ChannelKind.SolarExport ? $"{Channel} export" : Channel,
        ReadAt = dial.At,
        Value = dial.Value,
        Unit = stream.Unit,
        Quality = dial.Quality.Flag switch { QualityFlag.Estimated => ReadingQuality.Estimated, QualityFlag.Substituted or QualityFlag.Final => ReadingQuality.Substituted, _ => ReadingQuality.Actual },
        BatchId = batch,
    });

    public override IntervalDay ToRow()
    {
        var seconds = (int)(current.At - previous.At).TotalSeconds;
        // Where the current read is null data, nobody knows what was used: the quantity beside it says nothing.
        var isKnown = current.Quality.Flag != QualityFlag.None;
        var quality = isKnown && previous.Quality.IsGuess && !current.Quality.IsGuess ? previous.Quality : current.Quality;
        return new IntervalDay
        {
            MeterNumber = Meter,
            Channel = Channel,
            Day = Day,
            StartsAt = previous.At,
            EndsAt = current.At,
            Seconds = seconds,
            Unit = stream.Unit,
            Values = PackedValues.Pack(quantity.Scale, new Stretch(0, seconds, new[] { isKnown ? Whole(quantity) : Stretch.Missing })),
            Qualities = QualityRuns.Pack([new QualityRun(1, quality)]),
            Total = isKnown ? quantity : 0,
            Estimated = quality.IsGuess ? 1 : 0,
            Missing = isKnown ? 0 : 1,
            UpdatedAt = updatedAt,
            BatchId = batch,
        };
    }

    public override MeterChannel ToChannel() => stream.ToChannel(Meter, Channel, Kind, batch);

    private static long Whole(decimal value)
    {
        for (var scale = value.Scale; scale > 0; scale--) value *= 10;
        return (long)value;
    }
}
