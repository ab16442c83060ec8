using System.Xml;

namespace OrchardCore.Portal.Importing;

/// <summary>Names of elements that the documents of a batch share, so that each invoice of thousands does not make them anew. A hostile zip could fill them for ever: after so many bytes they are forgotten.</summary>
internal sealed class XmlNames
{
    public const long MostBytes = 8 << 20;

    private long _bytes;

    /// <summary>For the next document.</summary>
    public XmlNameTable Table { get; private set; } = new NameTable();

    /// <param name="bytes">Of a document that was read.</param>
    public void Count(long bytes)
    {
        if ((_bytes += bytes) > MostBytes) (Table, _bytes) = (new NameTable(), 0);
    }
}
