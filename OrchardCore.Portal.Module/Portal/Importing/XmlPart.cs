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

    // Most elements have neither.
    private List<XmlPart>? _parts;
    private List<(string Name, string Value)>? _attributes;

    public string Name => name;
    public int Line => line;
    public string Text { get; private set; } = "";

    public void Add(XmlPart part) => (_parts ??= []).Add(part);

    public string Attribute(string attribute) => _attributes?.FindLast(one => one.Name == attribute).Value ?? "";

    /// <summary>All at a path of local names, as "Party/PartyIdentification/ID".</summary>
    public IReadOnlyList<XmlPart> All(string path)
    {
        List<XmlPart> found = [];
        Find(path, part =>
        {
            found.Add(part);
            return false;
        });
        return found;
    }

    public XmlPart? At(string path) => Find(path, _ => true);

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

    public bool IsEmpty => Text == "" && _parts is null;

    /// <returns>The first at the path that is enough.</returns>
    private XmlPart? Find(ReadOnlySpan<char> path, Func<XmlPart, bool> isEnough)
    {
        var end = path.IndexOf('/');
        var step = end < 0 ? path : path[..end];
        foreach (var part in _parts ?? [])
        {
            if (!step.SequenceEqual(part.Name)) continue;
            if (end >= 0 && part.Find(path[(end + 1)..], isEnough) is { } inner) return inner;
            if (end < 0 && isEnough(part)) return part;
        }
        return null;
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
            while (from.MoveToNextAttribute()) (part._attributes ??= []).Add((from.LocalName, from.Value));
            from.MoveToElement();
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

    public decimal? Number =>
        decimal.TryParse(Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    public decimal? NumberAt(string path) => At(path)?.Number;

    public DateOnly? DateAt(string path) => TextAt(path) is { Length: >= 10 } text && Instants.TryDate(Encoding.UTF8.GetBytes(text[..10]), out var day) ? day : null;
}
