using UglyToad.PdfPig.Writer;

namespace OrchardCore.Portal.Statements;

/// <summary>The fonts of a bill (Fonts/README.md): text, strong text, and the retailer's own for its name and headings.</summary>
internal sealed class BillFonts(PdfDocumentBuilder pdf, string displayFont)
{
    private static readonly byte[] Regular = Read("Inter-Regular"), SemiBold = Read("Inter-SemiBold"), Serif = Read("SourceSerif4-SemiBold");

    public PdfDocumentBuilder.AddedFont Text { get; } = pdf.AddTrueTypeFont(Regular);
    public PdfDocumentBuilder.AddedFont Strong { get; } = pdf.AddTrueTypeFont(SemiBold);
    public PdfDocumentBuilder.AddedFont Display { get; } = pdf.AddTrueTypeFont(displayFont == "Source Serif 4" ? Serif : SemiBold);

    private static byte[] Read(string name)
    {
        using var stream = typeof(BillFonts).Assembly.GetManifestResourceStream($"Statements/Fonts/{name}.ttf")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
