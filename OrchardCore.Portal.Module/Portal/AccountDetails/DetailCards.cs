using System.Globalization;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.AccountDetails;

/// <summary>The cards of the account page. Names, company and ABN stand on bills, so the retailer agrees to a change; how to reach somebody is saved at once.</summary>
internal static class DetailCards
{
    private static readonly Detail
        FirstName = Name("first_name", "First name", a => a.FirstName, (a, value) => a.FirstName = value, "given-name"),
        LastName = Name("last_name", "Last name", a => a.LastName, (a, value) => a.LastName = value, "family-name"),
        CompanyName = new("company_name", "Company name", a => a.CompanyName, (a, value) => a.CompanyName = value) { NeedsApproval = true, Autocomplete = "organization" },
        BusinessNumber = new("abn", "ABN", a => Abn.Format(a.Abn), (a, value) => a.Abn = value) { NeedsApproval = true, Inputmode = "numeric", Longest = 20, Check = Plausible.BusinessNumber, Tidy = Abn.Format };

    /// <summary>What is changed only when the retailer agrees.</summary>
    public static readonly IReadOnlyList<Detail> Guarded = [FirstName, LastName, CompanyName, BusinessNumber];

    public static IReadOnlyList<DetailCard> Of(Account account, Customer customer, Retailer retailer)
    {
        var words = retailer.Wording;
        var home = new RegionInfo(retailer.Culture).TwoLetterISORegionName;
        return
        [
            new("person", "Person", account.IsClosed ? "" : $"A change of name {Approval}",
            [
                [FirstName, LastName],
                [new("email", "E-mail address", a => a.Email, (a, value) => a.Email = value)
                {
                    Type = "email", Required = true, Autocomplete = "email", Longest = 200, WhenClosed = true, Check = Plausible.Email,
                    Hint = $"For {words.Word("statements")} and notices. You go on signing in with {customer.Email}.",
                }],
                [Phone("phone", "Phone", a => a.Phone, (a, value) => a.Phone = value), Phone("mobile", "Mobile", a => a.Mobile, (a, value) => a.Mobile = value)],
            ], _ => { }),
            Address("address", "Your address", "Where you live, or where your business is.", "address_", "shipping", a => a.Address, mayBeEmpty: account.Address.ToText() == "", whenClosed: false, home),
            Address("billing", "Billing address", BillingText(account, words.Word("statements")), "billing_", "billing", a => a.BillingAddress, mayBeEmpty: true, whenClosed: true, home),
            new("company", "Company", account.IsClosed ? "" : $"If the account belongs to a business. A change {Approval}",
            [
                [CompanyName],
                [BusinessNumber],
            ], _ => { }),
        ];
    }

    private const string Approval = "takes effect when we have checked it.";

    private static string BillingText(Account account, string statements) => $"Where {statements} by post and letters go."
        + (account.BillingAddress.ToText() == "" && account.Address.ToText() is { Length: > 0 } same ? $" While it is empty, they go to {same}." : "");

    private static Detail Name(string name, string label, Func<Account, string> read, Action<Account, string> write, string autocomplete) =>
        new(name, label, read, write) { NeedsApproval = true, Required = true, Autocomplete = autocomplete };

    private static Detail Phone(string name, string label, Func<Account, string> read, Action<Account, string> write) =>
        new(name, label, read, write) { Type = "tel", Autocomplete = "tel", Inputmode = "tel", Longest = 30, WhenClosed = true, Check = Plausible.Phone };

    private static DetailCard Address(string key, string title, string text, string prefix, string section, Func<Account, PostalAddress> of, bool mayBeEmpty, bool whenClosed, string home)
    {
        Detail Part(string name, string label, string autocomplete, Func<PostalAddress, string> read, Action<PostalAddress, string> write, int longest = 100) =>
            new(prefix + name, label, a => read(of(a)), (a, value) => write(of(a), value)) { Autocomplete = $"{section} {autocomplete}", Longest = longest, WhenClosed = whenClosed, Required = !mayBeEmpty && name is ("line1" or "city" or "postcode") };

        return new(key, title, text,
        [
            [Part("line1", "Street and number, or PO box", "address-line1", a => a.Line1, (a, value) => a.Line1 = value)],
            [Part("line2", "Unit, level or building", "address-line2", a => a.Line2, (a, value) => a.Line2 = value)],
            [Part("city", "Suburb or town", "address-level2", a => a.City, (a, value) => a.City = value), Part("region", "State", "address-level1", a => a.Region, (a, value) => a.Region = value, 40)],
            [Part("postcode", "Postcode", "postal-code", a => a.Postcode, (a, value) => a.Postcode = value, 12), Part("country", "Country", "country-name", a => a.Country, (a, value) => a.Country = value, 60)],
        ], form => CheckAddress(form, prefix, mayBeEmpty, home));
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
