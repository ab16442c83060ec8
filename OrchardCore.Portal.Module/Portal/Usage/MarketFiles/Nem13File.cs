using System.Globalization;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Usage.Intervals;

namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>
/// NEM13: what meters showed that are read by hand, and what was used between two reads (AEMO, Meter Data File Format Specification NEM12 &amp; NEM13,
/// records 100, 250, 550 and 900).
/// </summary>
internal sealed class Nem13File() : TextKind("nem13", 81)
{
    private const int Fields = 23;
    private const string AllFields = "23 fields: 250, NMI, configuration, register, suffix, data stream, serial number, direction, five of the previous read, five of the current one, quantity, unit, next scheduled read, update and load time";

    public static readonly Nem13File Kind = new() { Keys = Nem12File.Days, KeyWords = "NMI, suffix, register, previous read, update time", Begins = ["100,NEM13", "250,"] };

    public override IEnumerable<Parsed> Read(ContentFile file, Stream content, ReadContext context)
    {
        var lines = new NemLines(content, file.Name);
        var (record, hasHeader, hasEnd, hasRead) = (0L, false, false, false);
        while (lines.Next())
        {
            var fields = lines.Text.Split(',');
            if (hasEnd) throw lines.Refused(Problem.Shown(lines.Text), "nothing after the 900 record");
            switch (fields[0])
            {
                case "100":
                    if (hasHeader || lines.Number > 1) throw lines.Refused("a second header", "one 100 record, at the beginning");
                    if (fields.Length < 2 || fields[1] != "NEM13") throw lines.Refused(Problem.Shown(lines.Text), "100,NEM13,…");
                    hasHeader = true;
                    break;
                case "250":
                    var read = new Parsed(++record, lines.Number) { Weight = 2 };
                    if (!hasHeader && !hasRead) read.Warn("100", "no header", "a 100 record at the beginning and a 900 record at the end: without them nobody can tell whether the file is whole");
                    hasRead = true;
                    read.Row = ReadOf(fields, read, context.BatchId);
                    yield return read;
                    break;
                case "550":
                    break;   // orders between companies
                case "900":
                    hasEnd = true;
                    break;
                default:
                    var wrong = new Parsed(++record, lines.Number);
                    wrong.Refuse("record", fields[0], fields[0] is "200" or "300" or "400" or "500" ? "records of NEM13; interval data come in a NEM12 file of their own" : "a record that begins with 100, 250, 550 or 900");
                    yield return wrong;
                    break;
            }
        }
        if (!hasHeader || hasEnd) yield break;
        var cut = new Parsed(++record, lines.Number);
        cut.Refuse("900", "the end of the file", "a 900 record at the end: without it the file may have been cut off");
        yield return cut;
    }

    public override string KeyOf(object row) => ((MeterDay)row).Key;
    public override KnownKey? Offers(object row) => null;
    public override Task LookUpAsync(IReadOnlyList<Parsed> chunk, Lookups lookups, CancellationToken stop) => MeterDays.LookUpAsync(chunk, lookups, "NMI", stop);
    public override Task WriteAsync(IReadOnlyList<Parsed> chunk, ChunkWriter writer, CancellationToken stop) => MeterDays.WriteAsync(Name, chunk, writer, stop);

    private static MeterRead? ReadOf(string[] fields, Parsed parsed, Guid batch)
    {
        if (fields.Length < Fields - 1)
        {
            parsed.Refuse("250", $"{fields.Length} fields", AllFields);
            return null;
        }
        for (var at = 0; at < fields.Length; at++) fields[at] = fields[at].Trim();
        var nmi = NemStream.NmiOf(fields[1], parsed);
        if (fields[4] is not { Length: > 0 and <= 10 }) parsed.Refuse("NMI suffix", fields[4], "characters such as 11 or 41");
        if (fields[7] is not ("E" or "I")) parsed.Refuse("direction", fields[7], "E for what the market sends to the customer, or I for what the customer sends back");
        var (previous, current) = (Dial(fields, 8, "previous", parsed), Dial(fields, 13, "current", parsed));
        if (!decimal.TryParse(fields[18], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var quantity) || quantity.Scale > 6 || Math.Abs(quantity) > 1_000_000_000) parsed.Refuse("quantity", fields[18], "a number such as 1312.1");
        if (!MeterUnits.TryParse(fields[19], out var unit)) parsed.Refuse("unit", fields[19], "kWh, Wh, MWh, kvarh, kVAh or another unit of AEMO's list");
        DateTime? updated = fields[21] == "" ? null : Nem12Lines.Instant(fields[21]);
        if (fields[21] != "" && updated is null) parsed.Refuse("update date and time", fields[21], "yyyymmddhhmmss");
        DateOnly? next = fields[20] == "" ? null : Nem12Lines.Day(fields[20]);
        if (fields[20] != "" && next is null) parsed.Refuse("next scheduled read date", fields[20], "a date as 20261130");
        if (parsed.IsGood && current!.At <= previous!.At) parsed.Refuse("current read", fields[14], "a time after that of the previous read");
        return parsed.IsGood ? new MeterRead(new NemStream(nmi!, fields[2], fields[3], fields[4], fields[5], fields[6], unit!, 0, next), fields[7] == "I", previous!, current!, quantity, updated, batch) : null;
    }

    private static MeterRead.Dial? Dial(string[] fields, int first, string which, Parsed parsed)
    {
        var isNumber = decimal.TryParse(fields[first], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value);
        if (!isNumber || value > MeterDays.Largest) parsed.Refuse($"{which} read", fields[first], "what the register showed, such as 007654.9; 1,000,000,000,000 at most");
        var at = Nem12Lines.Instant(fields[first + 1]);
        if (at is null) parsed.Refuse($"{which} read's time", fields[first + 1], "yyyymmddhhmmss");
        var quality = Nem12Lines.QualityOf(fields[first + 2], fields[first + 3], fields[first + 4]);
        if (quality is null) parsed.Refuse($"{which} quality method", fields[first + 2], "A, N, or E, F or S with a two-digit method such as S62");
        return isNumber && at is { } instant && quality is not null ? new(instant, value, quality) : null;
    }
}
