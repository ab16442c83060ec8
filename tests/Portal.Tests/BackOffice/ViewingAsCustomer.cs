using System.Net;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.SignIn;

namespace OrchardCore.Portal.Tests.BackOffice;

/// <summary>One of the retailer's people looks at the portal as a customer does, and at nothing else.</summary>
public sealed class ViewingAsCustomer
{
    [Fact]
    public async Task It_takes_a_reason_shows_the_customer_s_own_pages_under_a_banner_and_is_noted_from_begin_to_end()
    {
        await using var portal = await PortalApp.StartAsync();
        var customer = await portal.SignedInAsync("lumen", "priya@example.com", "1001", "1002");
        var before = await portal.ReadAsync("lumen", db => db.Users.AsNoTracking().SingleAsync());
        var support = await OfficePeople.SignedInAsync(portal, "lumen", "support");
        Assert.Equal(HttpStatusCode.Forbidden, (await support.GetAsync("/")).StatusCode);

        Assert.Contains("Enter your reason", await (await support.SendAsync("/admin/customers/1001", [("reason", " ")], "/admin/customers/1001/view")).Content.ReadAsStringAsync());
        var home = await support.FollowAsync(await BeginAsync(support, "1001"));
        Assert.Contains("You see account 1001 as Priya Raman does, until 22 Nov 2026, 12:30", home);
        Assert.Contains("Stop viewing", home);
        Assert.DoesNotContain("1002", home);   // the customer's other account was not asked for
        foreach (var page in new[] { "/services", "/charges", "/statements", "/transactions", "/usage", "/account", "/settings", "/help", "/contact", "/transactions?format=csv" })
            Assert.Equal(HttpStatusCode.OK, (await support.GetAsync(page)).StatusCode);
        await support.ReadAsync("/admin/customers/1001");   // the back office goes on beside it
        // A page longer than what is sent ahead of its reader, who has seen enough.
        await portal.AddAsync("lumen", Ticket("LUM-3", "A long story", new string('x', 200_000)));
        using (await support.Client.GetAsync(new Uri("/lumen/contact/LUM-3", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead)) { }

        var after = await support.FollowAsync(await support.SendAsync("/account", [], "/admin/customers/stop-viewing"));
        Assert.Contains("What is owed", after);
        Assert.Equal(HttpStatusCode.Forbidden, (await support.GetAsync("/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await customer.GetAsync("/")).StatusCode);
        var now = await portal.ReadAsync("lumen", db => db.Users.AsNoTracking().SingleAsync(user => user.Id == before.Id));
        Assert.Equal(before.ConcurrencyStamp, now.ConcurrencyStamp);

        var seen = await customer.ReadAsync("/account/password");
        Assert.Contains("When we looked at your account", seen);
        Assert.Contains("Account 1001, today at 12:00 PM", seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("support@lumen.example", seen);
        Assert.DoesNotContain("When we looked", await (await portal.SignedInAsync("lumen", "other@example.com", "1003")).ReadAsync("/account/password"));

        var noted = await portal.ReadAsync("lumen", db => db.AuditEntries.Where(entry => entry.AccountNumber == "1001").OrderBy(entry => entry.Id).Select(entry => entry.Action + ": " + entry.Subject).ToListAsync());
        Assert.Equal("Began to view as customer: Priya Raman", noted[0]);
        Assert.Contains("Saw as customer: /account", noted);
        Assert.Contains("Saw as customer: /contact/LUM-3", noted);
        Assert.Contains("Downloaded as customer: /transactions", noted);
        Assert.Equal("Stopped viewing as customer: 1001", noted[^1]);
        Assert.Equal("Reason: Asked by phone\nUntil: 22 Nov 2026, 12:30", await portal.ReadAsync("lumen", db => db.AuditEntries.Where(entry => entry.Action == "Began to view as customer").Select(entry => entry.Detail).SingleAsync()));
    }

    [Fact]
    public async Task Nothing_can_be_changed_sent_or_paid_meanwhile_and_security_is_out_of_reach()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@example.com", "1001");
        await portal.AddAsync("lumen", new ContactLog { Reference = "LUM-1", AccountNumber = "1001", OpenedBy = Guid.CreateVersion7(), Type = "safety", Subject = "Keep this from everybody", IsPrivate = true, CreatedAt = At, UpdatedAt = At });
        await portal.AddAsync("lumen", new ContactLog { Reference = "LUM-2", AccountNumber = "1001", OpenedBy = Guid.CreateVersion7(), Type = "hardship", Subject = "For trained people", IsRestricted = true, CreatedAt = At, UpdatedAt = At });
        await portal.AddAsync("lumen", Ticket("LUM-3", "For any of them", "Hello"));
        var support = await OfficePeople.SignedInAsync(portal, "lumen", "support");
        await BeginAsync(support, "1001");

        var token = Visitor.TokenIn(await support.ReadAsync("/account"));
        foreach (var (form, fields) in new[] { ("/account/person", "email"), ("/settings", "delivery"), ("/contact", "message"), ("/pay", "amount"), ("/pay/guest", "account"), ("/switch-account", "account"), ("/account/password", "password"), ("/activate", "account"), ("/forgot-password", "email"), ("/sign-in", "email") })
        {
            var answer = await support.PostAsync(form, ("__RequestVerificationToken", token), (fields, "1001"));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("You are only looking", await answer.Content.ReadAsStringAsync());
        }
        foreach (var page in new[] { "/pay", "/pay/methods", "/pay/methods/added", "/pay/autopay", $"/pay/{Guid.Empty}", "/PAY", "/pay/guest", "/account/password", "/sign-in", "/forgot-password", "/activate", "/reset-password?token=1" })
            Assert.Equal(HttpStatusCode.Forbidden, (await support.GetAsync(page)).StatusCode);
        var tickets = await support.ReadAsync("/contact");
        Assert.Contains("For any of them", tickets);
        Assert.DoesNotContain("Keep this from everybody", tickets);
        Assert.DoesNotContain("For trained people", tickets);
        foreach (var hidden in new[] { "/contact/LUM-1", "/contact/LUM-2" }) Assert.Equal(HttpStatusCode.NotFound, (await support.GetAsync(hidden)).StatusCode);
        Assert.Contains("For trained people", await priya.ReadAsync("/contact"));   // the customer's own page has it

        await support.ReadAsync("/help?q=zzzzqqqq");
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.Set<OrchardCore.Portal.Help.MissedSearch>().CountAsync()));
        Assert.Equal(3, await portal.ReadAsync("lumen", db => db.ContactLogs.CountAsync()));
    }

    [Fact]
    public async Task A_kept_or_stolen_cookie_opens_nothing_after_the_end_the_half_hour_the_sign_out_or_the_job()
    {
        await using var portal = await PortalApp.StartAsync();
        var customer = await portal.SignedInAsync("lumen", "priya@example.com", "1001");
        await portal.SignedInAsync("lumen", "mei@example.com", "1002");
        await portal.AddSignInAsync("lumen", "colleague@lumen.example", StaffRoles.Administrator, "1003");
        var support = await OfficePeople.SignedInAsync(portal, "lumen", "support");
        var trained = await OfficePeople.SignedInAsync(portal, "lumen", "trained-support");
        foreach (var roles in new[] { "editor", "billing" })
            Assert.Equal(HttpStatusCode.Forbidden, (await (await OfficePeople.SignedInAsync(portal, "lumen", roles)).PostAsync("/admin/customers/1001/view", ("reason", "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await customer.PostAsync("/admin/customers/1001/view", ("reason", "x"))).StatusCode);
        Assert.Contains("your own people", await (await BeginAsync(support, "1003")).Content.ReadAsStringAsync());
        var abroad = await OfficePeople.SignedInAsync(portal, "tidewater", "administrator");
        Assert.Equal(HttpStatusCode.NotFound, (await abroad.SendAsync("/admin/customers", [("reason", "x")], "/admin/customers/1001/view")).StatusCode);

        await BeginAsync(support, "1001");
        var kept = support.Cookies.GetAllCookies().Single(cookie => cookie.Name.StartsWith("__Host-portal-view", StringComparison.Ordinal));
        Assert.True(kept.HttpOnly && kept.Secure);
        foreach (var thief in new[] { customer, trained, portal.Visit(), abroad })
        {
            thief.Cookies.Add(Copy(kept, thief == abroad ? "tidewater" : "lumen"));
            Assert.DoesNotContain("You see account", await (await thief.GetAsync("/account")).Content.ReadAsStringAsync());
        }

        await support.SendAsync("/account", [], "/admin/customers/stop-viewing");
        support.Cookies.Add(Copy(kept, "lumen"));
        Assert.Equal(HttpStatusCode.Forbidden, (await support.GetAsync("/")).StatusCode);

        await BeginAsync(support, "1001");
        portal.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(HttpStatusCode.OK, (await support.GetAsync("/")).StatusCode);
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Forbidden, (await support.GetAsync("/")).StatusCode);

        await BeginAsync(support, "1001");
        await BeginAsync(support, "1002");   // one at a time
        Assert.DoesNotContain("1001", await support.ReadAsync("/"));
        await portal.DataAsync("lumen", db => db.Users.Where(user => user.Email == "support@lumen.example").ExecuteUpdateAsync(user => user.SetProperty(one => one.Role, "billing")));
        Assert.Equal(HttpStatusCode.Forbidden, (await support.GetAsync("/")).StatusCode);
        await portal.DataAsync("lumen", db => db.Users.Where(user => user.Email == "support@lumen.example").ExecuteUpdateAsync(user => user.SetProperty(one => one.Role, "support")));
        Assert.Equal(HttpStatusCode.OK, (await support.GetAsync("/")).StatusCode);
        await support.SendAsync("/account", [], "/sign-out");
        await support.SignInAsync("support@lumen.example", PortalApp.Password);
        Assert.Equal(HttpStatusCode.Forbidden, (await support.GetAsync("/")).StatusCode);   // another session

        await BeginAsync(support, "1001");
        // By the button, and twice by the next one. What ran out ended when its beginning said.
        Assert.Equal(["1001", "1001", "1002"], await portal.ReadAsync("lumen", db => db.AuditEntries.Where(entry => entry.Action == "Stopped viewing as customer").OrderBy(entry => entry.Id).Select(entry => entry.Subject).ToListAsync()));
        await portal.DataAsync("lumen", db => db.Users.Where(user => user.Email == "support@lumen.example").ExecuteUpdateAsync(user => user.SetProperty(one => one.LockoutEnd, (DateTimeOffset?)PortalUser.ForGood)));
        Assert.Equal(HttpStatusCode.Redirect, (await support.GetAsync("/")).StatusCode);
    }

    private static readonly DateTime At = new(2026, 11, 20, 2, 0, 0, DateTimeKind.Utc);

    private static ContactLog Ticket(string reference, string subject, string text) => new()
    {
        Reference = reference,
        AccountNumber = "1001",
        OpenedBy = Guid.CreateVersion7(),
        Type = "billing",
        Subject = subject,
        CreatedAt = At,
        UpdatedAt = At,
        Messages = [new ContactMessage { At = At, Author = "Priya Raman", FromCustomer = true, Text = text }],
    };

    private static Task<HttpResponseMessage> BeginAsync(Visitor person, string account) => person.SendAsync($"/admin/customers/{account}", [("reason", "Asked by phone")], $"/admin/customers/{account}/view");

    private static Cookie Copy(Cookie cookie, string retailer) => new(cookie.Name.Replace(".lumen", "." + retailer, StringComparison.Ordinal), cookie.Value, cookie.Path, cookie.Domain) { Secure = true };
}
