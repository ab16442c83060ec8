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

    private NemStream? _stream;
    private long _record;
    private bool _hasHeader, _hasEnd, _hasSaidSo;

    public IEnumerable<Parsed> Read()
    {
        Parsed? day = null;
        Pending? pending = null;
        while (lines.Next() is { } line)
        {
            var fields = line.Split(',');
            if (_hasEnd) throw lines.Refused(Problem.Shown(line), "nothing after the 900 record");
            if (fields[0] is not ("400" or "500") && day is not null)
            {
                yield return Finished(day, pending);
                (day, pending) = (null, null);
            }
            switch (fields[0])
            {
                case "100":
                    if (_hasHeader || lines.Number > 1) throw lines.Refused("a second header", "one 100 record, at the beginning");
                    if (fields.Length < 2 || fields[1] != "NEM12") throw lines.Refused(Problem.Shown(line), "100,NEM12,…");
                    _hasHeader = true;
                    break;
                case "200":
                    var stream = new Parsed(++_record, lines.Number);
                    _stream = StreamOf(fields, stream);
                    if (!stream.IsGood) yield return stream;
                    break;
                case "300":
                    day = new Parsed(++_record, lines.Number) { Weight = Weight };
                    pending = DayOf(fields, day);
                    break;
                case "400":
                    if (day is null) { yield return Wrong(fields, "a 300 record before a 400 record"); break; }
                    pending?.Take(fields, day, lines.Number);
                    break;
                case "500":
                    break;   // what somebody read by hand: it changes no interval
                case "900":
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

    private Parsed Wrong(string[] fields, string expected)
    {
        var parsed = new Parsed(++_record, lines.Number);
        parsed.Refuse("record", fields[0], expected);
        return parsed;
    }

    private static NemStream? StreamOf(string[] fields, Parsed parsed)
    {
        if (fields.Length < 9)
        {
            parsed.Refuse("200", $"{fields.Length} fields", "at least 9: 200,NMI,configuration,register,suffix,data stream,serial number,unit,interval length");
            return null;
        }
        var nmi = NemStream.NmiOf(fields[1].Trim(), parsed);
        var suffix = fields[4].Trim();
        if (suffix.Length != 2 || !char.IsAsciiLetterUpper(suffix[0])) parsed.Refuse("NMI suffix", suffix, "two characters such as E1 or B1");
        var unit = "";
        if ((fields[7].Trim() != "" || suffix is ['E' or 'B', ..]) && !MeterUnits.TryParse(fields[7].Trim(), out unit!)) parsed.Refuse("unit", fields[7], "kWh, Wh, MWh, kvarh, kVAh or another unit of AEMO's list");
        if (!int.TryParse(fields[8], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes is not (5 or 10 or 15 or 30)) parsed.Refuse("interval length", fields[8], "5, 10, 15 or 30 minutes");
        DateOnly? next = null;
        if (fields.Length > 9 && fields[9].Trim() is { Length: > 0 } scheduled)
        {
            if (Day(scheduled) is { } on) next = on;
            else parsed.Refuse("next scheduled read date", scheduled, "a date as 20261130");
        }
        return parsed.IsGood ? new NemStream(nmi!, fields[2].Trim(), fields[3].Trim(), suffix, fields[5].Trim(), fields[6].Trim(), unit, minutes, next) : null;
    }

    private Pending? DayOf(string[] fields, Parsed parsed)
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
        if (fields.Length < count + 3)
        {
            parsed.Refuse("300", $"{fields.Length - 2} values or fewer", $"{count} values: a day of {stream.Minutes} minutes, then quality");
            return null;
        }
        if (Day(fields[1]) is not { } day)
        {
            parsed.Refuse("interval date", fields[1], "a date as 20261130");
            return null;
        }
        var quality = fields[count + 2].Trim();
        DateTime? updated = null;
        if (fields.Length > count + 5 && fields[count + 5].Trim() is { Length: > 0 } at)
        {
            if (Instant(at) is { } version) updated = version;
            else parsed.Refuse("update date and time", at, "yyyymmddhhmmss");
        }
        var scaled = new Scaled(count);
        for (var n = 0; n < count; n++)
            if (!scaled.Add(fields[n + 2].AsSpan().Trim()) && !(quality is ['N', ..] or ['V', ..] && fields[n + 2].Trim() == ""))
            {
                parsed.Refuse($"interval {n + 1}", fields[n + 2], "a number that is not below zero, such as 0.125");
                return null;
            }
        var pending = new Pending(stream, day, scaled, count, updated, batch);
        if (quality == "V") pending.IsVariable = true;
        else if (QualityOf(quality, Field(fields, count + 3), Field(fields, count + 4)) is { } whole) pending.Runs.Add(new QualityRun(count, whole));
        else parsed.Refuse("quality method", quality, "A, N, V, or E, F or S with a two-digit method such as S14");
        return pending;
    }

    private static string Field(string[] fields, int at) => at < fields.Length ? fields[at].Trim() : "";
    internal static DateOnly? Day(string text) => DateOnly.TryParseExact(text.Trim(), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Market time is AEST all year round.</summary>
    internal static DateTime? Instant(string text) => DateTime.TryParseExact(text, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year > 1
        ? DateTime.SpecifyKind(local.AddHours(-10), DateTimeKind.Utc) : null;

    internal static Quality? QualityOf(string code, string reason, string words) => code switch
    {
        "A" when reason == "" && words == "" => Quality.Actual,
        ['A' or 'N'] => new Quality((QualityFlag)code[0], "", reason, words),
        ['E' or 'F' or 'S', >= '0' and <= '9', >= '0' and <= '9'] => new Quality((QualityFlag)code[0], code[1..], reason, words),
        _ => null,
    };

    /// <summary>A day whose 400 records may still come.</summary>
    private sealed class Pending(NemStream stream, DateOnly day, Scaled values, int count, DateTime? updated, Guid batch)
    {
        public List<QualityRun> Runs { get; } = [];
        public bool IsVariable { get; set; }

        public void Take(string[] fields, Parsed parsed, long line)
        {
            var expected = Runs.Sum(run => run.Count) + 1;
            if (!IsVariable) parsed.Warn($"400 (line {line})", "a 400 record", "one only under a day with the quality V; it is passed over");
            else if (fields.Length < 4 || !int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var from) || !int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var to) || from != expected || to < from || to > count)
                parsed.Refuse($"400 (line {line})", $"intervals {Field(fields, 1)} to {Field(fields, 2)}", $"a range that begins with {expected} and ends by {count}: the ranges of a day follow each other without a gap");
            else if (QualityOf(Field(fields, 3), Field(fields, 4), Field(fields, 5)) is { } quality) Runs.Add(new QualityRun(to - from + 1, quality));
            else parsed.Refuse($"400 (line {line})", Field(fields, 3), "A, N, or E, F or S with a two-digit method such as S14");
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
            return parsed.IsGood ? new NemDay(stream, day, values.Decimals, values.ToLongs(), Runs, updated, batch) : null;
        }
    }

    /// <summary>Numbers as whole units of the last decimal of them all: exact, whatever each was written with.</summary>
    private sealed class Scaled(int count)
    {
        private const int MostDecimals = 9;
        private const long Small = 1_000_000_000;   // with nine noughts more, it is still within 64 bits
        private readonly (long Value, int Decimals)[] _values = new (long, int)[count];
        private int _next;
        private long _most;

        public int Decimals { get; private set; }

        /// <returns>False for what is no number; its place then holds nought.</returns>
        public bool Add(ReadOnlySpan<char> text)
        {
            var (value, decimals, digits) = (0L, -1, 0);
            if (text.IsEmpty) Blanks.Add(_next);
            foreach (var letter in text)
            {
                if (letter == '.' && decimals < 0) decimals = 0;
                else if (char.IsAsciiDigit(letter) && digits < 17) (value, decimals, digits) = (value * 10 + (letter - '0'), decimals < 0 ? -1 : decimals + 1, digits + 1);
                else return Put(0, 0, false);
            }
            return Put(value, Math.Max(0, decimals), digits > 0 && decimals <= MostDecimals);
        }

        /// <summary>Places without a value, which hold nought.</summary>
        public List<int> Blanks { get; } = [];

        /// <summary>Whether all of them, with as many decimals as the one that has the most, go into 64 bits, and their sum into the store.</summary>
        public bool Fit => _most <= Small
            || _values.Sum(one => PackedValues.Number(one.Value, one.Decimals)) <= MeterDays.Largest && _values.All(one => one.Value * (Int128)Math.Pow(10, Decimals - one.Decimals) <= PackedValues.Largest);

        public long[] ToLongs() => [.. _values.Select(one => one.Value * (long)Math.Pow(10, Decimals - one.Decimals))];

        private bool Put(long value, int decimals, bool good)
        {
            _values[_next++] = good ? (value, decimals) : (0, 0);
            if (good) (Decimals, _most) = (Math.Max(Decimals, decimals), Math.Max(_most, value));
            return good;
        }
    }
}
