using System.Text.Json.Nodes;

namespace Portal.Orchard.Settings;

/// <summary>
/// What a retailer is besides its look, as a form of the site's settings asks for it. It is kept in the section "Retailer", in the shape of a retailer.json
/// (docs/branding.md); what the form does not ask for stays as it is there.
/// </summary>
public class RetailerFacts
{
    public const string Section = "Retailer";

    public string Abn { get; set; } = "";
    public string Currency { get; set; } = "";
    public string TicketPrefix { get; set; } = "";
    public bool TaxOnTop { get; set; }
    public string OmbudsmanName { get; set; } = "";
    public string OmbudsmanPhone { get; set; } = "";
    public string OmbudsmanHref { get; set; } = "";

    /// <summary>One a line: the name, a bar, and what the customer has to know.</summary>
    public string PaymentOptions { get; set; } = "";

    public void ReadFrom(JsonObject section)
    {
        Abn = Text(section["abn"]);
        Currency = Text(section["currency"]);
        TicketPrefix = Text(section["ticketPrefix"]);
        TaxOnTop = section["taxInsideCharges"] is JsonValue inside && inside.TryGetValue<bool>(out var isInside) && !isInside;
        var ombudsman = section["ombudsman"] as JsonObject;
        (OmbudsmanName, OmbudsmanPhone, OmbudsmanHref) = (Text(ombudsman?["name"]), Text(ombudsman?["phone"]), Text(ombudsman?["href"]));
        PaymentOptions = string.Join('\n', (section["paymentOptions"] as JsonArray ?? []).OfType<JsonObject>().Select(way => $"{Text(way["name"])} | {Text(way["detail"])}"));
    }

    public void WriteTo(JsonObject section)
    {
        Put(section, "abn", Abn);
        Put(section, "currency", Currency.ToUpperInvariant());
        Put(section, "ticketPrefix", TicketPrefix.ToUpperInvariant());
        section["taxInsideCharges"] = !TaxOnTop;
        if (OmbudsmanName == "") section.Remove("ombudsman");
        else section["ombudsman"] = new JsonObject { ["name"] = OmbudsmanName, ["phone"] = OmbudsmanPhone, ["href"] = OmbudsmanHref };
        section["paymentOptions"] = new JsonArray([.. Lines.Select(line => line.Split('|', 2, StringSplitOptions.TrimEntries)).Select(parts => (JsonNode)new JsonObject { ["name"] = parts[0], ["detail"] = parts.ElementAtOrDefault(1) ?? "" })]);
    }

    /// <summary>What is wrong, by field.</summary>
    public IEnumerable<(string Field, string Text)> Faults()
    {
        if (TicketPrefix.Length > 6 || TicketPrefix.Any(sign => !char.IsAsciiLetterOrDigit(sign))) yield return (nameof(TicketPrefix), "Expected up to six letters and digits, as in LUM.");
        if (OmbudsmanName == "" && OmbudsmanPhone + OmbudsmanHref != "") yield return (nameof(OmbudsmanName), "Expected the ombudsman's name too.");
        if (OmbudsmanHref != "" && !(Uri.TryCreate(OmbudsmanHref, UriKind.Absolute, out var page) && page.Scheme == Uri.UriSchemeHttps)) yield return (nameof(OmbudsmanHref), "Expected an address, as in https://www.ewon.com.au.");
        if (Lines.Any(line => !line.Contains('|', StringComparison.Ordinal))) yield return (nameof(PaymentOptions), "Expected a bar in each line, as in: BPAY | Biller code 123456, reference: your account number");
    }

    private IEnumerable<string> Lines => PaymentOptions.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private static void Put(JsonObject section, string name, string text)
    {
        if (text == "") section.Remove(name);   // then it is as the portal, or the site, has it
        else section[name] = text;
    }
}

/// <summary>The form, with what the site itself says of the retailer. Orchard makes shapes of it, so it is not sealed.</summary>
public class RetailerFactsForm : RetailerFacts
{
    public string Name { get; set; } = "";
    public string TimeZone { get; set; } = "";
    public string Culture { get; set; } = "";
    public string UsualCurrency { get; set; } = "";

    /// <summary>Where the look is edited; empty where the site has switched that off, or the person may not.</summary>
    public string BrandHref { get; set; } = "";
}
