using System.Globalization;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;

namespace OrchardCore.Portal.Statements;

/// <summary>Sheets of A4 to be written on from the top down, in points; a new one is begun where there is no room.</summary>
internal sealed class BillSheet
{
    public const double Left = 48, Right = 547, Width = Right - Left, Bottom = 62;
    private const double Top = 800;

    private readonly PdfDocumentBuilder _pdf;
    private readonly List<PdfPageBuilder> _pages = [];
    private Action _head = () => { };

    public BillSheet(PdfDocumentBuilder pdf, string displayFont)
    {
        _pdf = pdf;
        Fonts = new BillFonts(pdf, displayFont);
        Turn();
    }

    public BillFonts Fonts { get; }

    /// <summary>Where the next line stands: its foot, from the bottom of the sheet.</summary>
    public double At { get; set; }
    public IReadOnlyList<PdfPageBuilder> Pages => _pages;
    private PdfPageBuilder Page => _pages[^1];

    /// <summary>What is repeated at the top of every sheet that begins while it holds: the head of a table.</summary>
    public void Under(Action head, Action write)
    {
        head();
        _head = head;
        write();
        _head = () => { };
    }

    /// <summary>Goes on to the next sheet unless this much room is left.</summary>
    public void Need(double height)
    {
        if (At - height >= Bottom) return;
        Turn();
        _head();
    }

    private void Turn()
    {
        _pages.Add(_pdf.AddPage(PageSize.A4));
        At = Top;
    }

    public void Text(string text, double size, double x, PdfDocumentBuilder.AddedFont? font = null, string colour = "#1b2230", PdfPageBuilder? page = null, double? y = null)
    {
        if (text == "") return;
        var on = page ?? Page;
        Colour(on, colour);
        on.AddText(Writable(text), size, new PdfPoint(x, y ?? At), font ?? Fonts.Text);
    }

    /// <summary>Ends at <paramref name="right"/>: amounts line up, since the digits of the fonts are of one width.</summary>
    public void TextEnd(string text, double size, double right, PdfDocumentBuilder.AddedFont? font = null, string colour = "#1b2230", PdfPageBuilder? page = null, double? y = null) =>
        Text(text, size, right - WidthOf(text, size, font ?? Fonts.Text), font, colour, page, y);

    public double WidthOf(string text, double size, PdfDocumentBuilder.AddedFont font) =>
        text == "" ? 0 : text == " " ? WidthOf("a a", size, font) - WidthOf("aa", size, font)
        : Page.MeasureText(Writable(text), size, new PdfPoint(0, 0), font) is [.., var last] ? last.EndBaseLine.X : 0;

    /// <summary>Breaks a text between words so that each line fits.</summary>
    public IReadOnlyList<string> Lines(string text, double size, double width, PdfDocumentBuilder.AddedFont? font = null)
    {
        List<string> lines = [""];
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = lines[^1] == "" ? word : $"{lines[^1]} {word}";
            if (lines[^1] == "" || WidthOf(longer, size, font ?? Fonts.Text) <= width) lines[^1] = longer;
            else lines.Add(word);
        }
        return lines;
    }

    public void Paragraph(string text, double size, double x, double width, double leading, PdfDocumentBuilder.AddedFont? font = null, string colour = "#1b2230")
    {
        foreach (var line in Lines(text, size, width, font))
        {
            Need(leading);
            Text(line, size, x, font, colour);
            At -= leading;
        }
    }

    public void Rule(double y, double from = Left, double to = Right, string colour = "#d9dee8", double width = .6)
    {
        var (r, g, b) = Rgb(colour);
        Page.SetStrokeColor(r, g, b);
        Page.DrawLine(new PdfPoint(from, y), new PdfPoint(to, y), width);
    }

    public void Box(double x, double y, double width, double height, string fill)
    {
        Colour(Page, fill);
        var (r, g, b) = Rgb(fill);
        Page.SetStrokeColor(r, g, b);
        Page.DrawRectangle(new PdfPoint(x, y), width, height, .1, fill: true);
    }

    private static void Colour(PdfPageBuilder page, string colour)
    {
        var (r, g, b) = Rgb(colour);
        page.SetTextAndFillColor(r, g, b);
    }

    private static (byte R, byte G, byte B) Rgb(string colour)
    {
        var value = int.Parse(colour.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return ((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }

    /// <summary>Mixed with white: 0 is white, 1 the colour.</summary>
    public static string Soft(string colour, double share)
    {
        var (r, g, b) = Rgb(colour);
        return $"#{Mixed(r):x2}{Mixed(g):x2}{Mixed(b):x2}";
        byte Mixed(byte part) => (byte)Math.Round(255 - (255 - part) * share);
    }

    // The fonts cover the languages of Latin, Greek and Cyrillic script. Anything else would stop the bill, and a mark does less harm.
    private static string Writable(string text) => text.All(IsWritable) ? text : new string([.. text.Select(letter => IsWritable(letter) ? letter : '?')]);

    private static bool IsWritable(char letter) => letter is >= ' ' and <= '~' or >= '\u00a0' and <= '\u017f' or '\u2013' or '\u2014' or '\u2018' or '\u2019' or '\u201c' or '\u201d' or '\u2022' or '\u2026' or '\u20ac' or '\u2212';
}
