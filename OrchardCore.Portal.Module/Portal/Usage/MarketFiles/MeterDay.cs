using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Usage.Intervals;

namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>A day, or a longer time between two reads, of one stream of a meter, as a file of meter data tells it. Its meter is found when it is looked up.</summary>
internal abstract class MeterDay
{
    /// <summary>What the retailer's services may call the meter, the likeliest first.</summary>
    public abstract IReadOnlyList<string> Names { get; }
    public abstract string Channel { get; }
    public abstract DateOnly Day { get; }
    public abstract DateTime? UpdatedAt { get; }
    public abstract string Key { get; }

    /// <summary>As the retailer's services call it.</summary>
    public string Meter { get; set; } = "";
    public abstract IntervalDay ToRow();
    public abstract MeterChannel ToChannel();

    /// <summary>What the dials showed, where the file says that too.</summary>
    public virtual IEnumerable<Reading> Readings => [];
}

/// <summary>How meter data land, whatever file they come in. A day that comes again with a later update replaces the earlier one.</summary>
internal static class MeterDays
{
    /// <summary>Of a day's sum and of what a dial shows: a store of millionths in 64 bits ends at nine times this.</summary>
    public const decimal Largest = 1_000_000_000_000;
    public const string Most = "values of a day that add up to 1,000,000,000,000 at most";

    private static readonly Upsert<IntervalDay> Days = new(nameof(IntervalDay.MeterNumber), nameof(IntervalDay.Channel), nameof(IntervalDay.Day))
    {
        // AEMO: the version with the latest UpdateDateTime holds, whatever came last.
        KnownElsewhere = [new("interval_days", """x."MeterNumber" = i."MeterNumber" and x."Channel" = i."Channel" and x."Day" = i."Day" and x."UpdatedAt" > i."UpdatedAt" """)],
    };

    private static readonly Upsert<MeterChannel> Channels = new(nameof(MeterChannel.MeterNumber), nameof(MeterChannel.Channel));
    private static readonly Upsert<Reading> Readings = new(nameof(Reading.MeterNumber), nameof(Reading.Register), nameof(Reading.ReadAt));

    /// <param name="place">What the file calls a meter: "NMI".</param>
    public static async Task LookUpAsync(IReadOnlyList<Parsed> chunk, Lookups lookups, string place, CancellationToken stop)
    {
        var days = chunk.Where(parsed => parsed is { IsGood: true, Row: MeterDay }).ToList();
        var known = await lookups.FindAsync("meter", days.SelectMany(parsed => ((MeterDay)parsed.Row!).Names), stop);
        foreach (var parsed in days)
        {
            var day = (MeterDay)parsed.Row!;
            if (day.Names.FirstOrDefault(known.ContainsKey) is { } meter) day.Meter = meter;
            else parsed.Refuse(place, day.Names[0], $"a known meter: no service has {(day.Names.Count == 1 ? "this" : "one of these")} as its meter number: {string.Join(", ", day.Names.Where(name => name != "").Select(Problem.Shown))}");
        }
    }

    /// <param name="complete">Adds to the days what is stored of them, where a file may have a part of a day.</param>
    public static async Task WriteAsync(string kind, IReadOnlyList<Parsed> chunk, ChunkWriter writer, CancellationToken stop, Func<IReadOnlyList<MeterDay>, Task<IReadOnlyList<MeterDay>>>? complete = null)
    {
        // A file may bring a day twice; the later update holds, of the same one the last.
        IReadOnlyList<MeterDay> days = [.. chunk.Select(parsed => (MeterDay)parsed.Row!).GroupBy(day => (day.Meter, day.Channel, day.Day)).Select(versions => versions.Reverse().MaxBy(day => day.UpdatedAt ?? DateTime.MinValue)!)];
        if (complete is not null) days = await complete(days);
        await writer.WriteAsync("channels", Channels, days.GroupBy(day => (day.Meter, day.Channel)).Select(channel => channel.Last().ToChannel()).ToList(), stop, countsRead: true);
        var readings = days.SelectMany(day => day.Readings).GroupBy(reading => (reading.MeterNumber, reading.Register, reading.ReadAt)).Select(same => same.Last()).ToList();
        if (readings.Count > 0) await writer.WriteAsync("readings", Readings, readings, stop, countsRead: true);
        await writer.WriteAsync(kind, Days, days.Select(day => day.ToRow()).ToList(), stop);
    }
}
