using System.Globalization;
using System.Text;
using System.Xml;

namespace OrchardCore.Portal.Importing;

/// <summary>A piece of an XML document, small enough to hold: a document is read piece by piece and never held whole.</summary>
internal sealed class XmlPart(string name, int line)
{
    private const int MostParts = 50_000;
    private const int LongestText = 4000;

    private readonly List<XmlPart> _parts = [];
    private readonly Dictionary<string, string> _attributes = new(StringComparer.Ordinal);

    public string Name => name;
    public int Line => line;
    public string Text { get; private set; } = "";

    public void Add(XmlPart part) => _parts.Add(part);

    public string Attribute(string attribute) => _attributes.GetValueOrDefault(attribute, "");

    /// <summary>All at a path of local names, as "Party/PartyIdentification/ID".</summary>
    public IEnumerable<XmlPart> All(string path) =>
        path.Split('/').Aggregate((IEnumerable<XmlPart>)[this], (from, step) => from.SelectMany(part => part._parts.Where(inner => inner.Name == step)));

    public XmlPart? At(string path) => All(path).FirstOrDefault();

    /// <summary>The text of the first at a path; empty where there is none.</summary>
    public string TextAt(string path) => At(path)?.Text ?? "";

    /// <summary>This and all inside it.</summary>
    public IEnumerable<XmlPart> Inside() => _parts.SelectMany(part => part.Inside()).Prepend(this);
    public bool IsEmpty => Text == "" && _parts.Count == 0;

    /// <summary>Reads the element that the reader stands on, and leaves the reader behind it.</summary>
    /// <param name="binary">Is given elements with this local name, and reads or skips them.</param>
    public static XmlPart Read(XmlReader xml, string file, (string Name, Action<XmlReader> Take) binary)
    {
        var count = 0;
        return Read(xml);

        XmlPart Read(XmlReader from)
        {
            var part = new XmlPart(from.LocalName, ((IXmlLineInfo)from).LineNumber);
            if (++count > MostParts) throw new FileRefusedException(file, new Problem(part.Line, "", "too many elements in one", $"at most {MostParts:N0} elements in a part of a document"));
            if (from.Depth > SafeXml.DeepestNesting) throw new FileRefusedException(file, new Problem(part.Line, "", "elements nested too deeply", $"at most {SafeXml.DeepestNesting} levels"));
            while (from.MoveToNextAttribute()) part._attributes[from.LocalName] = from.Value;
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
            var text = new StringBuilder();
            from.Read();
            while (from.NodeType != XmlNodeType.EndElement)
            {
                if (from.NodeType == XmlNodeType.Element) part._parts.Add(Read(from));
                else if (from.NodeType is XmlNodeType.Text or XmlNodeType.CDATA) Take(from, text);
                else from.Read();
            }
            from.Read();
            part.Text = text.ToString().Trim();
            return part;
        }
    }

    // Without ever having a long text as one string: what is beyond the limit is read and let go.
    private static void Take(XmlReader from, StringBuilder text)
    {
        var buffer = new char[LongestText];
        for (int count; (count = from.ReadValueChunk(buffer, 0, buffer.Length)) > 0;) text.Append(buffer, 0, Math.Min(count, LongestText - Math.Min(text.Length, LongestText)));
        from.Read();
    }

    public decimal? Number =>
        decimal.TryParse(Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    public decimal? NumberAt(string path) => At(path)?.Number;

    public DateOnly? DateAt(string path) => TextAt(path) is { Length: >= 10 } text && Instants.TryDate(Encoding.UTF8.GetBytes(text[..10]), out var day) ? day : null;
}
