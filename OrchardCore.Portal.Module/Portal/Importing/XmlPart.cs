using System.Buffers;
using System.Globalization;
using System.Text;
using System.Xml;

namespace OrchardCore.Portal.Importing;

/// <summary>A piece of an XML document, small enough to hold: a document is read piece by piece and never held whole.</summary>
internal sealed class XmlPart(string name, int line)
{
    private const int MostParts = 50_000;
    private const int LongestText = 4000;

    private static readonly List<XmlPart> None = [];

    // Most elements have neither.
    private List<XmlPart>? _parts;
    private (string Name, string Value)[] _attributes = [];

    public string Name => name;
    public int Line => line;
    public string Text { get; private set; } = "";

    public void Add(XmlPart part) => (_parts ??= []).Add(part);

    public string Attribute(string attribute)
    {
        for (var at = _attributes.Length - 1; at >= 0; at--)
            if (_attributes[at].Name == attribute) return _attributes[at].Value;
        return "";
    }

    /// <summary>All at a path of local names, as "Party/PartyIdentification/ID".</summary>
    public IReadOnlyList<XmlPart> All(string path)
    {
        List<XmlPart>? found = null;
        Find(path, ref found);
        return found ?? (IReadOnlyList<XmlPart>)[];
    }

    public XmlPart? At(string path) => At(path.AsSpan());

    /// <summary>The text of the first at a path; empty where there is none.</summary>
    public string TextAt(string path) => At(path)?.Text ?? "";

    /// <summary>This and all inside it, in the order of the document.</summary>
    public IReadOnlyList<XmlPart> Inside()
    {
        List<XmlPart> all = [];
        Take(this);
        return all;

        void Take(XmlPart part)
        {
            all.Add(part);
            part._parts?.ForEach(Take);
        }
    }

    /// <summary>Whether this, or something inside it, is so.</summary>
    public bool Any(Func<XmlPart, bool> isSo)
    {
        if (isSo(this)) return true;
        foreach (var part in _parts ?? None)
            if (part.Any(isSo)) return true;
        return false;
    }

    public bool IsEmpty => Text == "" && _parts is null;

    private XmlPart? At(ReadOnlySpan<char> path)
    {
        var end = path.IndexOf('/');
        var step = end < 0 ? path : path[..end];
        foreach (var part in _parts ?? None)
            if (step.SequenceEqual(part.Name) && (end < 0 ? part : part.At(path[(end + 1)..])) is { } found) return found;
        return null;
    }

    private void Find(ReadOnlySpan<char> path, ref List<XmlPart>? found)
    {
        var end = path.IndexOf('/');
        var step = end < 0 ? path : path[..end];
        foreach (var part in _parts ?? None)
        {
            if (!step.SequenceEqual(part.Name)) continue;
            if (end < 0) (found ??= []).Add(part);
            else part.Find(path[(end + 1)..], ref found);
        }
    }

    /// <summary>Reads the element that the reader stands on, and leaves the reader behind it.</summary>
    /// <param name="binary">Is given elements with this local name, and reads or skips them.</param>
    public static XmlPart Read(XmlReader xml, string file, (string Name, Action<XmlReader> Take) binary)
    {
        var count = 0;
        var buffer = ArrayPool<char>.Shared.Rent(LongestText);
        try
        {
            return Read(xml);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }

        XmlPart Read(XmlReader from)
        {
            var part = new XmlPart(from.LocalName, ((IXmlLineInfo)from).LineNumber);
            if (++count > MostParts) throw new FileRefusedException(file, new Problem(part.Line, "", "too many elements in one", $"at most {MostParts:N0} elements in a part of a document"));
            if (from.Depth > SafeXml.DeepestNesting) throw new FileRefusedException(file, new Problem(part.Line, "", "elements nested too deeply", $"at most {SafeXml.DeepestNesting} levels"));
            if (from.AttributeCount > 0)
            {
                part._attributes = new (string, string)[from.AttributeCount];
                for (var at = 0; from.MoveToNextAttribute(); at++) part._attributes[at] = (from.LocalName, from.Value);
                from.MoveToElement();
            }
            if (part.Name == binary.Name)
            {
                binary.Take(from);
                return part;
            }
            if (from.IsEmptyElement)
            {
                from.Read();
                return part;
            }
            from.Read();
            while (from.NodeType != XmlNodeType.EndElement)
            {
                if (from.NodeType == XmlNodeType.Element) part.Add(Read(from));
                else if (from.NodeType is XmlNodeType.Text or XmlNodeType.CDATA) part.Take(from, buffer);
                else from.Read();
            }
            from.Read();
            part.Text = part.Text.Trim();
            return part;
        }
    }

    // Without ever having a long text as one string: what is beyond the limit is read and let go.
    private void Take(XmlReader from, char[] buffer)
    {
        for (int count; (count = from.ReadValueChunk(buffer, 0, buffer.Length)) > 0;) Text += new string(buffer, 0, Math.Min(count, LongestText - Math.Min(Text.Length, LongestText)));
        from.Read();
    }

    public decimal? Number => Plain(Text) ??
        (decimal.TryParse(Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null);

    /// <summary>"182.40", as nearly all amounts are written, in a fraction of the time.</summary>
    private static decimal? Plain(string text)
    {
        var (value, point) = (0L, -1);
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsAsciiDigit(text[at])) value = value * 10 + (text[at] - '0');
            else if (text[at] == '.' && point < 0 && at > 0) point = at;
            else return null;
        }
        return text.Length is 0 or > 18 || point == text.Length - 1 ? null
            : new decimal((int)value, (int)(value >> 32), 0, isNegative: false, (byte)(point < 0 ? 0 : text.Length - 1 - point));
    }

    public decimal? NumberAt(string path) => At(path)?.Number;

    public DateOnly? DateAt(string path) => TextAt(path) is { Length: >= 10 } text && Instants.TryDate(Encoding.UTF8.GetBytes(text[..10]), out var day) ? day : null;
}
