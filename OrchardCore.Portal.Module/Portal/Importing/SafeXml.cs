using System.Xml;

namespace OrchardCore.Portal.Importing;

/// <summary>The only way in which XML from outside is read: no DTD, nothing fetched, limited in length and depth (OWASP ASVS 5, 1.5.1).</summary>
internal static class SafeXml
{
    public const int DeepestNesting = 64;

    public static XmlReader Open(Stream file, ImportOptions limits, XmlNameTable? names = null) => XmlReader.Create(file, new XmlReaderSettings
    {
        NameTable = names,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = limits.MaxXmlCharacters,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreWhitespace = true,
        IgnoreProcessingInstructions = true,
    });

    public static Problem Fault(XmlException fault, XmlReader xml) => Fault(fault, fault.LineNumber > 0 ? fault.LineNumber : ((IXmlLineInfo)xml).LineNumber);

    private static Problem Fault(XmlException fault, int line) =>
        fault.Message.Contains("DTD", StringComparison.Ordinal) ? new Problem(line, "", "a DOCTYPE", "XML without a DOCTYPE: entities and external documents are never read")
        : fault.Message.Contains("MaxCharactersInDocument", StringComparison.Ordinal) ? new Problem(line, "", "a document that goes on and on", "at most as many characters as Imports:MaxXmlCharacters allows (100 million unless it is set): send a long feed in several, by meter or by month")
        : new Problem(line, "", Problem.Shown(fault.Message), "well-formed XML");

    /// <summary>What people call a document with this root.</summary>
    public static string NameOf(string root) => root switch
    {
        "CrossIndustryInvoice" => "a UN/CEFACT CII invoice (Factur-X, ZUGFeRD, XRechnung CII), which is not supported",
        "CrossIndustryDocument" => "a ZUGFeRD 1 invoice, which is not supported",
        "M_INVOIC" or "EDIFACT" or "INVOIC" => "an EDIFACT invoice in XML, which is not supported",
        _ => "not supported",
    };
}

/// <summary>Documents in XML, told by their root.</summary>
internal abstract class XmlKind(string name, int order) : FileKind(name, order)
{
    /// <summary>As people call it: "UBL 2.1".</summary>
    public required string Standard { get; init; }
    public required IReadOnlyList<(string Name, string Namespace)> Roots { get; init; }
}
