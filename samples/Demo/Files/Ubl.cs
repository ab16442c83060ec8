using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using OrchardCore.Portal.Demo.Billing;
using OrchardCore.Portal.Demo.People;
using static OrchardCore.Portal.Demo.Files.UblParts;

namespace OrchardCore.Portal.Demo.Files;

/// <summary>
/// UBL 2.1 as PINT A-NZ wants it (docs.peppol.eu/poac/aunz/pint-aunz). The order of the elements is the schema's. What is
/// payable is the new charges alone; older debt is not part of an e-invoice.
/// </summary>
internal static class Ubl
{
    public static byte[] Write(Company company, EDocument document)
    {
        var (bill, credits) = document;
        var kind = credits is null ? "Invoice" : "CreditNote";
        XNamespace root = $"urn:oasis:names:specification:ubl:schema:xsd:{kind}-2";
        var invoice = new XElement(root + kind, new XAttribute(XNamespace.Xmlns + "cac", Cac), new XAttribute(XNamespace.Xmlns + "cbc", Cbc),
            Text("CustomizationID", "urn:peppol:pint:billing-1@aunz-1"),
            Text("ProfileID", "urn:peppol:bis:billing"),
            Text("ID", bill.Number),
            Day("IssueDate", bill.Issued),
            credits is null ? Day("DueDate", bill.Due) : null,
            Text(kind + "TypeCode", credits is null ? "380" : "381"),
            Text("Note", credits is null ? $"{company.BillWord} for account {bill.Account.Number}" : $"We could not serve you for five days; this credits part of {credits.Number}"),
            Text("DocumentCurrencyCode", "AUD"),
            Text("BuyerReference", bill.Account.Number),
            Span(bill.Period),
            credits is null ? null : Part("BillingReference", Part("InvoiceDocumentReference", Text("ID", credits.Number), Day("IssueDate", credits.Issued))),
            document.WithPdf ? Attached(company, bill) : null,
            Part("AccountingSupplierParty", Party(company.Name, company.LegalName, company.Abn, company.Office, null, Text("ElectronicMail", company.Email))),
            Part("AccountingCustomerParty", Party(bill.Account.CompanyName, bill.Account.CompanyName, bill.Account.Abn, bill.Account.Home, bill.Account.Number,
                Text("Name", $"{bill.Account.Holder.First} {bill.Account.Holder.Last}"), Text("ElectronicMail", bill.Account.Holder.Email))),
            Part("PaymentMeans", Text("PaymentMeansCode", "30"), Text("PaymentID", bill.Account.Number),
                Part("PayeeFinancialAccount", Text("ID", "000000-12345678"), Text("Name", company.LegalName))),
            Tax(bill),
            Part("LegalMonetaryTotal", Money("LineExtensionAmount", bill.Current), Money("TaxExclusiveAmount", bill.Current),
                Money("TaxInclusiveAmount", bill.New), Money("PayableAmount", bill.New)),
            bill.Charges.Select(charge => Line(charge, credits is null)));

        using var file = new MemoryStream();
        using (var xml = XmlWriter.Create(file, new() { Indent = true, NewLineChars = "\n", Encoding = new System.Text.UTF8Encoding(false) })) invoice.Save(xml);
        return file.ToArray();
    }

    private static XElement Attached(Company company, Bill bill) => Part("AdditionalDocumentReference", Text("ID", bill.Number), Text("DocumentDescription", "The bill as PDF"),
        Part("Attachment", new XElement(Cbc + "EmbeddedDocumentBinaryObject", new XAttribute("mimeCode", "application/pdf"),
            new XAttribute("filename", $"{bill.Number}.pdf"), Convert.ToBase64String(BillPdf.Write(company, bill, company.BillWord)))));

    private static XElement Tax(Bill bill) => Part("TaxTotal", Money("TaxAmount", bill.Tax),
        bill.Charges.GroupBy(charge => charge.Fee.Taxed).OrderByDescending(group => group.Key).Select(group => Part("TaxSubtotal",
            Money("TaxableAmount", group.Sum(charge => charge.Amount)), Money("TaxAmount", group.Sum(charge => charge.Tax)), Category("TaxCategory", group.Key))));

    private static XElement Line(Charge charge, bool invoice) => Part(invoice ? "InvoiceLine" : "CreditNoteLine",
        Text("ID", charge.Line.ToString(CultureInfo.InvariantCulture)),
        new XElement(Cbc + (invoice ? "InvoicedQuantity" : "CreditedQuantity"), new XAttribute("unitCode", UnitCode(charge.Fee.Unit)), Number(charge.Units)),
        Money("LineExtensionAmount", charge.Amount),
        Span(charge.Period),
        Part("Item", Text("Description", charge.Fee.Group), Text("Name", charge.Fee.Text), Category("ClassifiedTaxCategory", charge.Fee.Taxed),
            Part("AdditionalItemProperty", Text("Name", "Meter number"), Text("Value", charge.Meter))),
        Part("Price", new XElement(Cbc + "PriceAmount", new XAttribute("currencyID", "AUD"), Number(charge.Price))));
}
