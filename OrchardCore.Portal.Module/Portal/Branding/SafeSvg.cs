using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace OrchardCore.Portal.Branding;

/// <summary>
/// An SVG with nothing in it but drawing: elements and attributes from a short list, references only to its own parts. No script, no style sheets, no
/// foreign content, no links, no animation, no entities. What is not on the list is left out, but the colours of its style sheet; what is not XML is refused.
/// </summary>
internal static partial class SafeSvg
{
    private const string Svg = "http://www.w3.org/2000/svg", XLink = "http://www.w3.org/1999/xlink";

    /// <summary>Characters that a style sheet may put into the elements: one rule can be worn by thousands.</summary>
    private const int MostWorn = 1_000_000;

    private static readonly HashSet<string> Elements = new(
        ["svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title", "desc", "defs", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "use", "symbol"], StringComparer.Ordinal);

    private static readonly HashSet<string> Attributes = new(
        ["id", "viewBox", "width", "height", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "d", "points", "transform", "fill", "fill-rule", "fill-opacity", "stroke", "stroke-width",
            "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "stroke-opacity", "opacity", "clip-path", "clip-rule", "mask", "offset", "stop-color", "stop-opacity",
            "gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits", "maskUnits", "preserveAspectRatio", "font-family", "font-size", "font-weight", "text-anchor", "letter-spacing", "dx", "dy", "href", "role", "aria-label"], StringComparer.Ordinal);

    /// <summary>What a style may say.</summary>
    private static readonly HashSet<string> Worn = new(Attributes.Where(name => name is "opacity" or "mask" || name.StartsWith("fill", StringComparison.Ordinal) || name.StartsWith("stroke", StringComparison.Ordinal)
        || name.StartsWith("stop-", StringComparison.Ordinal) || name.StartsWith("font-", StringComparison.Ordinal) || name.StartsWith("clip-", StringComparison.Ordinal) || name is "text-anchor" or "letter-spacing"), StringComparer.Ordinal);

    /// <exception cref="FormatException">It is not an SVG: the message says what was expected.</exception>
    public static byte[] Clean(byte[] content)
    {
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = content.Length + 1L, IgnoreComments = true, IgnoreProcessingInstructions = true };
            var styles = StylesOf(content, settings);
            using var reader = XmlReader.Create(new MemoryStream(content), settings);
            using var kept = new MemoryStream();
            using (var writer = XmlWriter.Create(kept, new XmlWriterSettings { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true }))
            {
                reader.MoveToContent();
                if (reader.LocalName != "svg" || reader.NamespaceURI != Svg) throw new FormatException("It is not an SVG: its first element should be <svg xmlns=\"http://www.w3.org/2000/svg\">.");
                Copy(reader, writer, styles);
            }
            return kept.ToArray();
        }
        catch (XmlException fault)
        {
            throw new FormatException($"It is not an SVG that can be used: line {fault.LineNumber}: {(fault.Message.Contains("DTD", StringComparison.Ordinal) ? "document types and entities are not taken" : "it is not well-formed XML")}.", fault);
        }
    }

    private static SvgStyles StylesOf(byte[] content, XmlReaderSettings settings)
    {
        var styles = new SvgStyles(Worn);
        using var reader = XmlReader.Create(new MemoryStream(content), settings);
        while (reader.Read())
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "style", IsEmptyElement: false }) styles.Add(TextIn(reader));
        return styles;
    }

    private static string TextIn(XmlReader element)
    {
        var (text, depth) = (new StringBuilder(), element.Depth);
        while (element.Read() && element.Depth > depth)
            if (element.NodeType is XmlNodeType.Text or XmlNodeType.CDATA) text.Append(element.Value);
        return text.ToString();
    }

    private static void Copy(XmlReader reader, XmlWriter writer, SvgStyles styles)
    {
        var most = MostWorn;
        while (!reader.EOF)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.NamespaceURI != Svg || !Elements.Contains(reader.LocalName):
                    reader.Skip();   // with all that is in it
                    continue;
                case XmlNodeType.Element:
                    var empty = reader.IsEmptyElement;
                    var worn = styles.Of(reader.GetAttribute("class"), reader.GetAttribute("style"));
                    if ((most -= worn.Sum(one => one.Key.Length + one.Value.Length)) < 0) throw new FormatException("Its style sheet dresses too many elements: save it with its colours in the elements (“presentation attributes”).");
                    var hasHref = reader.GetAttribute("href") is not null;
                    writer.WriteStartElement(reader.LocalName, Svg);
                    while (reader.MoveToNextAttribute())
                        if ((reader.NamespaceURI == "" || reader is { NamespaceURI: XLink, LocalName: "href" } && !hasHref) && !worn.ContainsKey(reader.LocalName) && IsHarmless(reader.LocalName, reader.Value)) writer.WriteAttributeString(reader.LocalName, reader.Value);
                    foreach (var (name, value) in worn)
                        if (IsHarmless(name, value)) writer.WriteAttributeString(name, value);
                    if (empty) writer.WriteEndElement();
                    break;
                case XmlNodeType.EndElement:
                    writer.WriteFullEndElement();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    writer.WriteString(reader.Value);
                    break;
            }
            reader.Read();
        }
    }

    private static bool IsHarmless(string name, string value) => Attributes.Contains(name)
        && (name == "href" ? value.StartsWith('#') : !value.Contains("url(", StringComparison.OrdinalIgnoreCase) || OwnPart().IsMatch(value))
        && !value.Contains("javascript", StringComparison.OrdinalIgnoreCase) && !value.Contains('\\', StringComparison.Ordinal);

    [GeneratedRegex("^\\s*url\\(['\"]?#[A-Za-z0-9_.-]+['\"]?\\)\\s*$", RegexOptions.IgnoreCase)] private static partial Regex OwnPart();
}
