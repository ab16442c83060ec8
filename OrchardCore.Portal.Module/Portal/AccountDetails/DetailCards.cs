using System.Globalization;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.AccountDetails;

/// <summary>The cards of the account page, and every detail that a customer can change.</summary>
internal static class DetailCards
{
    private const string OfHome = "address_", OfBills = "billing_";

    private static readonly Detail
        FirstName = Name("first_name", "First name", a => a.FirstName, (a, value) => a.FirstName = value, "given-name"),
        LastName = Name("last_name", "Last name", a => a.LastName, (a, value) => a.LastName = value, "family-name"),
        Email = new("email", "E-mail address", DetailKind.Email, a => a.Email, (a, value) => a.Email = value) { Type = "email", Required = true, Autocomplete = "email", Longest = 200, WhenClosed = true, Check = Plausible.Email },
        Landline = Phone("phone", "Phone", a => a.Phone, (a, value) => a.Phone = value),
        Mobile = Phone("mobile", "Mobile", a => a.Mobile, (a, value) => a.Mobile = value),
        CompanyName = new("company_name", "Company name", DetailKind.Company, a => a.CompanyName, (a, value) => a.CompanyName = value) { Autocomplete = "organization" },
        BusinessNumber = new("abn", "ABN", DetailKind.BusinessNumber, a => Abn.Format(a.Abn), (a, value) => a.Abn = value) { Inputmode = "numeric", Longest = 20, Check = Plausible.BusinessNumber, Tidy = Abn.Format };

    private static readonly IReadOnlyList<IReadOnlyList<Detail>>
        Home = Parts(OfHome, DetailKind.Address, "shipping", whenClosed: false, a => a.Address), Billing = Parts(OfBills, DetailKind.Billing, "billing", whenClosed: true, a => a.BillingAddress);

    /// <summary>How bills come: "email" or "post". It has a page of its own.</summary>
    public static readonly Detail Delivery = new("delivery", "How bills come", DetailKind.Delivery, a => a.BillDelivery == BillDelivery.Post ? "post" : "email", (a, value) => a.BillDelivery = value == "post" ? BillDelivery.Post : BillDelivery.Email);

    private static readonly Dictionary<string, Detail> ByName =
        new[] { FirstName, LastName, Email, Landline, Mobile, CompanyName, BusinessNumber, Delivery }.Concat(Home.Concat(Billing).SelectMany(line => line)).ToDictionary(detail => detail.Name);

    /// <summary>What a stored change names.</summary>
    public static Detail Find(string name) => ByName[name];

    /// <summary>For lists: as the page has them.</summary>
    public static int PlaceOf(string name) => ByName.Keys.Index().First(one => one.Item == name).Index;

    public static IReadOnlyList<DetailCard> Of(Account account, Customer customer, Retailer retailer, Approvals approvals)
    {
        var words = retailer.Wording;
        var home = new RegionInfo(retailer.Culture).TwoLetterISORegionName;
        var email = Email with { Hint = $"For {words.Word("statements")} and notices. You go on signing in with {customer.Email}." };
        var mayBeEmpty = account.Address.ToText() == "";
        DetailCard[] cards =
        [
            new("person", "Person", "", [[FirstName, LastName], [email], [Landline, Mobile]], _ => { }),
            new("address", "Your address", "Where you live, or where your business is.", mayBeEmpty ? Home : [.. Home.Select(line => (IReadOnlyList<Detail>)[.. line.Select(Needed)])], form => CheckAddress(form, OfHome, mayBeEmpty, home)),
            new("billing", "Billing address", BillingText(account, words.Word("statements")), Billing, form => CheckAddress(form, OfBills, mayBeEmpty: true, home)),
            new("company", "Company", account.IsClosed ? "" : "If the account belongs to a business.", [[CompanyName], [BusinessNumber]], _ => { }),
        ];
        return [.. cards.Select(card => With(card, account, approvals))];
    }

    /// <summary>The card as the retailer has decided, which it says.</summary>
    private static DetailCard With(DetailCard card, Account account, Approvals approvals)
    {
        var kinds = card.Details.Where(detail => detail.IsOpenFor(account)).Select(detail => detail.Kind).Distinct().ToList();
        var asked = kinds.Where(approvals.Has).ToList();
        var text = asked.Count == 0 ? "" : $"A change {(asked.Count == kinds.Count ? "" : $"of {DetailKind.Joined([.. asked.Select(kind => kind.Spoken)])} ")}takes effect when we have checked it.";
        return card with { Text = $"{card.Text} {text}".Trim(), Lines = [.. card.Lines.Select(line => (IReadOnlyList<Detail>)[.. line.Select(detail => detail with { NeedsApproval = approvals.Has(detail.Kind) })])] };
    }

    private static Detail Needed(Detail detail) => detail with { Required = detail.Name is OfHome + "line1" or OfHome + "city" or OfHome + "postcode" };

    private static string BillingText(Account account, string statements) => $"Where {statements} by post and letters go."
        + (account.BillingAddress.ToText() == "" && account.Address.ToText() is { Length: > 0 } same ? $" While it is empty, they go to {same}." : "");

    private static Detail Name(string name, string label, Func<Account, string> read, Action<Account, string> write, string autocomplete) =>
        new(name, label, DetailKind.Names, read, write) { Required = true, Autocomplete = autocomplete };

    private static Detail Phone(string name, string label, Func<Account, string> read, Action<Account, string> write) =>
        new(name, label, DetailKind.Phones, read, write) { Type = "tel", Autocomplete = "tel", Inputmode = "tel", Longest = 30, WhenClosed = true, Check = Plausible.Phone };

    private static IReadOnlyList<IReadOnlyList<Detail>> Parts(string prefix, DetailKind kind, string section, bool whenClosed, Func<Account, PostalAddress> of)
    {
        Detail Part(string name, string label, string autocomplete, Func<PostalAddress, string> read, Action<PostalAddress, string> write, int longest = 100) =>
            new(prefix + name, label, kind, a => read(of(a)), (a, value) => write(of(a), value)) { Autocomplete = $"{section} {autocomplete}", Longest = longest, WhenClosed = whenClosed };

        return
        [
            [Part("line1", "Street and number, or PO box", "address-line1", a => a.Line1, (a, value) => a.Line1 = value)],
            [Part("line2", "Unit, level or building", "address-line2", a => a.Line2, (a, value) => a.Line2 = value)],
            [Part("city", "Suburb or town", "address-level2", a => a.City, (a, value) => a.City = value), Part("region", "State", "address-level1", a => a.Region, (a, value) => a.Region = value, 40)],
            [Part("postcode", "Postcode", "postal-code", a => a.Postcode, (a, value) => a.Postcode = value, 12), Part("country", "Country", "country-name", a => a.Country, (a, value) => a.Country = value, 60)],
        ];
    }

    /// <summary>A whole address, or none.</summary>
    private static void CheckAddress(Form form, string prefix, bool mayBeEmpty, string home)
    {
        string Sent(string name) => form[prefix + name];
        if (mayBeEmpty && new[] { "line1", "line2", "city", "region", "postcode" }.All(name => Sent(name) == "")) return;
        if (Sent("line1") == "") form.Refuse(prefix + "line1", "Enter a street and number, or a PO box.");
        if (Sent("city") == "") form.Refuse(prefix + "city", "Enter a suburb or town.");
        if (Sent("postcode") == "") form.Refuse(prefix + "postcode", "Enter a postcode.");
        else if (Plausible.Postcode(Sent("postcode"), Sent("country"), home) is { } fault) form.Refuse(prefix + "postcode", fault);
    }
}
