using System.Net;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.BackOffice.Customers;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.Tests.SignIn;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Tests.BackOffice;

/// <summary>Finding customers, and getting them in or keeping somebody out.</summary>
public sealed class LookingAfterCustomers
{
    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task A_customer_is_found_by_how_anything_about_them_begins(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        await portal.AddAsync("lumen", Person("2041-7781", "Siobhán", "O'Dwyer", "siobhan@example.com", "+61 491 570 006"), Person("20419999", "Tom", "Gallagher", "tom_g@example.com", "(02) 5550 0100"), Person("777", "Ana", "Gall", "ana@example.com", ""),
            Supply("777", "6102003004", "3 Tide Lane"), Supply("777", "6102003005", "9 Hill Road"),
            new LedgerEntry { AccountNumber = "777", On = new(2026, 11, 1), Description = "Bill", Amount = new Money(12_345), Kind = LedgerKind.Bill, Source = "import", SourceId = "1" });
        await portal.AddSignInAsync("lumen", "other-address@example.com", "", "20419999");
        var support = await OfficePeople.SignedInAsync(portal, "lumen", "support");

        Assert.Equal(["2041-7781", "20419999"], await FoundAsync(support, "2041"));
        Assert.Equal(["2041-7781"], await FoundAsync(support, "20417"));
        Assert.Equal(["2041-7781"], await FoundAsync(support, "o'dw"));
        Assert.Equal(["2041-7781"], await FoundAsync(support, "siobhán o'dwyer"));
        Assert.Equal(["2041-7781"], await FoundAsync(support, "O'DWYER, S"));
        Assert.Equal(["2041-7781"], await FoundAsync(support, "+61 491-570"));
        Assert.Equal(["20419999"], await FoundAsync(support, "025550"));
        Assert.Equal(["20419999"], await FoundAsync(support, "tom_g@"));
        Assert.Equal(["20419999"], await FoundAsync(support, "OTHER-address@example.com"));
        Assert.Equal(["20419999", "777"], await FoundAsync(support, "gall"));
        Assert.Equal(["777"], await FoundAsync(support, "6102003005"));
        foreach (var nobody in new[] { "%", "_", "gall%", "t_m", "'", "\"", "'; DROP TABLE accounts; --", "{0}", "\\", "🦆", "allagher", "ﬀ" }) Assert.Empty(await FoundAsync(support, nobody));
        Assert.Contains("200 characters at most", await support.ReadAsync("/admin/customers?q=" + new string('a', 10_000)));
        Assert.DoesNotContain("<script>", await support.ReadAsync("/admin/customers?q=" + Uri.EscapeDataString("\"><script>alert(1)</script>")));

        var page = await support.ReadAsync("/admin/customers?q=ana");
        Assert.Contains("3 Tide Lane", page);
        Assert.Contains("and 1 other address", page);
        Assert.Contains("$123.45", page);
        Assert.Contains("Not activated", page);
        Assert.DoesNotContain("format=csv", page);
        Assert.Equal(["20419999"], await FoundAsync(support, "", "&state=active"));
        Assert.Equal(["2041-7781", "777"], await FoundAsync(support, "", "&state=none"));
        Assert.Empty(await FoundAsync(support, "", "&state=locked"));
        Assert.Empty(await FoundAsync(support, "", "&bills=overdue"));   // nothing with a due date was issued

        // One of two who is locked leaves the account open: the list and its filter say the same.
        foreach (var email in new[] { "one@example.com", "two@example.com" })
        {
            await portal.AddSignInAsync("lumen", email, "", "777");
            Assert.Equal(["777"], await FoundAsync(support, "777", "&state=active"));
            Assert.Empty(await FoundAsync(support, "", "&state=locked"));
            await portal.DataAsync("lumen", db => db.Users.Where(user => user.Email == email).ExecuteUpdateAsync(user => user.SetProperty(one => one.LockoutEnd, (DateTimeOffset?)PortalUser.ForGood)));
        }
        Assert.Equal(["777"], await FoundAsync(support, "", "&state=locked"));
        Assert.Empty(await FoundAsync(support, "777", "&state=active"));
    }

    [Fact]
    public async Task Among_more_than_are_fetched_a_filter_asks_to_go_on_typing_instead_of_saying_that_nobody_fits()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", [.. Enumerable.Range(1, CustomerSearch.Most + 1).Select(number => Person($"{number}", "Sam", "Common"))]);
        var support = await OfficePeople.SignedInAsync(portal, "lumen", "support");

        Assert.Contains("More than 1,000 customers fit. These are some of them", await support.ReadAsync("/admin/customers?q=common"));
        var page = await support.ReadAsync("/admin/customers?q=common&state=locked");
        Assert.Contains("Go on typing to filter", page);
        Assert.DoesNotContain("Nothing matches", page);
        Assert.Contains("Nothing matches", await support.ReadAsync("/admin/customers?q=1001&state=locked"));
    }

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task Overdue_is_what_the_customer_s_own_page_calls_overdue(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        await portal.AddAsync("lumen", Person("1", "Late", "Payer"), Person("2", "Prompt", "Payer"), Person("3", "New", "Bill"),
            Bill("1", "S1", due: new(2026, 11, 1), 100_00), Owed("1", 100_00, "a"), Bill("1", "S2", due: new(2026, 12, 1), 50_00), Owed("1", 50_00, "b"),
            Bill("2", "S3", due: new(2026, 11, 1), 100_00), Owed("2", 100_00, "c"), Owed("2", -100_00, "d"), Bill("2", "S4", due: new(2026, 12, 1), 50_00), Owed("2", 50_00, "e"),
            Bill("3", "S5", due: new(2026, 11, 22), 10_00), Owed("3", 10_00, "f"));
        var support = await OfficePeople.SignedInAsync(portal, "lumen", "support");

        Assert.Equal(["1"], await FoundAsync(support, "", "&bills=overdue"));
        Assert.Contains("overdue", await support.ReadAsync("/admin/customers/1"));
        Assert.DoesNotContain("overdue", await support.ReadAsync("/admin/customers/2"));
    }

    [Fact]
    public async Task A_customer_is_invited_helped_with_the_password_locked_and_let_in_again_and_all_of_it_is_noted()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", Person("1001", "Priya", "Raman", "priya@example.com"));
        var support = await OfficePeople.SignedInAsync(portal, "lumen", "support");

        await support.SendAsync("/admin/customers/1001", [], "/admin/customers/1001/invite");
        var page = await support.ReadAsync("/admin/customers/1001");
        Assert.Contains("Invited", page);
        var link = Mailbox.LinkIn((await portal.MailsAsync("lumen", "InviteMail"))[0], "/activate/account");
        Assert.DoesNotContain(link[^20..], page);
        var customer = portal.Visit();
        Assert.Equal(HttpStatusCode.Redirect, (await customer.SendAsync(link, [("token", link.Split('=')[1]), ("name", "Priya Raman"), ("password", "Sunny-Banksia-14")], "/activate/account")).StatusCode);
        page = await support.ReadAsync("/admin/customers/1001");
        Assert.Contains("22 Nov 2026, 12:00", page);   // the last sign-in, on the retailer's clock
        Assert.Contains("activated this account already", await support.FollowAsync(await support.SendAsync("/admin/customers/1001", [], "/admin/customers/1001/invite")));

        var user = await portal.ReadAsync("lumen", db => db.Users.Where(one => one.Email == "priya@example.com").Select(one => one.Id).SingleAsync());
        var at = $"/admin/customers/1001/sign-ins/{user}";
        Assert.Contains("on its way to priya@example.com", await support.FollowAsync(await support.SendAsync("/admin/customers/1001", [], at + "/reset")));
        Assert.Contains("/reset-password", Mailbox.LinkIn((await portal.MailsAsync("lumen", "ResetMail"))[0], "/reset-password"));

        await support.SendAsync("/admin/customers/1001", [], at + "/end-sessions");
        Assert.Equal(HttpStatusCode.Redirect, (await customer.GetAsync("/")).StatusCode);
        await customer.SignInAsync("priya@example.com", "Sunny-Banksia-14");

        Assert.Contains("Enter your reason", await (await support.SendAsync("/admin/customers/1001", [], at + "/lock")).Content.ReadAsStringAsync());
        await support.SendAsync("/admin/customers/1001", [("reason", "A stranger called")], at + "/lock");
        Assert.Equal(HttpStatusCode.Redirect, (await customer.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await customer.SendAsync("/sign-in", [("email", "priya@example.com"), ("password", "Sunny-Banksia-14")])).StatusCode);
        Assert.Equal(["1001"], await FoundAsync(support, "", "&state=locked"));
        Assert.Contains("Unlock it first", await support.FollowAsync(await support.SendAsync("/admin/customers/1001", [], at + "/reset")));
        await support.SendAsync("/admin/customers/1001", [], at + "/unlock");
        await customer.SignInAsync("priya@example.com", "Sunny-Banksia-14");

        var noted = await portal.ReadAsync("lumen", db => db.AuditEntries.OrderBy(entry => entry.Id).Select(entry => entry.Action + ", " + entry.AccountNumber + ", " + entry.Detail).ToListAsync());
        Assert.Equal(
            ["Invited, 1001, Link mailed to priya@example.com", "Could not invite, 1001, Somebody has activated this account already: start a password reset instead.", "Started a password reset, 1001, ", "Signed out everywhere, 1001, ",
                "Locked, 1001, Reason: A stranger called", "Could not start a password reset, 1001, This sign-in is locked. Unlock it first.", "Unlocked, 1001, "], noted);
    }

    [Fact]
    public async Task Nobody_s_deeds_reach_beyond_the_customers_of_their_own_retailer()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.SignedInAsync("lumen", "priya@example.com", "1001");
        await portal.AddSignInAsync("lumen", "boss@lumen.example", StaffRoles.Administrator, "1001");   // one of the people, and a customer too
        var abroad = await OfficePeople.SignedInAsync(portal, "tidewater", "administrator");
        var support = await OfficePeople.SignedInAsync(portal, "lumen", "support");
        await portal.AddAsync("lumen", Person("1002", "Other", "Customer"));
        await portal.AddAsync("tidewater", Person("9009", "Amelia", "Brandt"));
        var ids = await portal.ReadAsync("lumen", db => db.Users.ToDictionaryAsync(user => user.Email!, user => user.Id));

        Assert.Equal(HttpStatusCode.NotFound, (await abroad.GetAsync("/admin/customers/1001")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await abroad.SendAsync("/admin/customers/9009", [("reason", "x")], $"/admin/customers/1001/sign-ins/{ids["priya@example.com"]}/lock")).StatusCode);
        foreach (var deed in new[] { "lock", "unlock", "reset", "end-sessions", "second-step" })
        {
            // Another account's page, a colleague who outranks, nobody at all.
            Assert.Equal(HttpStatusCode.NotFound, (await support.SendAsync("/admin/customers/1001", [("reason", "x")], $"/admin/customers/1002/sign-ins/{ids["priya@example.com"]}/{deed}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await support.SendAsync("/admin/customers/1001", [("reason", "x")], $"/admin/customers/1001/sign-ins/{ids["boss@lumen.example"]}/{deed}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await support.SendAsync("/admin/customers/1001", [("reason", "x")], $"/admin/customers/1001/sign-ins/{Guid.Empty}/{deed}")).StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, (await support.PostAsync($"/admin/customers/1001/sign-ins/{ids["priya@example.com"]}/{deed}", [("reason", "x")])).StatusCode);   // without the form's token
        }
        Assert.Contains("one of your own people", await support.ReadAsync("/admin/customers/1001"));
        Assert.Empty(await portal.ReadAsync("lumen", db => db.AuditEntries.ToListAsync()));
        Assert.False(await portal.ReadAsync("lumen", db => db.Users.AnyAsync(user => user.LockoutEnd != null)));

        for (var time = 0; time < 5; time++) await support.SendAsync("/admin/customers/1001", [], $"/admin/customers/1001/sign-ins/{ids["priya@example.com"]}/reset");
        Assert.Contains("Five links went out", await support.FollowAsync(await support.SendAsync("/admin/customers/1001", [], $"/admin/customers/1001/sign-ins/{ids["priya@example.com"]}/reset")));
    }

    private static async Task<IReadOnlyList<string>> FoundAsync(Visitor person, string text, string filters = "")
    {
        var page = await person.ReadAsync($"/admin/customers?q={Uri.EscapeDataString(text)}{filters}");
        return [.. System.Text.RegularExpressions.Regex.Matches(page, "href=\"/lumen/admin/customers/([^\"?]+)\"").Select(match => match.Groups[1].Value)];
    }

    private static OrchardCore.Portal.AccountDetails.Account Person(string number, string first, string last, string email = "", string phone = "")
    {
        var account = PortalApp.AccountOf(number, email);
        (account.FirstName, account.LastName, account.Phone) = (first, last, phone);
        return account;
    }

    private static EnergyService Supply(string account, string meter, string address) =>
        new() { AccountNumber = account, MeterNumber = meter, Type = "electricity", AddressLine1 = address, City = "Newtown", Postcode = "2042", MoveInOn = new(2024, 1, 1) };

    private static LedgerEntry Owed(string account, long cents, string id) =>
        new() { AccountNumber = account, On = new(2026, 11, 1), Description = "Bill", Amount = new Money(cents), Kind = LedgerKind.Bill, Source = "import", SourceId = id };

    private static OrchardCore.Portal.Statements.Statement Bill(string account, string number, DateOnly due, long cents) => new()
    {
        Number = number,
        AccountNumber = account,
        IssuedOn = due.AddDays(-20),
        DueOn = due,
        PreviousBalance = Money.Zero,
        Payments = Money.Zero,
        Adjustments = Money.Zero,
        CarriedForward = Money.Zero,
        CurrentCharges = new Money(cents),
        CurrentBalance = new Money(cents),
        Tax = Money.Zero,
    };
}
