using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Tests.SignIn;

namespace OrchardCore.Portal.Tests.AccountDetails;

public sealed partial class ChangingDetails
{
    [Fact]
    public async Task Phone_and_email_are_saved_at_once_and_the_page_says_so()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var page = await priya.FollowAsync(await PersonAsync(priya, email: "raman@new.example", phone: "02 5550 0100"));

        Assert.Contains("Saved: e-mail address and phone.", page, StringComparison.Ordinal);
        var account = await AccountAsync(portal);
        Assert.Equal(("raman@new.example", "02 5550 0100"), (account.Email, account.Phone));
        Assert.Empty(await portal.ReadAsync("lumen", db => db.ContactLogs.ToListAsync()));
    }

    [Fact]
    public async Task The_retailer_hears_what_was_saved_and_the_former_address_that_it_was_left()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        await PersonAsync(priya, email: "raman@new.example");

        var toRetailer = Assert.Single(await portal.MailsAsync("lumen", "ChangedMail"));
        var toFormer = Assert.Single(await portal.MailsAsync("lumen", "NewEmailMail"));
        Assert.Equal(("help@lumen.example.com", "priya@home.example"), (toRetailer.To.Mailboxes.Single().Address, toFormer.To.Mailboxes.Single().Address));
        Assert.Contains("priya@home.example → raman@new.example", toRetailer.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("raman@new.example", toFormer.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_asked_for_with_old_and_new_and_changes_nothing_yet()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var page = await priya.FollowAsync(await PersonAsync(priya, last: "Nair"));

        var log = await portal.ReadAsync("lumen", db => db.ContactLogs.Include(one => one.Details).SingleAsync());
        Assert.Equal(MessageTypes.Details, log.Type);
        Assert.Equal("Raman → Nair", Assert.Single(log.Details).Text);
        Assert.Contains(log.Reference, page, StringComparison.Ordinal);
        Assert.Equal("Raman", (await AccountAsync(portal)).LastName);

        await PersonAsync(priya, last: "Nayar");
        Assert.Equal(1, await portal.ReadAsync("lumen", db => db.ContactLogs.CountAsync()));   // one at a time
    }

    [Fact]
    public async Task Company_and_ABN_are_asked_for_together()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        await SendAsync(priya, "company", [("company_name", "Raman Pty Ltd"), ("abn", "51824753556")]);

        var log = await portal.ReadAsync("lumen", db => db.ContactLogs.Include(one => one.Details).SingleAsync());
        Assert.Equal(["(empty) → Raman Pty Ltd", "(empty) → 51 824 753 556"], log.Details.Select(detail => detail.Text).OrderByDescending(text => text.Contains("Pty", StringComparison.Ordinal)));
        Assert.Equal("", (await AccountAsync(portal)).Abn);
    }

    [Theory]
    [InlineData("person", "phone", "call me", "Enter a phone number")]
    [InlineData("person", "email", "priya@home", "Enter an e-mail address")]
    [InlineData("person", "email", "", "Enter your e-mail address")]
    [InlineData("person", "first_name", "", "Enter your first name")]
    [InlineData("company", "abn", "51824753557", "Enter an ABN of 11 digits")]
    [InlineData("billing", "billing_postcode", "20422", "Enter a postcode of 4 digits")]
    [InlineData("billing", "billing_line1", "", "Enter a street and number")]
    [InlineData("address", "address_city", "", "Enter your suburb or town")]
    public async Task What_cannot_be_right_is_refused_beside_its_field_and_nothing_is_saved(string card, string field, string value, string fault)
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var answer = await SendAsync(priya, card, [.. Fields(card).Where(one => one.Name != field), (field, value)]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains($"href=\"#field-{field}\"", page, StringComparison.Ordinal);
        Assert.Contains(fault, page, StringComparison.Ordinal);
        Assert.Empty(await portal.ReadAsync("lumen", db => db.Mail.ToListAsync()));
    }

    [Fact]
    public async Task A_billing_address_may_be_abroad_or_empty_again()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        await SendAsync(priya, "billing", [("billing_line1", "10 Downing Street"), ("billing_line2", ""), ("billing_city", "London"), ("billing_region", ""), ("billing_postcode", "SW1A 2AA"), ("billing_country", "United Kingdom")]);
        Assert.Equal("10 Downing Street, London SW1A 2AA, United Kingdom", (await AccountAsync(portal)).BillingAddress.ToText());

        await SendAsync(priya, "billing", [("billing_line1", ""), ("billing_line2", ""), ("billing_city", ""), ("billing_region", ""), ("billing_postcode", ""), ("billing_country", "")]);
        Assert.Equal("", (await AccountAsync(portal)).BillingAddress.ToText());
    }

    [Fact]
    public async Task Of_two_tabs_the_second_is_told_what_the_first_saved_and_may_then_replace_it()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var opened = await VersionAsync(priya, "person");

        await PersonAsync(priya, phone: "0491 570 006");
        var second = await PersonAsync(priya, phone: "0491 570 156", version: opened);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        var page = await second.Content.ReadAsStringAsync();
        Assert.Contains("Phone is now 0491 570 006.", page, StringComparison.Ordinal);
        Assert.Contains("value=\"0491 570 156\"", page, StringComparison.Ordinal);
        Assert.Equal("0491 570 006", (await AccountAsync(portal)).Phone);

        await PersonAsync(priya, phone: "0491 570 156");
        Assert.Equal("0491 570 156", (await AccountAsync(portal)).Phone);
    }

    [Fact]
    public async Task A_closed_account_can_still_say_where_letters_go_and_nothing_about_who_it_was()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.DataAsync("lumen", db => db.Accounts.ExecuteUpdateAsync(set => set.SetProperty(account => account.IsClosed, true)));

        await SendAsync(priya, "billing", [.. Fields("billing").Where(one => one.Name != "billing_line1"), ("billing_line1", "3 Harbour Walk")]);
        await PersonAsync(priya, last: "Somebody", phone: "0491 570 006");
        var company = await SendAsync(priya, "company", Fields("company"), versionOf: "person");

        var account = await AccountAsync(portal);
        Assert.Equal(("3 Harbour Walk", "0491 570 006", "Raman"), (account.BillingAddress.Line1, account.Phone, account.LastName));
        Assert.Equal(HttpStatusCode.NotFound, company.StatusCode);
        Assert.Empty(await portal.ReadAsync("lumen", db => db.ContactLogs.ToListAsync()));
    }

    [Fact]
    public async Task Nobody_elses_account_is_touched()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.AddAsync("lumen", PortalApp.AccountOf("2002", "tom@home.example"));

        await SendAsync(priya, "person", [.. Fields("person").Where(one => one.Name != "phone"), ("phone", "0491 570 006"), ("account", "2002"), ("AccountNumber", "2002")]);

        Assert.Equal("0400 000 000", await portal.ReadAsync("lumen", db => db.Accounts.Where(account => account.AccountNumber == "2002").Select(account => account.Phone).SingleAsync()));
        Assert.Equal(HttpStatusCode.BadRequest, (await priya.PostAsync("/account/person", Fields("person"))).StatusCode);   // without the page's token
    }

    internal static async Task<string> VersionAsync(Visitor visitor, string card)
    {
        var page = await visitor.ReadAsync("/account");
        var form = page[page.IndexOf($"id=\"{card}\"", StringComparison.Ordinal)..];
        return VersionField().Match(form).Groups[1].Value;
    }

    private static Task<HttpResponseMessage> PersonAsync(Visitor priya, string last = "Raman", string email = "priya@home.example", string phone = "0400 000 000", string? version = null) =>
        SendAsync(priya, "person", [("first_name", "Priya"), ("last_name", last), ("email", email), ("phone", phone), ("mobile", "")], version);

    private static async Task<HttpResponseMessage> SendAsync(Visitor priya, string card, IReadOnlyList<(string Name, string Value)> fields, string? version = null, string? versionOf = null) =>
        await priya.SendAsync("/account", [.. fields, ("version", version ?? await VersionAsync(priya, versionOf ?? card))], $"/account/{card}");

    private static IReadOnlyList<(string Name, string Value)> Fields(string card) => card switch
    {
        "person" => [("first_name", "Priya"), ("last_name", "Raman"), ("email", "priya@home.example"), ("phone", "0400 000 000"), ("mobile", "")],
        "company" => [("company_name", ""), ("abn", "")],
        var prefix => [($"{prefix}_line1", "14 Banksia Street"), ($"{prefix}_line2", ""), ($"{prefix}_city", "Newtown"), ($"{prefix}_region", "NSW"), ($"{prefix}_postcode", "2042"), ($"{prefix}_country", "Australia")],
    };

    private static Task<Account> AccountAsync(PortalApp portal) => portal.ReadAsync("lumen", db => db.Accounts.AsNoTracking().SingleAsync(account => account.AccountNumber == "1001"));

    [GeneratedRegex("name=\"version\" value=\"([^\"]+)\"")] private static partial Regex VersionField();
}
