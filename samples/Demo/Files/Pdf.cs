using System.Globalization;
using System.Text;

namespace OrchardCore.Portal.Demo.Files;

/// <summary>A run of text: from the left where X is positive, up to the right edge of the column where End is set.</summary>
internal sealed record PdfText(int X, int Y, string Text, int Size = 10, bool Bold = false, bool End = false);

/// <summary>Just enough of PDF 1.4 (ISO 32000) for a page of Helvetica, which every reader has.</summary>
internal static class Pdf
{
    public static byte[] Page(string title, IEnumerable<PdfText> texts)
    {
        var content = string.Concat(texts.Select(text => string.Create(CultureInfo.InvariantCulture,
            $"BT /{(text.Bold ? "B" : "F")} {text.Size} Tf {text.X - (text.End ? Width(text) : 0):0.##} {text.Y} Td ({Escaped(text.Text)}) Tj ET\n")));
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R /Lang (en-AU) >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources << /Font << /F 4 0 R /B 5 0 R >> >> >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
            $"<< /Length {Encoding.Latin1.GetByteCount(content)} >>\nstream\n{content}endstream",
            $"<< /Title ({Escaped(title)}) >>",
        ];
        var file = new StringBuilder("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");   // Latin-1: a character is a byte, so Length is the offset
        var table = new StringBuilder();
        for (var number = 1; number <= objects.Length; number++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{file.Length:D10} 00000 n \n");
            file.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{objects[number - 1]}\nendobj\n");
        }
        var (size, start) = (objects.Length + 1, file.Length);
        file.Append(CultureInfo.InvariantCulture,
            $"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R /Info 7 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    // Helvetica's widths for what amounts are made of, in thousandths of the size.
    private static double Width(PdfText text) =>
        text.Text.Sum(letter => letter switch { '.' or ',' or ' ' => 278, '-' => 333, _ => 556 }) * text.Size / 1000.0;

    private static string Escaped(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("(", @"\(", StringComparison.Ordinal).Replace(")", @"\)", StringComparison.Ordinal);
}
