using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Usage.Intervals;

namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>A 200 record: what the days under it are of.</summary>
internal sealed record NemStream(string Nmi, string Configuration, string Register, string Suffix, string Stream, string Serial, string Unit, int Minutes, DateOnly? NextReadOn)
{
    /// <summary>The NMI with and without its checksum, and the meter's serial number: a retailer's services may have either.</summary>
    public IReadOnlyList<string> Names { get; } = [.. new[] { Nmi, Nmi + MarketFiles.Nmi.Checksum(Nmi), Serial }.Where(name => name != "")];

    public bool IsControlledLoad => Register.Contains("CL", StringComparison.OrdinalIgnoreCase) || Register.Contains("control", StringComparison.OrdinalIgnoreCase);

    /// <summary>"E" comes to the customer and "B" goes back; the rest (reactive energy and the like) is no amount that is billed (AEMO, NMI Procedure, table of data stream suffixes).</summary>
    public ChannelKind Kind => Suffix switch
    {
        ['E', ..] when IsControlledLoad => ChannelKind.ControlledLoad,
        ['E', ..] => ChannelKind.Consumption,
        ['B', ..] => ChannelKind.SolarExport,
        _ => ChannelKind.Other,
    };

    /// <returns>Null where it is none: then the problem is noted.</returns>
    public static string? NmiOf(string given, Parsed parsed)
    {
        var nmi = MarketFiles.Nmi.Read(given);
        if (nmi is null && given.Length is > 0 and <= 10 && given.All(char.IsAsciiLetterOrDigit)) nmi = given;   // a retailer's own numbering, outside the market
        if (nmi is null) parsed.Refuse("NMI", given, MarketFiles.Nmi.Expected);
        return nmi;
    }

    public MeterChannel ToChannel(string meter, string channel, ChannelKind kind, Guid batch) => new()
    {
        MeterNumber = meter,
        Channel = channel,
        Kind = kind,
        Flow = kind == ChannelKind.SolarExport ? FlowDirection.FromCustomer : FlowDirection.ToCustomer,
        SupplyPoint = Nmi,
        Configuration = Configuration,
        Register = Register,
        Stream = Stream,
        Serial = Serial,
        NextReadOn = NextReadOn,
        BatchId = batch,
    };
}

/// <summary>What a day's intervals come to, as it is stored.</summary>
internal sealed record NemAmounts(byte[] Packed, string Qualities, decimal Total, int Estimated, int Missing)
{
    public static NemAmounts Of(NemStream stream, NemValues values, List<QualityRun> runs)
    {
        var scaled = values.Scaled();
        var (estimated, missing, at) = (0, 0, 0);
        foreach (var run in runs)
        {
            if (run.Quality.Flag == QualityFlag.None)
            {
                scaled.Slice(at, run.Count).Span.Fill(Stretch.Missing);
                missing += run.Count;
            }
            else if (run.Quality.IsGuess) estimated += run.Count;
            at += run.Count;
        }
        return new NemAmounts(PackedValues.Pack(values.Decimals, new Stretch(0, stream.Minutes * 60, scaled)), QualityRuns.Pack(runs), PackedValues.Sum(scaled.Span, values.Decimals), estimated, missing);
    }
}

/// <summary>A 300 record with its 400 records: a data stream's day.</summary>
internal sealed class NemDay(NemStream stream, DateOnly day, NemAmounts amounts, DateTime? updatedAt, Guid batch) : MeterDay
{
    // Market time is AEST all year round (National Electricity Rules, chapter 10, "EST").
    private static readonly TimeSpan Market = TimeSpan.FromHours(10);

    public override IReadOnlyList<string> Names => stream.Names;
    public override string Channel => stream.Suffix;
    public override DateOnly Day => day;
    public override DateTime? UpdatedAt => updatedAt;
    public override string Key => $"{stream.Nmi}\u001f{stream.Suffix}\u001f{day.DayNumber}\u001f{updatedAt?.Ticks}";

    public override IntervalDay ToRow()
    {
        var starts = DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue) - Market, DateTimeKind.Utc);
        return new IntervalDay
        {
            MeterNumber = Meter,
            Channel = stream.Suffix,
            Day = day,
            StartsAt = starts,
            EndsAt = starts.AddDays(1),
            Seconds = stream.Minutes * 60,
            Unit = stream.Unit,
            Values = amounts.Packed,
            Qualities = amounts.Qualities,
            Total = amounts.Total,
            Estimated = amounts.Estimated,
            Missing = amounts.Missing,
            UpdatedAt = updatedAt,
            BatchId = batch,
        };
    }

    public override MeterChannel ToChannel() => stream.ToChannel(Meter, stream.Suffix, stream.Kind, batch);
}
