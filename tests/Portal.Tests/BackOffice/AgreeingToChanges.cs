using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Tests.Importing;
using OrchardCore.Portal.Tests.SignIn;

namespace OrchardCore.Portal.Tests.BackOffice;

/// <summary>What customers ask to have changed, until the retailer has agreed or refused.</summary>
public sealed partial class AgreeingToChanges
{
    private const string Page = "/admin/changes", Reference = "LUM-2026-000001";

    [Fact]
    public async Task A_name_waits_and_is_changed_when_somebody_agrees()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await AskedAsync(portal, last: "O'Nair <b>");
        var sam = await OfficePeople.SignedInAsync(portal, "lumen", "support");

        Assert.Contains("Waiting for our check", await priya.ReadAsync("/account"), StringComparison.Ordinal);
        Assert.Contains("1 change waits for an answer", await sam.ReadAsync("/admin"), StringComparison.Ordinal);
        var asked = await sam.ReadAsync(Page);
        Assert.Contains("<del>Raman</del>", asked, StringComparison.Ordinal);
        Assert.Contains("Nair &lt;b&gt;</ins>", asked, StringComparison.Ordinal);

        Assert.Contains("The change is made", await sam.FollowAsync(await AgreeAsync(sam, SeenIn(asked))), StringComparison.Ordinal);
        Assert.Equal("O'Nair <b>", (await AccountAsync(portal)).LastName);
        Assert.Contains("Changed as you asked: last name.", await priya.ReadAsync($"/contact/{Reference}"), StringComparison.Ordinal);
        Assert.DoesNotContain("Waiting for our check", await priya.ReadAsync("/account"), StringComparison.Ordinal);
        Assert.Contains("Agreed to a change", await (await OfficePeople.SignedInAsync(portal, "lumen", "administrator")).ReadAsync("/admin/audit"), StringComparison.Ordinal);
        Assert.Single(await portal.MailsAsync("lumen", "AnswerMail"));

        // What is decided stays so, whatever is said of it; and the next change is asked for as the first was.
        await priya.FollowAsync(await priya.SendAsync($"/contact/{Reference}", [("message", "Thanks!")], $"/contact/{Reference}/reply"));
        Assert.DoesNotContain("Waiting for our check", await priya.ReadAsync("/account"), StringComparison.Ordinal);
        Assert.Contains("Nothing waits", await sam.ReadAsync(Page), StringComparison.Ordinal);
        Assert.Contains("We check the change of last name before it takes effect.", await AskAsync(priya, "Rao"), StringComparison.Ordinal);
        Assert.Contains("<ins>Rao</ins>", await sam.ReadAsync(Page), StringComparison.Ordinal);

        // Twice is once.
        Assert.Contains("decided or changed in the meantime", await sam.FollowAsync(await AgreeAsync(sam, SeenIn(asked))), StringComparison.Ordinal);
        Assert.Single(await portal.MailsAsync("lumen", "AnswerMail"));
    }

    [Fact]
    public async Task A_refusal_needs_its_reason_and_the_customer_reads_it()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await AskedAsync(portal, last: "Nair");
        var sam = await OfficePeople.SignedInAsync(portal, "lumen", "support");

        var lacking = await sam.SendAsync(Page, [("reason", "")], $"{Page}/{Reference}/refuse");
        Assert.Equal(HttpStatusCode.OK, lacking.StatusCode);
        Assert.Contains("aria-invalid=\"true\"", await lacking.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        await sam.FollowAsync(await sam.SendAsync(Page, [("reason", "Please send us the certificate.")], $"{Page}/{Reference}/refuse"));

        Assert.Equal("Raman", (await AccountAsync(portal)).LastName);
        Assert.Contains("Please send us the certificate.", await priya.ReadAsync($"/contact/{Reference}"), StringComparison.Ordinal);
        Assert.Contains("Nothing waits", await sam.ReadAsync(Page), StringComparison.Ordinal);
        Assert.Equal(ContactStatus.Rejected, (await portal.ReadAsync("lumen", db => db.ContactLogs.SingleAsync())).Status);
    }

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task A_request_that_is_over_is_not_opened_again_beside_a_newer_one_of_the_same(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var priya = await AskedAsync(portal, last: "Nair");
        var sam = await OfficePeople.SignedInAsync(portal, "lumen", "support");
        const string ticket = $"/admin/inbox/{Reference}";
        await sam.SendAsync(ticket, [("step", "Rejected"), ("words", "Not like this.")], ticket + "/step");
        Assert.Contains("We check the change of last name", await AskAsync(priya, "Rao"), StringComparison.Ordinal);

        const string told = "LUM-2026-000002 asks for the same and is open";
        Assert.Contains(told, await (await sam.SendAsync(ticket, [("step", "OpenedAgain")], ticket + "/step")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(told, await (await sam.AnswerAsync("We look again.", "OpenedAgain", ticket: ticket)).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await sam.SendAsync("/admin/inbox/LUM-2026-000002", [("step", "Rejected"), ("words", "Nor like this.")], "/admin/inbox/LUM-2026-000002/step");
        await sam.SendAsync(ticket, [("step", "OpenedAgain")], ticket + "/step");
        Assert.Equal(ContactStatus.Reopened, (await portal.LogAsync()).Status);
    }

    [Fact]
    public async Task A_change_of_another_kind_waits_beside_the_first_and_one_of_the_same_kind_behind_it()
    {
        await using var portal = await PortalApp.StartAsync();
        var boss = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        await boss.FollowAsync(await boss.SendAsync(Page + "/rules", [("seen", "name,company,abn"), ("name", "true"), ("company", "true"), ("abn", "true"), ("email", "true")]));
        var priya = await AskedAsync(portal, last: "Nair");

        Assert.Contains("We check the change of e-mail address before it takes effect.", await AskAsync(priya, "Raman", "new@home.example"), StringComparison.Ordinal);
        var again = WebUtility.HtmlDecode(await AskAsync(priya, "Rao", "other@home.example"));
        Assert.Contains("The change of last name and e-mail address was not asked for: another change of it waits, and we answer that first: LUM-2026-000001 and LUM-2026-000002.", again, StringComparison.Ordinal);
        var waiting = await boss.ReadAsync(Page);
        Assert.Contains("<ins>Nair</ins>", waiting, StringComparison.Ordinal);
        Assert.Contains("<ins>new@home.example</ins>", waiting, StringComparison.Ordinal);
        Assert.Equal(2, await portal.ReadAsync("lumen", db => db.AskedChanges.CountAsync()));

        foreach (var (reference, seen) in WaitingIn(waiting)) await boss.SendAsync("/admin/customers", [("seen", seen)], $"{Page}/{reference}/agree");
        Assert.Equal(("Nair", "new@home.example"), ((await AccountAsync(portal)).LastName, (await AccountAsync(portal)).Email));
    }

    [Fact]
    public async Task What_an_import_changed_meanwhile_is_said_and_looked_at_again()
    {
        await using var portal = await PortalApp.StartAsync();
        await AskedAsync(portal, last: "Nair");
        var sam = await OfficePeople.SignedInAsync(portal, "lumen", "support");
        var before = SeenIn(await sam.ReadAsync(Page));

        await portal.HandInAsync("customers.csv", "account_number,email,first_name,last_name\n1001,priya@home.example,Priya,Rao\n");
        Assert.Contains("decided or changed in the meantime", await sam.FollowAsync(await AgreeAsync(sam, before)), StringComparison.Ordinal);
        Assert.Equal("Rao", (await AccountAsync(portal)).LastName);
        Assert.Contains("Meanwhile it was changed to Rao.", await sam.ReadAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_serves_customers_of_this_retailer_decides()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await AskedAsync(portal, last: "Nair");
        var seen = SeenIn(await (await OfficePeople.SignedInAsync(portal, "lumen", "support")).ReadAsync(Page));
        var editor = await OfficePeople.SignedInAsync(portal, "lumen", "editor");
        var abroad = await OfficePeople.SignedInAsync(portal, "tidewater", "support");

        foreach (var (visitor, own, expected) in new[] { (priya, "/account", HttpStatusCode.Forbidden), (editor, "/admin/answers/new", HttpStatusCode.Forbidden), (abroad, "/admin/customers", HttpStatusCode.NotFound) })
        {
            var token = Visitor.TokenIn(await visitor.ReadAsync(own));
            foreach (var deed in new[] { "agree", "refuse" })
                Assert.Equal(expected, (await visitor.PostAsync($"{Page}/{Reference}/{deed}", ("__RequestVerificationToken", token), ("seen", seen), ("reason", "No."))).StatusCode);
        }
        Assert.Equal("Raman", (await AccountAsync(portal)).LastName);
    }

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task A_retailer_decides_what_waits_and_what_is_changed_at_once(string engine)
    {
        const string Rules = Page + "/rules";
        await using var portal = await PortalApp.OnAsync(engine);
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var sam = await OfficePeople.SignedInAsync(portal, "lumen", "support");
        Assert.Contains("A change of name takes effect when we have checked it.", await priya.ReadAsync("/account"), StringComparison.Ordinal);
        Assert.DoesNotContain(Rules, await sam.ReadAsync(Page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await sam.GetAsync(Rules)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await sam.SendAsync("/admin/customers", [("email", "true")], Rules)).StatusCode);

        var boss = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        Assert.Contains("e-mail address, billing address and how bills come", await boss.FollowAsync(await boss.SendAsync(Rules, [("seen", "name,company,abn"), ("email", "true"), ("billing", "true"), ("delivery", "true"), ("nonsense", "true")])), StringComparison.Ordinal);
        Assert.Contains("Somebody else changed this", await boss.FollowAsync(await boss.SendAsync(Rules, [("seen", "name,company,abn"), ("name", "true")])), StringComparison.Ordinal);
        Assert.Contains("Name: after approval → at once", await portal.ReadAsync("lumen", db => db.AuditEntries.Where(entry => entry.Action == "Decided what needs approval").Select(entry => entry.Detail).SingleAsync()), StringComparison.Ordinal);

        var page = await priya.ReadAsync("/account");
        Assert.Contains("A change of e-mail address takes effect when we have checked it.", page, StringComparison.Ordinal);
        Assert.Contains("Saved: last name and phone. We check the change of e-mail address", await AskAsync(priya, "Nair", "new@home.example"), StringComparison.Ordinal);
        await priya.FollowAsync(await priya.PostAsync("/account/billing", ("__RequestVerificationToken", Visitor.TokenIn(page)), ("version", VersionOf(page, "/account/billing")), ("billing_line1", "PO Box 12"), ("billing_city", "Newtown"), ("billing_postcode", "2042")));
        Assert.Contains("We check the change of how", await priya.FollowAsync(await priya.SendAsync("/settings", [("delivery", "post")])), StringComparison.Ordinal);
        var account = await AccountAsync(portal);
        Assert.Equal(("Nair", "priya@home.example", "14 Banksia Street", BillDelivery.Email), (account.LastName, account.Email, account.BillingAddress.Line1, account.BillDelivery));

        var waiting = await sam.ReadAsync(Page);
        Assert.Contains("Billing address: street and number", waiting, StringComparison.Ordinal);
        foreach (var (reference, seen) in WaitingIn(waiting)) await sam.SendAsync("/admin/customers", [("seen", seen)], $"{Page}/{reference}/agree");
        account = await AccountAsync(portal);
        Assert.Equal(("new@home.example", "PO Box 12", BillDelivery.Post), (account.Email, account.BillingAddress.Line1, account.BillDelivery));
        Assert.Equal("priya@home.example", Assert.Single(await portal.MailsAsync("lumen", "NewEmailMail")).To.Mailboxes.Single().Address);
        Assert.DoesNotContain("Waiting for our check", await priya.ReadAsync("/account"), StringComparison.Ordinal);
        Assert.Contains("A change of name takes effect", await (await portal.SignedInAsync("tidewater", "jack@home.example", "1001")).ReadAsync("/account"), StringComparison.Ordinal);
    }

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task Of_many_the_oldest_are_shown_each_with_all_that_it_asks_for(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.DataAsync("lumen", async db =>
        {
            foreach (var number in Enumerable.Range(1, 51))
            {
                var at = portal.Clock.GetUtcNow().UtcDateTime.AddMinutes(number);
                var log = new ContactLog { Reference = $"LUM-2026-{number:000000}", AccountNumber = "1001", OpenedBy = Guid.Empty, Type = MessageTypes.Details, Subject = "Change", CreatedAt = at, UpdatedAt = at };
                db.Add(log);
                foreach (var detail in new[] { "first_name", "last_name" }) db.Add(new AskedChange { ContactLogId = log.Id, AccountNumber = "1001", Detail = detail, Old = "A", New = $"New {detail} {number:00}" });
            }
            await db.SaveChangesAsync();
        });

        var page = await (await OfficePeople.SignedInAsync(portal, "lumen", "support")).ReadAsync(Page);
        Assert.Equal(100, page.Split("<ins>").Length - 1);
        Assert.Contains("New last_name 50", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name 51", page, StringComparison.Ordinal);
        Assert.Contains("These are the oldest", page, StringComparison.Ordinal);
    }

    private static async Task<Visitor> AskedAsync(PortalApp portal, string last)
    {
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await AskAsync(priya, last);
        return priya;
    }

    private static async Task<string> AskAsync(Visitor priya, string last, string email = "priya@home.example")
    {
        var page = await priya.ReadAsync("/account");
        return await priya.FollowAsync(await priya.PostAsync("/account/person", ("__RequestVerificationToken", Visitor.TokenIn(page)), ("version", Version().Match(page).Groups[1].Value),
            ("first_name", "Priya"), ("last_name", last), ("email", email), ("phone", ""), ("mobile", "")));
    }

    private static Task<HttpResponseMessage> AgreeAsync(Visitor sam, string seen) => sam.SendAsync("/admin/customers", [("seen", seen)], $"{Page}/{Reference}/agree");

    private static Task<Account> AccountAsync(PortalApp portal) => portal.ReadAsync("lumen", db => db.Accounts.AsNoTracking().SingleAsync(account => account.AccountNumber == "1001"));

    private static string SeenIn(string page) => Hidden().Match(page).Groups[1].Value;

    private static string VersionOf(string page, string action) => Version().Match(page, page.IndexOf(action, StringComparison.Ordinal)).Groups[1].Value;

    private static IEnumerable<(string Reference, string Seen)> WaitingIn(string page) => Asked().Matches(page).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    [GeneratedRegex("/changes/([A-Z0-9-]+)/agree\">[^\0]*?name=\"seen\" value=\"([^\"]+)\"")] private static partial Regex Asked();
    [GeneratedRegex("name=\"seen\" value=\"([^\"]+)\"")] private static partial Regex Hidden();
    [GeneratedRegex("name=\"version\" value=\"([^\"]+)\"")] private static partial Regex Version();
}
