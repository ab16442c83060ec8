using System.Net;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.ContactUs;

namespace OrchardCore.Portal.Tests.BackOffice;

// It is Sunday, 22 November 2026, in Sydney.
public sealed class KeepingTheComplaintRegister
{
    private const string Page = "/admin/complaints";

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task A_complaint_is_recorded_filtered_and_measured_by_its_first_promise(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var priya = await portal.WroteAsync("complaint", ("message", "=HYPERLINK(\"http://evil.example\")"), ("about", "Billing"), ("urgent", "I cannot pay my bills"));
        var form = await priya.ReadAsync("/contact?type=complaint");
        Assert.Contains("within 15 business days: by Friday 11 December 2026.", form, StringComparison.Ordinal);
        Assert.Contains("1800 246 545", form, StringComparison.Ordinal);
        var sam = await portal.StaffAsync();
        var log = await portal.LogAsync();
        Assert.Equal((ContactPriority.Urgent, "Billing"), (log.Priority, log.Category));

        var seen = ("seen", $"{Inbox.SeenIn(await sam.ReadAsync(Inbox.Ticket))}");
        var refused = await sam.SendAsync(Inbox.Ticket, [seen, ("is-complaint", "true"), ("category", "Billing"), ("level", "FirstContact"), ("ombudsman", "EWON-1")], Inbox.Ticket + "/complaint");
        Assert.Contains("Choose Ombudsman", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await sam.SendAsync(Inbox.Ticket, [seen, ("is-complaint", "true"), ("category", "Metering"), ("level", "Ombudsman"), ("cause", "=cmd|' /C calc'!A0"), ("outcome", "Bill made anew, because the read was wrong."), ("ombudsman", "EWON-1")], Inbox.Ticket + "/complaint");
        Assert.DoesNotContain("EWON-1", await priya.ReadAsync(Inbox.Thread), StringComparison.Ordinal);
        // A colleague who has the form open from before would undo it without knowing.
        var stale = WebUtility.HtmlDecode(await (await sam.SendAsync(Inbox.Ticket, [seen, ("is-complaint", "true"), ("category", "Billing"), ("level", "Ombudsman"), ("cause", "=cmd|' /C calc'!A0"), ("outcome", "Mine."), ("ombudsman", "EWON-1")], Inbox.Ticket + "/complaint")).Content.ReadAsStringAsync());
        Assert.Contains("The record says: Category: Metering; Outcome: Bill made anew, because the read was wrong..", stale, StringComparison.Ordinal);
        Assert.Contains(">Mine.</textarea>", stale, StringComparison.Ordinal);
        Assert.Equal("Metering", (await portal.LogAsync()).Category);

        async Task<bool> FoundAsync(string query) => (await sam.ReadAsync($"{Page}?{query}")).Contains("LUM-2026-000001", StringComparison.Ordinal);
        Assert.True(await FoundAsync("month=2026-11&category=Metering&state=open&promise=Running"));
        Assert.False(await FoundAsync("category=Billing"));
        Assert.False(await FoundAsync("month=2026-10"));
        Assert.False(await FoundAsync("promise=Broken"));

        await sam.AnswerAsync("It is made anew.", then: "Resolved");
        Assert.True(await FoundAsync("promise=Kept"));
        var page = await sam.ReadAsync(Page);
        Assert.Contains("1 of 1 promise that came due in twelve months were kept: 100 %.", page, StringComparison.Ordinal);
        var csv = await sam.ReadAsync(Page + "?format=csv");
        Assert.Contains("'=cmd|", csv, StringComparison.Ordinal);
        Assert.Contains("Bill made anew", csv, StringComparison.Ordinal);
        Assert.Contains("2026-11,Metering,1,1,0,0,1", await sam.ReadAsync(Page + "/report.csv"), StringComparison.Ordinal);
        Assert.Contains("Category: Billing → Metering", await portal.ReadAsync("lumen", db => db.Set<AuditEntry>().Where(entry => entry.Action == "Recorded").Select(entry => entry.Detail).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_promise_that_ran_out_is_broken_unless_the_customer_is_waited_for_and_reopening_gives_a_new_one()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.WroteAsync("complaint", ("message", "Nobody calls back."), ("about", "Customer service"));
        var sam = await portal.StaffAsync();
        await sam.SendAsync(Inbox.Ticket, [("step", "Escalated")], Inbox.Ticket + "/step");
        Assert.Equal(ComplaintLevel.TeamLeader, (await portal.LogAsync()).Level);

        portal.Clock.Advance(TimeSpan.FromDays(30));
        await sam.SignInAsync("sam@lumen.example", PortalApp.Password);
        Assert.Contains("LUM-2026-000001", await sam.ReadAsync(Page + "?promise=Broken"), StringComparison.Ordinal);
        await sam.SendAsync(Inbox.Ticket, [("step", "AskedCustomer")], Inbox.Ticket + "/step");   // waiting mends nothing that is broken
        Assert.Contains("LUM-2026-000001", await sam.ReadAsync(Page + "?promise=Broken"), StringComparison.Ordinal);
        await sam.AnswerAsync("Sorry, at last.", then: "Resolved");
        Assert.Contains("LUM-2026-000001", await sam.ReadAsync(Page + "?promise=Broken"), StringComparison.Ordinal);
        await priya.SignInAsync("priya@home.example", PortalApp.Password);
        await priya.SendAsync(Inbox.Thread, [("message", "It is not settled.")], Inbox.Thread + "/reply");
        Assert.Contains("LUM-2026-000001", await sam.ReadAsync(Page + "?promise=Running"), StringComparison.Ordinal);
        Assert.Null((await portal.LogAsync()).SettledOn);
    }

    [Fact]
    public async Task Waiting_for_the_customer_mends_no_promise_that_was_broken_before()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.WroteAsync("complaint", ("message", "My bill is wrong."), ("about", "Billing"));
        var promised = (await portal.LogAsync()).FirstPromisedOn!.Value;
        portal.Clock.Advance(TimeSpan.FromDays(promised.DayNumber - new DateOnly(2026, 11, 22).DayNumber + 1));
        var sam = await portal.StaffAsync();
        await sam.SendAsync(Inbox.Ticket, [("step", "AskedCustomer")], Inbox.Ticket + "/step");
        portal.Clock.Advance(TimeSpan.FromDays(5));
        await sam.SignInAsync("sam@lumen.example", PortalApp.Password);
        await sam.AnswerAsync("It is settled.", then: "Resolved");

        Assert.Contains("LUM-2026-000001", await sam.ReadAsync(Page + "?promise=Broken"), StringComparison.Ordinal);
        Assert.Equal(promised, (await portal.LogAsync()).FirstPromisedOn);
    }

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task A_complaint_that_was_merged_is_counted_once_by_the_promise_that_was_given_first(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var priya = await portal.WroteAsync("complaint", ("message", "My bill is wrong."), ("about", "Billing"));
        portal.Clock.Advance(TimeSpan.FromDays(30));
        await priya.SignInAsync("priya@home.example", PortalApp.Password);
        await Tests.ContactUs.WritingToTheRetailer.WriteAsync(priya, "general", ("message", "As I said."), ("complaint", "true"));
        var sam = await portal.StaffAsync();
        await sam.FollowAsync(await sam.SendAsync(Inbox.Ticket, [("into", "LUM-2026-000002")], Inbox.Ticket + "/merge"));

        var page = await sam.ReadAsync(Page);
        Assert.Contains("LUM-2026-000002", page, StringComparison.Ordinal);
        Assert.DoesNotContain("LUM-2026-000001", page, StringComparison.Ordinal);
        Assert.Equal("Month,Category,Complaints,Promises kept,Promises broken,Running,With the ombudsman\r\n2026-12,Billing,1,0,1,0,0\r\n", (await sam.ReadAsync(Page + "/report.csv")).TrimStart('\uFEFF'));
        var promises = await portal.ReadAsync("lumen", db => db.ContactLogs.AsNoTracking().OrderBy(log => log.Reference).Select(log => log.FirstPromisedOn).ToListAsync());
        Assert.Equal(promises[0], promises[1]);

        await priya.SendAsync(Inbox.Thread, [("message", "No, that is another bill.")], Inbox.Thread + "/reply");
        Assert.Contains("LUM-2026-000001", await sam.ReadAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_may_not_see_in_the_inbox_is_not_in_the_register_either_nor_another_retailers()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.WroteAsync("safe-account", ("message", "Please."), ("channel", "0491 570 006"), ("times", "Noon"));
        await portal.AsComplaintAsync();
        var sam = await portal.StaffAsync();
        var grace = await portal.StaffAsync("trained-support", "grace@lumen.example");
        var abroad = await portal.StaffAsync(email: "sue@tidewater.example", retailer: "tidewater");

        Assert.DoesNotContain("LUM-2026-000001", await sam.ReadAsync(Page), StringComparison.Ordinal);
        Assert.Contains("LUM-2026-000001", await grace.ReadAsync(Page), StringComparison.Ordinal);
        Assert.DoesNotContain("LUM-2026-000001", await grace.ReadAsync(Page + "?format=csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("LUM-2026-000001", await abroad.ReadAsync(Page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await sam.SendAsync("/admin/inbox", [("is-complaint", "true")], Inbox.Ticket + "/complaint")).StatusCode);
    }
}
