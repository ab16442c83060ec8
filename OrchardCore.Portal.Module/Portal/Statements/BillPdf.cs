using OrchardCore.Portal.Tenancy;
using UglyToad.PdfPig.Writer;

namespace OrchardCore.Portal.Statements;

/// <summary>
/// The bill as a PDF, for retailers that supply none: brand, what is due, the ten figures, every charge, and a part to pay with.
/// It has a title and a language but no tags (PdfPig writes none), so its accessible equal is the page, StatementDetail.
/// </summary>
internal sealed class BillPdf
{
    private const string Quiet = "#566072";
    private const double Units = 372, Rate = 452;

    private readonly Bill _bill;
    private readonly Retailer _retailer;
    private readonly BillSheet _sheet;
    private readonly string _brand;

    private BillPdf(Bill bill, Retailer retailer, PdfDocumentBuilder pdf)
    {
        (_bill, _retailer, _brand) = (bill, retailer, retailer.Brand.Colour);
        _sheet = new BillSheet(pdf, retailer.Brand.DisplayFont);
    }

    public static byte[] Write(Bill bill, Retailer retailer)
    {
        using var stream = new MemoryStream();
        using (var pdf = new PdfDocumentBuilder(stream, false, PdfWriterType.Default, 1.7, new BillTokens(retailer.Culture)))
        {
            pdf.DocumentInformation.Title = $"{retailer.Name} {bill.Kind.ToLowerInvariant()} {bill.Number}";
            pdf.DocumentInformation.Author = retailer.Name;
            pdf.DocumentInformation.Subject = $"Account {bill.Account}";
            pdf.DocumentInformation.Creator = pdf.DocumentInformation.Producer = "OrchardCore.Portal";
            new BillPdf(bill, retailer, pdf).Write();
        }
        return stream.ToArray();
    }

    private void Write()
    {
        Head();
        First();
        Steps();
        _sheet.Under(LinesHead, Lines);
        Closing();
        Remittance();
        Numbers();
    }

    private void Head()
    {
        _sheet.Box(0, 834, 595.3, 8, _brand);
        _sheet.At = 788;
        _sheet.Text(_retailer.Name, 21, BillSheet.Left, _sheet.Fonts.Display, _brand);
        _sheet.TextEnd($"{_bill.Kind} {_bill.Number}", 12, BillSheet.Right, _sheet.Fonts.Strong);
        _sheet.At -= 15;
        _sheet.TextEnd($"Issued {_bill.Issued}", 9, BillSheet.Right, colour: Quiet);
        _sheet.Text(string.Join(" · ", [_bill.From.Name, .. _bill.From.Lines.Take(1)]), 8.5, BillSheet.Left, colour: Quiet);
        _sheet.At -= 12;
        _sheet.Text(string.Join(" · ", _bill.From.Lines.Skip(1)), 8.5, BillSheet.Left, colour: Quiet);
        _sheet.At -= 12;
        _sheet.Rule(_sheet.At, colour: _brand, width: 1.2);
        _sheet.At -= 26;
    }

    /// <summary>What Better Bills puts first: who, which account and meters, how much, until when (AER, Better Bills Guideline, tier 1).</summary>
    private void First()
    {
        const double box = 330, boxWidth = BillSheet.Right - box;
        var top = _sheet.At;
        _sheet.Box(box, top - 72, boxWidth, 86, BillSheet.Soft(_brand, .09));
        _sheet.Text(_bill.AmountLabel, 9.5, box + 14, colour: Quiet);
        _sheet.At = top - 30;
        _sheet.Text(_bill.Amount, 26, box + 14, _sheet.Fonts.Display);
        _sheet.At = top - 50;
        _sheet.Text(_bill.DueBy, 10, box + 14, _sheet.Fonts.Strong);
        _sheet.At = top - 64;
        if (_bill.FinalText != "") _sheet.Text("Final", 9, box + 14, _sheet.Fonts.Strong, _brand);

        _sheet.At = top;
        _sheet.Text(_bill.To.Name, 10.5, BillSheet.Left, _sheet.Fonts.Strong);
        foreach (var line in _bill.To.Lines) { _sheet.At -= 13.5; _sheet.Text(line, 10, BillSheet.Left); }
        _sheet.At = Math.Min(_sheet.At - 26, top - 94);
        if (_bill.FinalText != "") { _sheet.Text(_bill.FinalText, 10, BillSheet.Left, _sheet.Fonts.Strong); _sheet.At -= 18; }
        foreach (var fact in Facts())
        {
            _sheet.Text(fact.Label, 9, BillSheet.Left, colour: Quiet);
            _sheet.Text(fact.Text, 9, BillSheet.Left + 104);
            _sheet.At -= 13.5;
        }
    }

    private IEnumerable<Bill.Fact> Facts() =>
        [new("Account", _bill.Account), .. _bill.Period == "" ? Array.Empty<Bill.Fact>() : [new("Period", _bill.Period)], .. _bill.Meters];

    private void Steps()
    {
        Heading("How your balance came about");
        foreach (var step in _bill.Steps)
        {
            _sheet.Need(18);
            var font = step.Total ? _sheet.Fonts.Strong : _sheet.Fonts.Text;
            _sheet.Text(step.Label, 9.5, BillSheet.Left, font);
            _sheet.TextEnd(step.Text, 9.5, BillSheet.Right, font);
            _sheet.Rule(_sheet.At - 5, colour: step.Total ? "#9aa4b5" : "#e3e7ee");
            _sheet.At -= 16.5;
        }
        foreach (var sentence in _bill.Explained) _sheet.Paragraph(sentence, 9, BillSheet.Left, BillSheet.Width, 13, colour: Quiet);
        Heading("Your charges");
    }

    private void LinesHead()
    {
        _sheet.Text("Charge", 8.5, BillSheet.Left, _sheet.Fonts.Strong, Quiet);
        _sheet.TextEnd("Units", 8.5, Units, _sheet.Fonts.Strong, Quiet);
        _sheet.TextEnd("Rate", 8.5, Rate, _sheet.Fonts.Strong, Quiet);
        _sheet.TextEnd("Amount", 8.5, BillSheet.Right, _sheet.Fonts.Strong, Quiet);
        _sheet.Rule(_sheet.At - 5, colour: "#9aa4b5");
        _sheet.At -= 18;
    }

    private void Lines()
    {
        foreach (var part in _bill.Parts)
        {
            _sheet.Need(60);   // a heading does not stand alone at the foot of a sheet
            _sheet.Text(part.Title, 10, BillSheet.Left, _sheet.Fonts.Strong);
            _sheet.TextEnd(part.Subtotal, 10, BillSheet.Right, _sheet.Fonts.Strong);
            _sheet.At -= 12;
            if (part.Sub != "") { _sheet.Text(part.Sub, 8.5, BillSheet.Left, colour: Quiet); _sheet.At -= 13; }
            foreach (var rollup in part.Rollups) Rollup(rollup);
            _sheet.At -= 5;
        }
        _sheet.Need(22);
        _sheet.Text(_bill.TotalLabel, 10.5, BillSheet.Left, _sheet.Fonts.Strong);
        _sheet.TextEnd(_bill.Total, 10.5, BillSheet.Right, _sheet.Fonts.Strong);
        _sheet.At -= 18;
    }

    private void Rollup(Bill.Rollup rollup)
    {
        _sheet.Need(44);
        _sheet.At -= 2;
        _sheet.Text(rollup.Title, 9, BillSheet.Left + 10, _sheet.Fonts.Strong);
        _sheet.TextEnd(rollup.Subtotal, 9, BillSheet.Right, _sheet.Fonts.Strong);
        _sheet.At -= 14;
        foreach (var line in rollup.Lines)
        {
            var text = _sheet.Lines(line.Text, 9, Units - BillSheet.Left - 90);
            _sheet.Need(13 * text.Count + 12);
            _sheet.TextEnd(line.Units, 9, Units);
            _sheet.TextEnd(line.Rate == "" ? "" : $"× {line.Rate}", 9, Rate);
            _sheet.TextEnd(line.Amount, 9, BillSheet.Right);
            foreach (var part in text) { _sheet.Text(part, 9, BillSheet.Left + 10); _sheet.At -= 11.5; }
            if (line.Note != "") { _sheet.Text(line.Note, 8, BillSheet.Left + 10, colour: Quiet); _sheet.At -= 11.5; }
            _sheet.Rule(_sheet.At + 6.5, BillSheet.Left + 10, colour: "#e9ecf2");
            _sheet.At -= 5;
        }
    }

    private void Closing()
    {
        _sheet.Paragraph($"{_bill.Check} {_bill.TaxText}", 9, BillSheet.Left, BillSheet.Width, 13, colour: Quiet);
        _sheet.At -= 4;
        _sheet.Need(13 * _sheet.Lines(_bill.Help, 9, BillSheet.Width).Count);   // a telephone number is not torn from its sentence
        _sheet.Paragraph(_bill.Help, 9, BillSheet.Left, BillSheet.Width, 13);
    }

    /// <summary>The part to pay with: kept together on one sheet.</summary>
    private void Remittance()
    {
        const double wide = (BillSheet.Width - 24) / 2;
        var ways = _bill.Ways.Select(way => (way.Title, Lines: _sheet.Lines(way.Text, 8.5, wide - 8))).ToList();
        var rows = ways.Chunk(2).ToList();
        _sheet.Need(96 + rows.Sum(Height));
        _sheet.At -= 12;
        _sheet.Rule(_sheet.At, colour: _brand, width: 1.2);
        _sheet.At -= 22;
        _sheet.Text("Ways to pay", 12, BillSheet.Left, _sheet.Fonts.Display, _brand);
        _sheet.TextEnd($"Account {_bill.Account}   ·   {_bill.Kind} {_bill.Number}   ·   {_bill.AmountLabel} {_bill.Amount}", 9, BillSheet.Right, _sheet.Fonts.Strong);
        _sheet.At -= 13;
        _sheet.TextEnd(_bill.DueBy, 9, BillSheet.Right, colour: Quiet);
        _sheet.At -= 12;
        foreach (var row in rows)
        {
            var top = _sheet.At;
            foreach (var (way, x) in row.Zip([BillSheet.Left, BillSheet.Left + wide + 24]))
            {
                _sheet.At = top;
                _sheet.Text(way.Title, 9, x, _sheet.Fonts.Strong);
                foreach (var line in way.Lines) { _sheet.At -= 11.5; _sheet.Text(line, 8.5, x); }
            }
            _sheet.At = top - Height(row);
        }

        static double Height((string Title, IReadOnlyList<string> Lines)[] row) => 20 + row.Max(way => way.Lines.Count) * 11.5;
    }

    private void Heading(string text)
    {
        _sheet.Need(70);
        _sheet.At -= 16;
        _sheet.Text(text, 12.5, BillSheet.Left, _sheet.Fonts.Display, _brand);
        _sheet.At -= 19;
    }

    /// <summary>The foot of every sheet, when it is known how many there are.</summary>
    private void Numbers()
    {
        for (var at = 0; at < _sheet.Pages.Count; at++)
        {
            _sheet.Text($"{_retailer.Name} · {_bill.Kind} {_bill.Number} · Account {_bill.Account}", 8, BillSheet.Left, colour: Quiet, page: _sheet.Pages[at], y: 34);
            _sheet.TextEnd($"Page {at + 1} of {_sheet.Pages.Count}", 8, BillSheet.Right, colour: Quiet, page: _sheet.Pages[at], y: 34);
        }
    }
}
