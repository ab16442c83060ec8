using System.Globalization;
using OrchardCore.Portal.Demo.Billing;
using OrchardCore.Portal.Demo.People;

namespace OrchardCore.Portal.Demo.Files;

/// <summary>The bill as the retailer printed it. Only some bills have one, so that the portal's own is seen too.</summary>
internal static class BillPdf
{
    public static string? NameFor(Bill bill) => bill.Age is >= 1 and <= 4 && !bill.Electronic ? $"pdf/{bill.Number}.pdf" : null;

    public static byte[] Write(Company company, Bill bill, string title)
    {
        var account = bill.Account;
        List<PdfText> page =
        [
            new(50, 780, company.Name, 22, Bold: true),
            new(545, 784, $"ABN {company.Abn}", 9, End: true),
            new(50, 740, $"{title} {bill.Number}", 14, Bold: true),
            new(50, 722, $"Account {account.Number}, {(account.CompanyName is "" ? $"{account.Holder.First} {account.Holder.Last}" : account.CompanyName)}"),
            new(50, 706, $"{account.Home.Line1}, {account.Home.City} {account.Home.Region} {account.Home.Postcode}"),
            new(50, 690, $"Issued {Day(bill.Issued)}, due {Day(bill.Due)}, for {Day(bill.Period.From)} to {Day(bill.Period.To)}"),
        ];
        (string Label, decimal Amount)[] figures =
        [
            ("Previous balance", bill.Previous), ("Payments", -bill.Payments), ("Adjustments", bill.Adjustments), ("Carried forward", bill.CarriedForward),
            ("Current charges", bill.Current), (company.TaxInside ? "GST inside" : "GST", bill.Tax), ("Current balance", bill.Balance),
        ];
        var y = 650;
        foreach (var (label, amount) in figures) Row(label, amount, bold: label is "Current balance");
        y -= 16;
        foreach (var charge in bill.Charges)
            Row(string.Create(CultureInfo.InvariantCulture, $"{charge.Fee.Text}, meter {charge.Meter}: {charge.Units:0.###} {charge.Fee.Unit} x {charge.Price:0.0000}"), charge.Amount);
        return Pdf.Page($"{company.Name} {title} {bill.Number}", page);

        void Row(string label, decimal amount, bool bold = false)
        {
            page.Add(new(50, y, label, Bold: bold));
            page.Add(new(545, y, amount.ToString("#,0.00", CultureInfo.InvariantCulture), Bold: bold, End: true));
            y -= 16;
        }
    }

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
