using System.Globalization;
using System.Xml.Linq;
using OrchardCore.Portal.Demo.Billing;
using OrchardCore.Portal.Demo.People;

namespace OrchardCore.Portal.Demo.Files;

/// <summary>The pieces that UBL documents are put together from.</summary>
internal static class UblParts
{
    public static readonly XNamespace Cac = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    public static readonly XNamespace Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    public static XElement Part(string name, params object?[] content) => new(Cac + name, content);

    public static XElement Text(string name, string value) => new(Cbc + name, value);

    public static XElement Day(string name, DateOnly day) => Text(name, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static XElement Money(string name, decimal amount) =>
        new(Cbc + name, new XAttribute("currencyID", "AUD"), amount.ToString("0.00", CultureInfo.InvariantCulture));

    public static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    public static XElement Span(Period period) => Part("InvoicePeriod", Day("StartDate", period.From), Day("EndDate", period.To));

    public static XElement Category(string name, bool taxed) =>
        Part(name, Text("ID", taxed ? "S" : "Z"), Text("Percent", taxed ? "10" : "0"), Gst());

    /// <summary>0151 is Peppol's name for an ABN. The customer's account number is how the retailer knows the buyer.</summary>
    public static XElement Party(string name, string legalName, string abn, Place place, string? account, params XElement[] contact) => Part("Party",
        new XElement(Cbc + "EndpointID", new XAttribute("schemeID", "0151"), Digits(abn)),
        account is null ? null : Part("PartyIdentification", Text("ID", account)),
        Part("PartyName", Text("Name", name)),
        Part("PostalAddress", Text("StreetName", place.Line1), place.Line2 is "" ? null : Text("AdditionalStreetName", place.Line2), Text("CityName", place.City),
            Text("PostalZone", place.Postcode), Text("CountrySubentity", place.Region), Part("Country", Text("IdentificationCode", "AU"))),
        Part("PartyTaxScheme", Text("CompanyID", Digits(abn)), Gst()),
        Part("PartyLegalEntity", Text("RegistrationName", legalName), new XElement(Cbc + "CompanyID", new XAttribute("schemeID", "0151"), Digits(abn))),
        Part("Contact", contact));

    /// <summary>UN/ECE Recommendation 20, as UBL wants units.</summary>
    public static string UnitCode(string unit) => unit switch { "kWh" => "KWH", "MJ" => "3B", "kL" => "MTQ", "GB" => "E34", "day" => "DAY", _ => "MON" };

    private static XElement Gst() => Part("TaxScheme", Text("ID", "GST"));

    private static string Digits(string abn) => abn.Replace(" ", "", StringComparison.Ordinal);
}
