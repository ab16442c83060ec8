namespace OrchardCore.Portal.Demo.Billing;

/// <summary>A bill or credit note that is sent as an e-invoice.</summary>
internal sealed record EDocument(Bill Bill, Bill? Credits)
{
    public string Number => Bill.Number;
    public bool WithPdf => Bill.Age == 0;
}

internal static class EBills
{
    public static IEnumerable<EDocument> Of(Books books) => books.Bills.Where(bill => bill.Electronic)
        .SelectMany(bill => bill.Age == 1 ? new EDocument[] { new(bill, null), new(CreditFor(bill), bill) } : [new(bill, null)]);

    /// <summary>Five days without service: the daily fees of those days, and half of the month's plan for goodwill.</summary>
    public static Bill CreditFor(Bill bill)
    {
        var days = new Period(bill.Period.From, bill.Period.From.AddDays(4));
        var lines = bill.Charges.Where(charge => charge.Fee.Per != Per.Unit && charge.Period.From == bill.Period.From)
            .Select((charge, place) => charge with { Line = place + 1, Period = days, Units = charge.Fee.Per is Per.Day ? days.Days : 0.5m });
        var credited = Charging.WithTax(lines, taxInside: false);
        return bill with { Number = "C" + bill.Number, Issued = bill.Issued.AddDays(6), Charges = credited, TaxOnTop = credited.Sum(line => line.Tax) };
    }
}
