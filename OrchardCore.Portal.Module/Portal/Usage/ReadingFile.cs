using OrchardCore.Portal.Importing;

namespace OrchardCore.Portal.Usage;

/// <summary>readings.csv: what the meters showed.</summary>
internal static class ReadingFile
{
    private static readonly Dictionary<string, ReadingQuality> Qualities = Enum.GetValues<ReadingQuality>().ToDictionary(quality => quality.ToString().ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);

    private static readonly Column Meter = Column.Must("meter_number", 40), ReadAt = Column.Must("read_at", Column.Instant), Value = Column.Must("reading", Column.Number),
        Register = Column.May("register", 40), Quality = Column.May("quality", Column.OneOf(Qualities.Keys)), Unit = Column.May("unit", 20);

    public static readonly CsvKind<Reading> Kind = new("readings", 70)
    {
        Keys = new KeySpace("reading"),
        KeyWords = "meter_number, register, read_at",
        Columns = [Meter, ReadAt, Value, Register, Quality, Unit],
        ToRow = line => new Reading
        {
            MeterNumber = line.Text(Meter),
            ReadAt = line.Instant(ReadAt),
            Value = line.Number(Value),
            Register = line.Text(Register) is { Length: > 0 } register ? register : "1",
            Quality = line.Choice(Quality, Qualities, ReadingQuality.Actual),
            Unit = line.Text(Unit),
            BatchId = line.Context.BatchId,
        },
        Key = reading => $"{reading.MeterNumber}\u001f{reading.Register}\u001f{reading.ReadAt.Ticks}",
        References = [new("meter", Meter, reading => reading.MeterNumber)],
        Store = new Upsert<Reading>(nameof(Reading.MeterNumber), nameof(Reading.Register), nameof(Reading.ReadAt)),
    };
}
