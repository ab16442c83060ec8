using OrchardCore.Portal.Demo.Billing;

namespace OrchardCore.Portal.Demo.Files;

internal static class BillTables
{
    public static Csv<Bill> Statements { get; } = new(
        ("statement_number", bill => bill.Number),
        ("account_number", bill => bill.Account.Number),
        ("issue_date", bill => bill.Issued),
        ("due_date", bill => bill.Due),
        ("period_start", bill => bill.Period.From),
        ("period_end", bill => bill.Period.To),
        ("previous_balance", bill => new Money(bill.Previous)),
        ("payments", bill => new Money(bill.Payments)),
        ("adjustments", bill => new Money(bill.Adjustments)),
        ("carried_forward", bill => new Money(bill.CarriedForward)),
        ("current_charges", bill => new Money(bill.Current)),
        ("current_balance", bill => new Money(bill.Balance)),
        ("tax", bill => new Money(bill.Tax)),
        ("is_final", bill => bill.Final),
        ("pdf", BillPdf.NameFor));

    public static Csv<(Bill Bill, Charge Charge)> Charges { get; } = new(
        ("statement_number", row => row.Bill.Number),
        ("line_number", row => row.Charge.Line),
        ("meter_number", row => row.Charge.Meter),
        ("rollup_description", row => row.Charge.Fee.Group),
        ("charge_description", row => row.Charge.Fee.Text),
        ("start_date", row => row.Charge.Period.From),
        ("end_date", row => row.Charge.Period.To),
        ("units", row => row.Charge.Units),
        ("unit", row => row.Charge.Fee.Unit),
        ("rate", row => row.Charge.Price),
        ("charge", row => new Money(row.Charge.Amount)),
        ("tax", row => new Money(row.Charge.Tax)),
        ("estimated", row => row.Charge.Estimated));

    public static Csv<(Books Books, Entry Entry)> Transactions { get; } = new(
        ("reference", row => row.Entry.Reference),
        ("account_number", row => row.Books.Account.Number),
        ("date", row => row.Entry.On),
        ("description", row => row.Entry.Description),
        ("amount", row => new Money(row.Entry.Amount)),
        ("payment_method", row => row.Entry.Method),
        ("comments", row => row.Entry.Comments),
        ("kind", row => row.Entry.Kind),
        ("statement_number", row => row.Entry.Bill));
}
