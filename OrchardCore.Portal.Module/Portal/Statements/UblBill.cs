using OrchardCore.Portal.Charges;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Statements;

/// <summary>
/// A UBL document as the portal's rows. Lines stay before tax, as an e-invoice has them, with each line's tax beside it. A credit note
/// is the same with the signs turned. docs/importing.md says where each figure comes from.
/// </summary>
internal sealed class UblBill
{
    private const int LongestNumber = 60, LongestText = 300;

    private static readonly string[] Places =
    [
        "AccountingCustomerParty/SupplierAssignedAccountID", "AccountingCustomerParty/CustomerAssignedAccountID", "BuyerCustomerParty/SupplierAssignedAccountID", "BuyerReference", "AccountingCost",
        "AccountingCustomerParty/Party/PartyIdentification/ID", "AccountingCustomerParty/Party/EndpointID", "OrderReference/ID", "ContractDocumentReference/ID",
    ];

    private readonly XmlPart _head;
    private readonly IReadOnlyList<UblLine> _lines;
    private readonly ReadContext _context;
    private readonly string _pdf, _flag;
    private readonly int _sign;

    private UblBill(UblDocument document, ReadContext context, string flag)
    {
        (_head, _context, _pdf, _flag, _sign) = (document.Head, context, document.PdfFile, flag, document.IsCreditNote ? -1 : 1);
        _lines = UblLine.Of(document);
        List<Buyer> buyers = [];
        foreach (var place in Places)
            foreach (var part in _head.All(place))
                if (part.Text != "") buyers.Add(new Buyer(place, part.Text));
        Buyers = buyers;
    }

    /// <summary>Where the customer's account number may stand, in the order in which it is looked for.</summary>
    public static IReadOnlyList<string> WhereBuyersStand => Places;

    public string Root => _head.Name;
    public string Number => _head.TextAt("ID");
    public IReadOnlyList<Buyer> Buyers { get; }
    public string AccountNumber { get; set; } = "";

    /// <returns>Null where the document lacks what it must have; that is noted.</returns>
    public static UblBill? Of(UblDocument document, ReadContext context, Parsed parsed)
    {
        var (head, own) = (document.Head, context.Retailer.CurrencyCode);
        UblRules.Required(document, parsed);
        if (head.TextAt("ID").Length > LongestNumber) parsed.Refuse($"/{head.Name}/cbc:ID", head.TextAt("ID"), $"{LongestNumber} characters at most");
        if (head.At("DocumentCurrencyCode") is { } currency && currency.Text != own)
            parsed.Problems.Add(new Problem(currency.Line, $"/{head.Name}/cbc:DocumentCurrencyCode", Problem.Shown(currency.Text), $"{own}, the currency of {context.Retailer.Name}"));
        if (!parsed.IsGood) return null;

        if (document.PdfFault is { } fault) parsed.Problems.Add(fault);
        UblRules.Advised(document, parsed);
        return new UblBill(document, context, UblRules.Totals(document, parsed));
    }

    public Statement ToStatement()
    {
        var total = _head.At("LegalMonetaryTotal")!;
        var (prepaid, rounding) = (Amount(total.NumberAt("PrepaidAmount")), Amount(total.NumberAt("PayableRoundingAmount")));
        var issued = _head.DateAt("IssueDate")!.Value;
        return new Statement
        {
            Number = Number,
            AccountNumber = AccountNumber,
            IssuedOn = issued,
            DueOn = _head.DateAt("DueDate") ?? _head.DateAt("PaymentMeans/PaymentDueDate") ?? issued,
            PeriodFrom = _head.DateAt("InvoicePeriod/StartDate") ?? _lines.Min(line => line.From),
            PeriodTo = _head.DateAt("InvoicePeriod/EndDate") ?? _lines.Max(line => line.To),
            PreviousBalance = default,
            Payments = prepaid,
            Adjustments = rounding,
            CarriedForward = rounding - prepaid,
            CurrentCharges = Amount(total.NumberAt(_context.Retailer.TaxInsideCharges ? "TaxInclusiveAmount" : "TaxExclusiveAmount")),
            CurrentBalance = Amount(total.NumberAt("PayableAmount")),
            Tax = Amount(UblRules.TaxOf(_head)),
            IsCreditNote = _sign < 0,
            ChargesExcludeTax = true,
            PdfFile = _pdf,
            ArithmeticFlag = _flag,
            BatchId = _context.BatchId,
        };
    }

    public IEnumerable<Charge> ToCharges()
    {
        var taxes = UblLine.Taxes(_lines, UblRules.TaxOf(_head) ?? 0, _context.Retailer.Currency.Decimals);
        return _lines.Select((line, place) => new Charge
        {
            StatementNumber = Number,
            AccountNumber = AccountNumber,
            LineNumber = line.Number,
            MeterNumber = line.Meter,
            Rollup = Short(line.Rollup),
            Description = Short(line.Description),
            StartsOn = line.From,
            EndsOn = line.To,
            Units = line.Quantity * _sign,
            Unit = line.Unit,
            Rate = line.Rate is { } rate ? decimal.Round(rate, 6) : null,
            Amount = Amount(line.Net),
            Tax = Amount(taxes[place]),
            BatchId = _context.BatchId,
        });
    }

    public LedgerEntry ToLedgerEntry() => new()
    {
        AccountNumber = AccountNumber,
        On = _head.DateAt("IssueDate")!.Value,
        Amount = Amount(_head.NumberAt("LegalMonetaryTotal/PayableAmount")),
        Kind = LedgerKind.Bill,
        Description = $"{(_sign < 0 ? "Credit note" : "Invoice")} {Number}",
        Source = "invoice",
        SourceId = Number,
        StatementNumber = Number,
        Comments = _sign < 0 && _head.TextAt("BillingReference/InvoiceDocumentReference/ID") is { Length: > 0 } credited ? Short($"Credits {credited}") : "",
        BatchId = _context.BatchId,
    };

    private Money Amount(decimal? value) =>
        new((long)decimal.Round((value ?? 0) * _sign * (decimal)Math.Pow(10, _context.Retailer.Currency.Decimals), MidpointRounding.AwayFromZero));

    private static string Short(string text) => text.Length <= LongestText ? text : text[..(LongestText - 1)] + "…";

    /// <param name="Where">The element that says it.</param>
    internal sealed record Buyer(string Where, string Value);
}
