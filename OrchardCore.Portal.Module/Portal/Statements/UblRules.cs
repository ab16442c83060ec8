using OrchardCore.Portal.Importing;

namespace OrchardCore.Portal.Statements;

/// <summary>
/// What a UBL document must have to be a bill, and what EN 16931 and Peppol say about its figures. Missing parts refuse it; figures that
/// do not add up are flagged and taken, for they are the retailer's.
/// </summary>
internal static class UblRules
{
    private static readonly string[] Amounts = ["LineExtensionAmount", "TaxExclusiveAmount", "TaxInclusiveAmount", "PayableAmount"];

    private static readonly (string Path, string Rule)[] InvoiceShould = Should("InvoiceTypeCode"), CreditNoteShould = Should("CreditNoteTypeCode");

    private static (string, string)[] Should(string typeCode) =>
        [("CustomizationID", "BR-01"), ("ProfileID", "PEPPOL-EN16931-R001"), (typeCode, "BR-04"), ("AccountingCustomerParty/Party/EndpointID", "PEPPOL-EN16931-R010"), ("AccountingSupplierParty/Party/EndpointID", "PEPPOL-EN16931-R020")];

    /// <summary>The tax in the document's currency; a second total in the seller's own is not it.</summary>
    public static decimal? TaxOf(XmlPart head) => TaxTotal(head)?.NumberAt("TaxAmount");

    private static XmlPart? TaxTotal(XmlPart head)
    {
        var currency = head.TextAt("DocumentCurrencyCode");
        return head.All("TaxTotal").Where(total => total.At("TaxAmount")?.Attribute("currencyID") is { } code && (code == "" || code == currency)).MaxBy(total => total.All("TaxSubtotal").Any())
            ?? head.At("TaxTotal");
    }

    /// <summary>EN 16931 BR-02, 03, 05, 12 to 16, 21, 22, 24 and 25.</summary>
    public static void Required(UblDocument document, Parsed parsed)
    {
        var head = document.Head;
        foreach (var name in (string[])["ID", "DocumentCurrencyCode"])
            if (head.TextAt(name) == "") Missing(head, name, "a text");
        if (head.DateAt("IssueDate") is null) Missing(head, "IssueDate", CsvLine.DateForm);
        foreach (var name in (string[])["DueDate", "PaymentMeans/PaymentDueDate", "InvoicePeriod/StartDate", "InvoicePeriod/EndDate"])
            if (head.TextAt(name) != "" && head.DateAt(name) is null) Missing(head, name, CsvLine.DateForm);
        foreach (var name in Amounts)
            if (head.NumberAt("LegalMonetaryTotal/" + name) is null) Missing(head, "LegalMonetaryTotal/" + name, "an amount");
        foreach (var name in (string[])["PrepaidAmount", "PayableRoundingAmount", "AllowanceTotalAmount", "ChargeTotalAmount"])
            if (head.At("LegalMonetaryTotal/" + name) is not null && head.NumberAt("LegalMonetaryTotal/" + name) is null) Missing(head, "LegalMonetaryTotal/" + name, "an amount");
        if (document.Lines.Count == 0) Missing(head, document.LineName, "at least one line");
        foreach (var (place, line) in document.Lines.Index())
        {
            if (line.TextAt("ID") == "") MissingIn(place, line, "ID", "a text");
            if (line.TextAt("Item/Name") == "") MissingIn(place, line, "Item/Name", "what is charged for");
            if (line.NumberAt("LineExtensionAmount") is null) MissingIn(place, line, "LineExtensionAmount", "an amount");
            var quantity = document.IsCreditNote ? "CreditedQuantity" : "InvoicedQuantity";
            if (line.NumberAt(quantity) is null) MissingIn(place, line, quantity, "a number");
        }
        foreach (var (place, part) in head.All("AllowanceCharge").Index())
        {
            if (part.TextAt("ChargeIndicator") is not ("true" or "false" or "1" or "0")) Wrong(part.Line, $"/{head.Name}/cac:AllowanceCharge[{place + 1}]/cbc:ChargeIndicator", part.TextAt("ChargeIndicator"), "true or false");
            if (part.NumberAt("Amount") is null) Wrong(part.Line, $"/{head.Name}/cac:AllowanceCharge[{place + 1}]/cbc:Amount", part.TextAt("Amount"), "an amount");
        }
        foreach (var amount in Inside(document, static part => part.Text.Length > 12 && part.Name.EndsWith("Amount", StringComparison.Ordinal) && Math.Abs(part.Number ?? 0) > 1_000_000_000_000m))
            Wrong(amount.Line, amount.Name, amount.Text, "an amount below a million million");

        void Missing(XmlPart from, string path, string expected) => Wrong((from.At(path) ?? from).Line, $"/{head.Name}/{Prefixed(path)}", from.TextAt(path) is { Length: > 0 } text ? text : "nothing", expected);
        void MissingIn(int place, XmlPart line, string path, string expected) => Wrong((line.At(path) ?? line).Line, $"/{head.Name}/cac:{document.LineName}[{place + 1}]/{Prefixed(path)}", line.TextAt(path) is { Length: > 0 } text ? text : "nothing", expected);
        void Wrong(int at, string place, string found, string expected) => parsed.Problems.Add(new Problem(at, place, Problem.Shown(found), expected));
    }

    /// <returns>What does not add up, by rule; empty where all does.</returns>
    public static string Totals(UblDocument document, Parsed parsed)
    {
        var head = document.Head;
        var total = head.At("LegalMonetaryTotal")!;
        decimal Of(string name) => total.NumberAt(name) ?? 0;
        var tax = TaxOf(head) ?? 0;
        List<string> faults = [];
        Check("BR-CO-10", "LineExtensionAmount", Of("LineExtensionAmount"), document.Lines.Sum(line => line.NumberAt("LineExtensionAmount") ?? 0), "the sum of the lines");
        Check("BR-CO-11", "AllowanceTotalAmount", Of("AllowanceTotalAmount"), Whole("false", "0"), "the sum of the discounts");
        Check("BR-CO-12", "ChargeTotalAmount", Of("ChargeTotalAmount"), Whole("true", "1"), "the sum of the charges to the whole");
        Check("BR-CO-13", "TaxExclusiveAmount", Of("TaxExclusiveAmount"), Of("LineExtensionAmount") - Of("AllowanceTotalAmount") + Of("ChargeTotalAmount"), "lines less discounts plus charges");
        if (TaxTotal(head)?.All("TaxSubtotal").ToList() is { Count: > 0 } parts) Check("BR-CO-14", "TaxAmount", tax, parts.Sum(part => part.NumberAt("TaxAmount") ?? 0), "the sum of the taxes");
        Check("BR-CO-15", "TaxInclusiveAmount", Of("TaxInclusiveAmount"), Of("TaxExclusiveAmount") + tax, "the amount before tax plus the tax");
        Check("BR-CO-16", "PayableAmount", Of("PayableAmount"), Of("TaxInclusiveAmount") - Of("PrepaidAmount") + Of("PayableRoundingAmount"), "the amount with tax less prepayments plus rounding");
        foreach (var fault in faults) parsed.Problems.Add(new Problem(total.Line, $"/{head.Name}/cac:LegalMonetaryTotal", fault, "totals that add up (EN 16931); they are taken as they are, and flagged", IsWarning: true));
        return string.Join(' ', faults);

        decimal Whole(string word, string digit) => head.All("AllowanceCharge").Where(part => part.TextAt("ChargeIndicator") == word || part.TextAt("ChargeIndicator") == digit).Sum(part => part.NumberAt("Amount") ?? 0);
        void Check(string rule, string name, decimal said, decimal counted, string what)
        {
            if (said != counted) faults.Add(FormattableString.Invariant($"{name} is {said}; {what} is {counted} ({rule})."));
        }
    }

    /// <summary>What Peppol asks for beyond that: worth a word to the retailer, and no reason to withhold a bill.</summary>
    public static void Advised(UblDocument document, Parsed parsed)
    {
        var head = document.Head;
        foreach (var (path, rule) in document.IsCreditNote ? CreditNoteShould : InvoiceShould)
            if (head.TextAt(path) == "") Advise(head.Line, Prefixed(path), "nothing", $"a value ({rule})");
        foreach (var empty in Inside(document, static part => part.IsEmpty && part.Name != "EmbeddedDocumentBinaryObject").Take(20))
            Advise(empty.Line, empty.Name, "an empty element", "a value, or no element (PEPPOL-EN16931-R008)");
        foreach (var part in head.All("AllowanceCharge").Concat(document.Lines.SelectMany(line => line.All("AllowanceCharge"))))
            if (part.NumberAt("MultiplierFactorNumeric") is { } percent && part.NumberAt("BaseAmount") is { } of && Math.Abs(of * percent / 100 - (part.NumberAt("Amount") ?? 0)) > 0.02m)
                Advise(part.Line, "cac:AllowanceCharge/cbc:Amount", part.TextAt("Amount"), "its percentage of its base amount (PEPPOL-EN16931-R040)");
        foreach (var line in document.Lines) AdviseLine(line);

        void AdviseLine(XmlPart line)
        {
            var quantity = line.NumberAt(document.IsCreditNote ? "CreditedQuantity" : "InvoicedQuantity") ?? 0;
            if (line.NumberAt("Price/PriceAmount") is not { } price) Advise(line.Line, "cac:Price/cbc:PriceAmount", "nothing", "the price of one unit (BR-26)");
            else if (line.NumberAt("Price/BaseQuantity") is { } many && many <= 0) Advise(line.Line, "cac:Price/cbc:BaseQuantity", line.TextAt("Price/BaseQuantity"), "a number above zero (PEPPOL-EN16931-R121)");
            else
            {
                var extra = line.All("AllowanceCharge").Sum(part => (part.NumberAt("Amount") ?? 0) * (part.TextAt("ChargeIndicator") is "true" or "1" ? 1 : -1));
                var counted = quantity * price / (line.NumberAt("Price/BaseQuantity") ?? 1) + extra;
                if (Math.Abs(counted - (line.NumberAt("LineExtensionAmount") ?? 0)) > 0.02m) Advise(line.Line, "cbc:LineExtensionAmount", line.TextAt("LineExtensionAmount"), FormattableString.Invariant($"quantity by price, with the line's own discounts and charges: {counted:0.00} (PEPPOL-EN16931-R120)"));
            }
            if (line.NumberAt("Price/AllowanceCharge/BaseAmount") is { } gross && Math.Abs(gross - (line.NumberAt("Price/AllowanceCharge/Amount") ?? 0) - (line.NumberAt("Price/PriceAmount") ?? 0)) > 0.0001m)
                Advise(line.Line, "cac:Price/cbc:PriceAmount", line.TextAt("Price/PriceAmount"), "the gross price less its discount (PEPPOL-EN16931-R046)");
            if (line.DateAt("InvoicePeriod/StartDate") < head.DateAt("InvoicePeriod/StartDate") || line.DateAt("InvoicePeriod/EndDate") > head.DateAt("InvoicePeriod/EndDate"))
                Advise(line.Line, "cac:InvoicePeriod", $"{line.TextAt("InvoicePeriod/StartDate")} to {line.TextAt("InvoicePeriod/EndDate")}", "a time inside that of the document (PEPPOL-EN16931-R110, R111)");
        }

        void Advise(int at, string place, string found, string expected) => parsed.Problems.Add(new Problem(at, place, Problem.Shown(found), expected, IsWarning: true));
    }

    /// <summary>Those of all elements that are so. Nearly always there are none, and looking for that costs least.</summary>
    private static IEnumerable<XmlPart> Inside(UblDocument document, Func<XmlPart, bool> isSo) =>
        !document.Head.Any(isSo) && document.Lines.All(line => !line.Any(isSo)) ? []
            : document.Head.Inside().Skip(1).Concat(document.Lines.SelectMany(line => line.Inside())).Where(isSo);

    private static string Prefixed(string path)
    {
        var steps = path.Split('/');
        return string.Join('/', steps.Select((step, place) => (place < steps.Length - 1 || step.EndsWith("Line", StringComparison.Ordinal) ? "cac:" : "cbc:") + step));
    }
}
