using OrchardCore.Portal.Usage.Intervals;

namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>A 200 record: what the days under it are of.</summary>
internal sealed record NemStream(string Nmi, string Configuration, string Register, string Suffix, string Stream, string Serial, string Unit, int Minutes, DateOnly? NextReadOn)
{
    /// <summary>"E" comes to the customer and "B" goes back; the rest (reactive energy and the like) is no amount that is billed (AEMO, NMI Procedure, table of data stream suffixes).</summary>
    public ChannelKind Kind => Suffix switch
    {
        ['E', ..] when Register.Contains("CL", StringComparison.OrdinalIgnoreCase) || Register.Contains("control", StringComparison.OrdinalIgnoreCase) => ChannelKind.ControlledLoad,
        ['E', ..] => ChannelKind.Consumption,
        ['B', ..] => ChannelKind.SolarExport,
        _ => ChannelKind.Other,
    };
}

/// <summary>A 300 record with its 400 records: a data stream's day. Its meter is found when it is looked up.</summary>
internal sealed class NemDay(NemStream stream, DateOnly day, int decimals, long[] values, IReadOnlyList<QualityRun> runs, DateTime? updatedAt, Guid batch)
{
    // Market time is AEST all year round (National Electricity Rules, chapter 10, "EST").
    private static readonly TimeSpan Market = TimeSpan.FromHours(10);

    public NemStream Stream => stream;
    public DateOnly Day => day;
    public DateTime? UpdatedAt => updatedAt;

    /// <summary>As the retailer's services call it: the NMI, or the meter's serial number.</summary>
    public string Meter { get; set; } = "";

    public string Key => $"{stream.Nmi}\u001f{stream.Suffix}\u001f{day.DayNumber}\u001f{updatedAt?.Ticks}";

    public IntervalDay ToRow()
    {
        var starts = DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue) - Market, DateTimeKind.Utc);
        var (estimated, missing, at) = (0, 0, 0);
        foreach (var run in runs)
            for (var one = 0; one < run.Count; one++, at++)
            {
                if (run.Quality.Flag == QualityFlag.None) (values[at], missing) = (Stretch.Missing, missing + 1);
                else if (run.Quality.IsGuess) estimated++;
            }
        return new IntervalDay
        {
            MeterNumber = Meter,
            Channel = stream.Suffix,
            Day = day,
            StartsAt = starts,
            EndsAt = starts.AddDays(1),
            Seconds = stream.Minutes * 60,
            Unit = stream.Unit,
            Values = PackedValues.Pack(decimals, new Stretch(0, stream.Minutes * 60, values)),
            Qualities = QualityRuns.Pack(runs),
            Total = values.Where(value => value != Stretch.Missing).Sum(value => PackedValues.Number(value, decimals)),
            Estimated = estimated,
            Missing = missing,
            UpdatedAt = updatedAt,
            BatchId = batch,
        };
    }

    public MeterChannel ToChannel() => new()
    {
        MeterNumber = Meter,
        Channel = stream.Suffix,
        Kind = stream.Kind,
        Flow = stream.Kind == ChannelKind.SolarExport ? FlowDirection.FromCustomer : FlowDirection.ToCustomer,
        SupplyPoint = stream.Nmi,
        Configuration = stream.Configuration,
        Register = stream.Register,
        Stream = stream.Stream,
        Serial = stream.Serial,
        NextReadOn = stream.NextReadOn,
        BatchId = batch,
    };
}
