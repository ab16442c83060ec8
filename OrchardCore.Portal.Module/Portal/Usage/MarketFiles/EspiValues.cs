using System.Globalization;
using System.Runtime.InteropServices;
using System.Xml;
using OrchardCore.Portal.Usage.Intervals;

namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>An IntervalReading as numbers: seconds since 1970, seconds, the value before it is scaled, the cost in hundred-thousandths.</summary>
internal readonly record struct EspiValue(long Start, int Seconds, decimal Value, long? Cost, short Quality, Tariff Tariff, int Line);

/// <summary>A day of a stream.</summary>
internal sealed record EspiDayValues(DateOnly Day, IReadOnlyList<EspiValue> Intervals, DateTime? UpdatedAt, int Line);

/// <summary>The readings of a stream, in the order of the file.</summary>
internal sealed class EspiValues
{
    private const int LongestInterval = 400 * 86_400;   // a year's amount in one
    private const decimal Largest = 1_000_000_000_000;  // ESPI allows 48 bits; a day's sum is stored as millionths of 64

    private readonly List<EspiValue> _all = [];
    private DateTime? _updatedAt;

    public int Count => _all.Count;

    /// <summary>Where the first of them stands.</summary>
    public int Line { get; init; }

    public void Add(EspiValues block, DateTime? updatedAt)
    {
        _all.AddRange(block._all);
        if (updatedAt > (_updatedAt ?? DateTime.MinValue)) _updatedAt = updatedAt;
    }

    /// <summary>Reads the IntervalReading that the reader stands on, and leaves the reader behind it.</summary>
    /// <returns>What is wrong with it, if anything.</returns>
    public (string Found, string Expected)? Read(XmlReader xml, int line)
    {
        Dictionary<string, string> found = new(StringComparer.Ordinal);
        var (depth, name) = (xml.Depth, "");
        if (!xml.IsEmptyElement)
            while (xml.Read() && xml.Depth > depth)
            {
                if (xml.NodeType == XmlNodeType.Element) name = xml.LocalName;
                else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && xml.Value.Length <= 100) found.TryAdd(name, xml.Value.Trim());
            }
        xml.Read();

        if (!TryNumber("start", out var start) || start is < 0 or > 32_503_680_000) return (Shown("start"), "timePeriod/start: seconds since 1970, UTC");
        if (!TryNumber("duration", out var seconds) || seconds is < 0 or > LongestInterval) return (Shown("duration"), "timePeriod/duration: seconds, at most those of 400 days");
        if (!TryNumber("value", out var value) || Math.Abs(value) > Largest || value.Scale > 6) return (Shown("value"), "value: a whole number, 1,000,000,000,000 at most");
        if (found.ContainsKey("cost") && (!TryNumber("cost", out var price) || Math.Abs(price) > Largest)) return (Shown("cost"), "cost: a whole number, in hundred-thousandths of the currency, 1,000,000,000,000 at most");
        _all.Add(new((long)start, (int)seconds, value, TryNumber("cost", out var cost) ? (long)cost : null, (short)Small("quality"), new Tariff(Small("tou"), Small("consumptionTier"), Small("cpp")), line));
        return null;

        bool TryNumber(string part, out decimal number) => decimal.TryParse(found.GetValueOrDefault(part), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
        int Small(string part) => TryNumber(part, out var number) && number is >= 0 and <= short.MaxValue ? (int)number : 0;
        string Shown(string part) => found.GetValueOrDefault(part, "nothing");
    }

    /// <summary>By the days of standard time, in their order: which of them an instant is on needs no rule of summer time, since instants are UTC.</summary>
    public IEnumerable<EspiDayValues> ByDay(int offset)
    {
        var span = CollectionsMarshal.AsSpan(_all);
        span.Sort(static (one, other) => one.Start != other.Start ? one.Start.CompareTo(other.Start) : one.Line.CompareTo(other.Line));
        return Days();

        IEnumerable<EspiDayValues> Days()
        {
            for (var (from, to) = (0, 0); from < _all.Count; from = to)
            {
                var day = DayOf(_all[from]);
                while (to < _all.Count && DayOf(_all[to]) == day) to++;
                yield return new(day, _all.GetRange(from, to - from), _updatedAt, _all[from].Line);
            }
        }

        DateOnly DayOf(EspiValue one) => DateOnly.FromDateTime(DateTime.UnixEpoch.AddSeconds(one.Start + offset));
    }
}
