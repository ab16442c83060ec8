using System.Globalization;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Usage.Intervals;

namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>
/// Reads NEM12 line by line (AEMO, Meter Data File Format Specification NEM12 &amp; NEM13, 2.3 to 4.5): 100 header, 200 data stream, 300 day, 400 qualities of a
/// day that has several, 500 manual readings, 900 end. A fault names its line and field, and the days around it are read on.
/// </summary>
/// <param name="batch">Of which the rows are.</param>
internal sealed class Nem12Lines(NemLines lines, Guid batch)
{
    // A day is hundreds of values: fewer of them are written at once than rows of other files.
    private const int Weight = 8;

    private readonly NemFields _fields = new();
    private readonly NemValues _values = new();
    private NemStream? _stream;
    private long _record;
    private bool _hasHeader, _hasEnd, _hasSaidSo;

    public IEnumerable<Parsed> Read()
    {
        Parsed? day = null;
        Pending? pending = null;
        while (lines.Next())
        {
            _fields.Take(lines.Line);
            var (fields, indicator) = (_fields, _fields.Indicator);
            if (_hasEnd) throw lines.Refused(Problem.Shown(lines.Text), "nothing after the 900 record");
            if (indicator is not (400 or 500) && day is not null)
            {
                yield return Finished(day, pending);
                (day, pending) = (null, null);
            }
            switch (indicator)
            {
                case 100:
                    if (_hasHeader || lines.Number > 1) throw lines.Refused("a second header", "one 100 record, at the beginning");
                    if (fields.Text(1) != "NEM12") throw lines.Refused(Problem.Shown(lines.Text), "100,NEM12,…");
                    _hasHeader = true;
                    break;
                case 200:
                    var stream = new Parsed(++_record, lines.Number);
                    _stream = StreamOf(fields, stream);
                    if (!stream.IsGood) yield return stream;
                    break;
                case 300:
                    day = new Parsed(++_record, lines.Number) { Weight = Weight };
                    pending = DayOf(fields, day);
                    break;
                case 400:
                    if (day is null) { yield return Wrong(fields, "a 300 record before a 400 record"); break; }
                    pending?.Take(fields, day, lines.Number);
                    break;
                case 500:
                    break;   // what somebody read by hand: it changes no interval
                case 900:
                    _hasEnd = true;
                    break;
                default:
                    yield return Wrong(fields, "a record that begins with 100, 200, 300, 400, 500 or 900");
                    break;
            }
        }
        if (day is not null) yield return Finished(day, pending);
        if (_hasHeader && !_hasEnd)
        {
            var cut = new Parsed(++_record, lines.Number);
            cut.Refuse("900", "the end of the file", "a 900 record at the end: without it the file may have been cut off");
            yield return cut;
        }
    }

    private static Parsed Finished(Parsed day, Pending? pending)
    {
        day.Row = pending?.ToDay(day);
        return day;
    }

    private Parsed Wrong(NemFields fields, string expected)
    {
        var parsed = new Parsed(++_record, lines.Number);
        parsed.Refuse("record", fields.Text(0), expected);
        return parsed;
    }

    private static NemStream? StreamOf(NemFields fields, Parsed parsed)
    {
        if (fields.Count < 9)
        {
            parsed.Refuse("200", $"{fields.Count} fields", "at least 9: 200,NMI,configuration,register,suffix,data stream,serial number,unit,interval length");
            return null;
        }
        var nmi = NemStream.NmiOf(fields.Trimmed(1), parsed);
        var suffix = fields.Trimmed(4);
        if (suffix.Length != 2 || !char.IsAsciiLetterUpper(suffix[0])) parsed.Refuse("NMI suffix", suffix, "two characters such as E1 or B1");
        var unit = "";
        if ((fields.Trimmed(7) != "" || suffix is ['E' or 'B', ..]) && !MeterUnits.TryParse(fields.Trimmed(7), out unit!)) parsed.Refuse("unit", fields.Text(7), "kWh, Wh, MWh, kvarh, kVAh or another unit of AEMO's list");
        if (!int.TryParse(fields.Text(8), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes is not (5 or 10 or 15 or 30)) parsed.Refuse("interval length", fields.Text(8), "5, 10, 15 or 30 minutes");
        DateOnly? next = null;
        if (fields.Trimmed(9) is { Length: > 0 } scheduled)
        {
            if (Day(scheduled) is { } on) next = on;
            else parsed.Refuse("next scheduled read date", scheduled, "a date as 20261130");
        }
        return parsed.IsGood ? new NemStream(nmi!, fields.Trimmed(2), fields.Trimmed(3), suffix, fields.Trimmed(5), fields.Trimmed(6), unit, minutes, next) : null;
    }

    private Pending? DayOf(NemFields fields, Parsed parsed)
    {
        if (!_hasHeader && !_hasSaidSo)
        {
            _hasSaidSo = true;
            parsed.Warn("100", "no header", "a 100 record at the beginning and a 900 record at the end: without them nobody can tell whether the file is whole");
        }
        if (_stream is not { } stream)
        {
            parsed.Refuse("300", "a day", "a good 200 record before it: the days under a faulty one cannot be told whose they are");
            return null;
        }
        var count = 1440 / stream.Minutes;
        if (fields.Count < count + 3)
        {
            parsed.Refuse("300", $"{fields.Count - 2} values or fewer", $"{count} values: a day of {stream.Minutes} minutes, then quality");
            return null;
        }
        if ((Instants.TryCompactDate(fields[1], out var plain) ? plain : Day(fields.Text(1))) is not { } day)
        {
            parsed.Refuse("interval date", fields.Text(1), "a date as 20261130");
            return null;
        }
        var quality = fields.Trimmed(count + 2);
        DateTime? updated = null;
        if (Instants.TryCompact(fields[count + 5], out var local)) updated = AtMarket(local);
        else if (fields.Trimmed(count + 5) is { Length: > 0 } at)
        {
            if (Instant(at) is { } version) updated = version;
            else parsed.Refuse("update date and time", at, "yyyymmddhhmmss");
        }
        if (_values.Take(fields, 2, count, mayBeBlank: quality is ['N' or 'V', ..]) is >= 0 and var wrong)
        {
            parsed.Refuse($"interval {wrong + 1}", fields.Text(wrong + 2), "a number that is not below zero, such as 0.125");
            return null;
        }
        var pending = new Pending(stream, day, _values, count, updated, batch);
        if (quality == "V") pending.IsVariable = true;
        else if (QualityOf(fields, count + 2) is { } whole) pending.Runs.Add(new QualityRun(count, whole));
        else parsed.Refuse("quality method", quality, "A, N, V, or E, F or S with a two-digit method such as S14");
        return pending;
    }

    internal static DateOnly? Day(ReadOnlySpan<char> text) => DateOnly.TryParseExact(text.Trim(), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Market time is AEST all year round.</summary>
    internal static DateTime? Instant(ReadOnlySpan<char> text) => DateTime.TryParseExact(text, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year > 1
        ? AtMarket(local) : null;

    private static DateTime AtMarket(DateTime local) => DateTime.SpecifyKind(local.AddHours(-10), DateTimeKind.Utc);

    // Most days are actual as a whole, and need no texts.
    private static Quality? QualityOf(NemFields fields, int first) => fields[first] is [(byte)'A'] && fields[first + 1].IsEmpty && fields[first + 2].IsEmpty ? Quality.Actual
        : QualityOf(fields.Trimmed(first), fields.Trimmed(first + 1), fields.Trimmed(first + 2));

    internal static Quality? QualityOf(string code, string reason, string words) => code switch
    {
        "A" when reason == "" && words == "" => Quality.Actual,
        ['A' or 'N'] => new Quality((QualityFlag)code[0], "", reason, words),
        ['E' or 'F' or 'S', >= '0' and <= '9', >= '0' and <= '9'] => new Quality((QualityFlag)code[0], code[1..], reason, words),
        _ => null,
    };

    /// <summary>A day whose 400 records may still come.</summary>
    private sealed class Pending(NemStream stream, DateOnly day, NemValues values, int count, DateTime? updated, Guid batch)
    {
        public List<QualityRun> Runs { get; } = new(1);
        public bool IsVariable { get; set; }

        public void Take(NemFields fields, Parsed parsed, long line)
        {
            var expected = Runs.Sum(run => run.Count) + 1;
            if (!IsVariable) parsed.Warn($"400 (line {line})", "a 400 record", "one only under a day with the quality V; it is passed over");
            else if (fields.Count < 4 || !int.TryParse(fields.Text(1), NumberStyles.None, CultureInfo.InvariantCulture, out var from) || !int.TryParse(fields.Text(2), NumberStyles.None, CultureInfo.InvariantCulture, out var to) || from != expected || to < from || to > count)
                parsed.Refuse($"400 (line {line})", $"intervals {fields.Trimmed(1)} to {fields.Trimmed(2)}", $"a range that begins with {expected} and ends by {count}: the ranges of a day follow each other without a gap");
            else if (QualityOf(fields, 3) is { } quality) Runs.Add(new QualityRun(to - from + 1, quality));
            else parsed.Refuse($"400 (line {line})", fields.Trimmed(3), "A, N, or E, F or S with a two-digit method such as S14");
        }

        private Quality QualityAt(int place)
        {
            var run = 0;
            for (; place >= Runs[run].Count; run++) place -= Runs[run].Count;
            return Runs[run].Quality;
        }

        public NemDay? ToDay(Parsed parsed)
        {
            if (parsed.IsGood && IsVariable && Runs.Sum(run => run.Count) is var covered && covered != count)
                parsed.Refuse("400", $"ranges for {covered} intervals", $"400 records for all {count} intervals, since the day's quality is V");
            if (parsed.IsGood) foreach (var blank in values.Blanks.Where(blank => QualityAt(blank).Flag != QualityFlag.None).Take(1)) parsed.Refuse($"interval {blank + 1}", "", "a value: only an interval of the quality N has none");
            if (parsed.IsGood && !values.Fit) parsed.Refuse("300", "numbers that are too large", MeterDays.Most);
            return parsed.IsGood ? new NemDay(stream, day, NemAmounts.Of(stream, values, Runs), updated, batch) : null;
        }
    }
}
