using System.Xml;
using OrchardCore.Portal.Importing;

namespace OrchardCore.Portal.Statements;

/// <summary>
/// A UBL 2.1 invoice or credit note (OASIS UBL 2.1, as EN 16931, Peppol BIS Billing 3, PINT A-NZ and XRechnung use it): its head, its
/// lines, and the PDF inside, which goes to disk while it is read.
/// </summary>
internal sealed record UblDocument(XmlPart Head, IReadOnlyList<XmlPart> Lines, string PdfFile, Problem? PdfFault)
{
    public const string Invoice = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2", CreditNote = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2";

    private const string Aggregates = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2", Basics = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";
    private const string Binary = "EmbeddedDocumentBinaryObject";
    private const int MostLines = 50_000;

    public bool IsCreditNote => Head.Name == "CreditNote";
    public string LineName => Head.Name + "Line";

    /// <exception cref="FileRefusedException">The document cannot be read to its end.</exception>
    public static UblDocument Read(ContentFile file, Stream content, ReadContext context)
    {
        using var xml = SafeXml.Open(content, context.Limits, context.Names.Table);
        try
        {
            xml.MoveToContent();
            var head = new XmlPart(xml.LocalName, ((IXmlLineInfo)xml).LineNumber);
            List<XmlPart> lines = [];
            var (pdf, fault) = ("", (Problem?)null);
            xml.Read();
            while (!xml.EOF)
            {
                if (xml.NodeType != XmlNodeType.Element) xml.Read();
                else if (xml.NamespaceURI is not (Aggregates or Basics)) xml.Skip();   // extensions are others' business
                else if (xml.LocalName == head.Name + "Line") lines.Add(Part(xml));
                else head.Add(Part(xml));
                if (lines.Count > MostLines) throw new FileRefusedException(file.Name, new Problem(lines[^1].Line, "", "too many lines", $"at most {MostLines:N0} lines"));
            }
            return new UblDocument(head, lines, pdf, fault);

            XmlPart Part(XmlReader from) => XmlPart.Read(from, file.Name, (Binary, TakePdf));

            void TakePdf(XmlReader from)
            {
                var isPdf = string.Equals(from.GetAttribute("mimeCode")?.Trim(), "application/pdf", StringComparison.OrdinalIgnoreCase);
                if (!isPdf || pdf != "")
                {
                    from.Skip();
                    return;
                }
                var (line, ended) = (((IXmlLineInfo)from).LineNumber, false);
                var (name, wrong) = StoredPdfs.Take(buffer => Fill(from, buffer, ref ended), context.Pdfs, context.Limits.MaxPdfBytes);
                if (wrong is not null) fault = new Problem(line, $"/{head.Name}/cac:AdditionalDocumentReference/cac:Attachment/cbc:{Binary}", "something else", wrong + "; it is left out", IsWarning: true);
                pdf = name;
                if (wrong is null) return;
                for (var rest = new byte[64 << 10]; Fill(from, rest, ref ended) > 0;) { }   // it was not read to its end
            }
        }
        catch (XmlException broken)
        {
            throw new FileRefusedException(file.Name, SafeXml.Fault(broken, xml));
        }
        catch (FormatException)
        {
            throw new FileRefusedException(file.Name, new Problem(((IXmlLineInfo)xml).LineNumber, Binary, "a file that is not in base64", "base64"));
        }
        finally
        {
            context.Names.Count(content.Position);
        }
    }

    // After the last byte the reader stands behind the element, where it must not be asked again.
    private static int Fill(XmlReader from, byte[] buffer, ref bool ended)
    {
        var filled = 0;
        while (!ended && filled < buffer.Length)
        {
            var count = from.ReadElementContentAsBase64(buffer, filled, buffer.Length - filled);
            filled += count;
            ended = count == 0;
        }
        return filled;
    }
}
