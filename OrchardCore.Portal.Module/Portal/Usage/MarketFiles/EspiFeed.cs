using System.Globalization;
using System.Xml;
using OrchardCore.Portal.Importing;

namespace OrchardCore.Portal.Usage.MarketFiles;

/// <summary>
/// Reads a feed entry by entry. What belongs together is told by links (an IntervalBlock's "up" is its MeterReading's, whose "related" is the
/// ReadingType), in any order, so readings are gathered by stream as numbers until the feed has ended; the limit of an XML document bounds them.
/// </summary>
internal sealed class EspiFeed(string fileName, ReadContext context)
{
    private readonly List<Entry> _points = [], _readings = [], _types = [];
    private readonly Dictionary<string, EspiValues> _values = new(StringComparer.Ordinal);
    private int _offset = (int)context.Retailer.Zone.BaseUtcOffset.TotalSeconds;
    private long _record;

    private sealed record Entry(IReadOnlyList<string> Self, IReadOnlyList<string> Up, IReadOnlyList<string> Related, string Title, string Id, XmlPart Content);

    public IEnumerable<Parsed> Read(Stream content)
    {
        List<Parsed> faults = [];
        using (var xml = SafeXml.Open(content, context.Limits)) Gather(xml, faults);
        foreach (var fault in faults) yield return fault;
        if (_values.Count == 0)
        {
            var empty = new Parsed(++_record, 1);
            empty.Refuse("/feed", "no IntervalBlock", "a feed with interval readings: a UsagePoint, a MeterReading, its ReadingType and IntervalBlocks");
            if (faults.Count == 0) yield return empty;
            yield break;
        }
        foreach (var (path, values) in _values)
            foreach (var parsed in DaysOf(path, values)) yield return parsed;
    }

    private void Gather(XmlReader xml, List<Parsed> faults)
    {
        try
        {
            xml.MoveToContent();
            xml.Read();
            while (!xml.EOF)
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "entry" }) Take(xml, faults);
                else if (xml.NodeType == XmlNodeType.Element) xml.Skip();
                else xml.Read();
            }
        }
        catch (XmlException fault)
        {
            throw new FileRefusedException(fileName, SafeXml.Fault(fault, xml));
        }
    }

    private void Take(XmlReader xml, List<Parsed> faults)
    {
        var line = ((IXmlLineInfo)xml).LineNumber;
        var values = new EspiValues();
        var part = XmlPart.Read(xml, fileName, ("IntervalReading", from =>
        {
            var at = ((IXmlLineInfo)from).LineNumber;
            if (values.Read(from, at) is not { } problem) return;
            var parsed = new Parsed(++_record, at);
            parsed.Refuse("IntervalReading", problem.Found, problem.Expected);
            faults.Add(parsed);
        }
        ));
        var links = part.All("link").ToLookup(link => link.Attribute("rel"), link => link.Attribute("href").TrimEnd('/'));
        var updated = DateTime.TryParse(part.TextAt("updated"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at) ? at : (DateTime?)null;
        foreach (var content in part.All("content").SelectMany(content => content.Inside().Skip(1)))
        {
            var entry = new Entry([.. links["self"]], [.. links["up"]], [.. links["related"]], part.TextAt("title"), part.TextAt("id"), content);
            switch (content.Name)
            {
                case "UsagePoint": _points.Add(entry); break;
                case "MeterReading": _readings.Add(entry); break;
                case "ReadingType": _types.Add(entry); break;
                case "LocalTimeParameters" or "TimeConfiguration" when int.TryParse(content.TextAt("tzOffset"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var offset) && Math.Abs(offset) <= 15 * 3600: _offset = offset; break;
            }
        }
        if (values.Count == 0) return;
        var up = links["up"].FirstOrDefault() ?? links["self"].FirstOrDefault() ?? "";
        if (!_values.TryGetValue(up, out var all)) _values[up] = all = new EspiValues { Line = line };
        all.Add(values, updated);
    }

    private IEnumerable<Parsed> DaysOf(string path, EspiValues values)
    {
        var head = new Parsed(++_record, values.Line);
        // ".../MeterReading/01/IntervalBlock": where no link says it, a feed with a single one of a thing leaves no doubt.
        var own = path.EndsWith("/IntervalBlock", StringComparison.Ordinal) ? path[..^"/IntervalBlock".Length] : path;
        var reading = _readings.Find(one => one.Self.Contains(own) || one.Related.Contains(path)) ?? (_readings.Count == 1 ? _readings[0] : null);
        var type = reading is null ? null : _types.Find(one => one.Self.Any(reading.Related.Contains));
        type ??= _types.Count == 1 ? _types[0] : null;
        if (type is null) head.Refuse("ReadingType", own, "a ReadingType that the MeterReading is related to: without it nobody can tell the unit");
        var stream = type is null ? null : EspiStreamType.Of(type.Content, head);
        if (!head.IsGood || stream is null)
        {
            yield return head;
            yield break;
        }
        _record--;
        var point = _points.Find(one => one.Self.Any(self => own.StartsWith(self + "/", StringComparison.Ordinal))) ?? (_points.Count == 1 ? _points[0] : null);
        List<string> names = [point?.Title ?? "", .. NamesIn(own), .. (point?.Self ?? []).Select(LastOf), point?.Id.Replace("urn:uuid:", "", StringComparison.OrdinalIgnoreCase) ?? ""];
        names = [.. names.Where(name => name != "").Distinct()];
        if (names.Count == 0) names.Add(own);
        var channel = LastOf(reading is { Self: [var self, ..] } ? self : own) is { Length: > 0 } last ? last[..Math.Min(last.Length, 40)] : "1";
        foreach (var day in values.ByDay(_offset))
        {
            var row = new EspiDay(names, channel, stream, day, context.BatchId);
            var parsed = new Parsed(++_record, day.Line) { Weight = Math.Max(1, day.Intervals.Count / 6), Row = row };
            if (row.Largest > MeterDays.Largest) parsed.Refuse("IntervalBlock", $"{row.Largest:0} {stream.Unit} on {day.Day:yyyy-MM-dd}", MeterDays.Most);
            yield return parsed;
        }
    }

    // "…/UsagePoint/5446AF3F/MeterReading/01" names its point, though it may not be in the feed.
    private static IEnumerable<string> NamesIn(string path)
    {
        var parts = path.Split('/');
        var at = Array.IndexOf(parts, "UsagePoint");
        return at >= 0 && at + 1 < parts.Length ? [Uri.UnescapeDataString(parts[at + 1])] : [];
    }

    private static string LastOf(string path) => Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
}
