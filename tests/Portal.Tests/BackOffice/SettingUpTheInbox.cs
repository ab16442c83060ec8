using System.Net;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.BackOffice.CannedAnswers;
using OrchardCore.Portal.BackOffice.Holidays;
using OrchardCore.Portal.ContactUs;

namespace OrchardCore.Portal.Tests.BackOffice;

// It is Sunday, 22 November 2026, in Sydney.
public sealed class SettingUpTheInbox
{
    [Fact]
    public async Task A_canned_answer_is_written_ordered_and_put_below_what_was_typed_without_a_script()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.WroteAsync();
        var alex = await portal.StaffAsync("administrator", "alex@lumen.example");
        const string page = "/admin/canned-answers";

        var refused = await alex.SendAsync(page, [("title", "Wrong"), ("text", "Hello {first_name}")]);
        Assert.Contains("{first_name} is no place that is filled in", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await alex.SendAsync(page, [("title", "We have it"), ("text", "Hello {first name}, {ticket} is with {my name} of {retailer}. You hear from us by {promised day}.")]);
        await alex.SendAsync(page, [("title", "<b>Second</b>"), ("text", "Bye.")]);
        await alex.SendAsync(page, [("move", "up 2")], page + "/order");
        Assert.Equal(["<b>Second</b>", "We have it"], await portal.ReadAsync("lumen", db => db.CannedAnswers.OrderBy(one => one.Order).Select(one => one.Title).ToListAsync()));
        Assert.DoesNotContain("<b>Second</b>", await alex.ReadAsync(page) + await alex.ReadAsync(Inbox.Ticket), StringComparison.Ordinal);

        var sam = await portal.StaffAsync();
        var shown = WebUtility.HtmlDecode(await (await sam.SendAsync(Inbox.Ticket, [("does", "insert"), ("canned", "1"), ("kind", "answer"), ("message", "First, thank you.")], Inbox.Ticket + "/answer")).Content.ReadAsStringAsync());
        Assert.Contains("First, thank you.\n\nHello Priya, LUM-2026-000001 is with Priya Raman of Lumen Energy. You hear from us by Tuesday 24 November 2026.</textarea>", shown, StringComparison.Ordinal);
        Assert.Single((await portal.LogAsync()).Messages);

        var edition = (await portal.ReadAsync("lumen", db => db.CannedAnswers.AsNoTracking().FirstAsync(one => one.Id == 1))).Edition;
        await alex.SendAsync(page + "/1", [("title", "Received"), ("text", "Thank you."), ("edition", $"{edition}"), ("does", "save")]);
        var late = await alex.SendAsync(page + "/1", [("title", "Mine"), ("text", "Mine."), ("edition", $"{edition}"), ("does", "save")]);
        Assert.Contains("Somebody else changed this answer", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await alex.SendAsync(page + "/2", [("does", "remove")]);
        Assert.Equal("Received", await portal.ReadAsync("lumen", db => db.CannedAnswers.Select(one => one.Title).SingleAsync()));
        Assert.Equal(["Added", "Changed", "Ordered", "Removed"], await portal.ReadAsync("lumen", db => db.Set<AuditEntry>().Where(entry => entry.Area == "Canned answers").Select(entry => entry.Action).Distinct().OrderBy(action => action).ToListAsync()));
        Assert.Equal(HttpStatusCode.Forbidden, (await sam.GetAsync(page)).StatusCode);
        Assert.Equal(0, await portal.ReadAsync("tidewater", db => db.CannedAnswers.CountAsync()));
    }

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task A_pasted_year_of_holidays_moves_new_promises_leaves_given_ones_and_names_the_lines_that_are_wrong(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var priya = await portal.WroteAsync();   // promised by Tuesday 24 November
        var alex = await portal.StaffAsync("administrator", "alex@lumen.example");
        const string page = "/admin/holidays";

        var refused = WebUtility.HtmlDecode(await (await alex.SendAsync(page, [("paste", "date,name\n2026-11-24,Lantern Day\n24 Nov,Other Day\n2026-13-01,Nonsense")], page + "/paste")).Content.ReadAsStringAsync());
        Assert.Contains("Line 3: expected a day and its name", refused, StringComparison.Ordinal);
        Assert.Contains("Line 4: ", refused, StringComparison.Ordinal);
        Assert.Contains("24 Nov,Other Day", refused, StringComparison.Ordinal);
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.PublicHolidays.CountAsync()));

        var taken = await alex.FollowAsync(await alex.SendAsync(page, [("paste", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261125\nSUMMARY:Lantern Day\\, \n observed\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\nSUMMARY:Christmas Day\nEND:VEVENT\nEND:VCALENDAR")], page + "/paste"));
        Assert.Contains("1 open ticket is promised for such a day", taken, StringComparison.Ordinal);
        Assert.Contains("Lantern Day, observed", taken, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2026, 11, 24), (await portal.LogAsync()).PromisedOn);
        Assert.Contains("We will answer by Wednesday 25 November 2026.", await priya.FollowAsync(await Tests.ContactUs.WritingToTheRetailer.WriteAsync(priya, "general", ("message", "And now?"))), StringComparison.Ordinal);

        await alex.SendAsync(page, [("on", "2026-11-24")], page + "/remove");
        await alex.SendAsync(page, [("on", "2027-01-01"), ("name", "New Year's Day")]);
        Assert.Equal(["2026-12-25", "2027-01-01"], (await portal.ReadAsync("lumen", db => db.PublicHolidays.Select(one => one.On).OrderBy(on => on).ToListAsync())).Select(on => on.ToString("yyyy-MM-dd", null)));
        Assert.Contains("New Year's Day", WebUtility.HtmlDecode(await alex.ReadAsync(page + "?year=2027")), StringComparison.Ordinal);
    }

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task A_type_may_promise_hours_which_count_while_the_retailer_is_open(string engine)
    {
        const string page = "/admin/holidays", type = "/admin/ticket-types/general";
        await using var portal = await PortalApp.OnAsync(engine);
        var alex = await portal.StaffAsync("administrator", "alex@lumen.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await (await portal.StaffAsync()).PostAsync(page + "/hours", ("opens-1", "08:00"), ("closes-1", "12:00"))).StatusCode);

        foreach (var (opens, closes, fault) in new[] { ("8 am", "12:00", "Monday: enter when you open"), ("08:00", "", "Monday: enter when you close"), ("12:00", "08:00", "Monday: it would close before it opens"), ("", "", "Enter the hours of one day at least") })
            Assert.Contains(fault, await (await alex.SendAsync(page, [("opens-1", opens), ("closes-1", closes)], page + "/hours")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await alex.SendAsync(page, [.. Enumerable.Range(1, 5).SelectMany(day => new[] { ($"opens-{day}", "08:00"), ($"closes-{day}", "12:00") })], page + "/hours");
        var late = await alex.FollowAsync(await alex.SendAsync(page, [("opens-1", "10:00"), ("closes-1", "11:00")], page + "/hours"));   // of a page that was opened before
        Assert.Contains("Somebody else changed the hours", late, StringComparison.Ordinal);
        Assert.Equal(new TimeOnly(8, 0), await portal.ReadAsync("lumen", db => db.OpeningHours.Where(hour => hour.Day == DayOfWeek.Monday).Select(hour => hour.Opens).SingleAsync()));
        var seen = WebUtility.HtmlDecode(late.Split("name=\"seen\" value=\"")[1].Split('"')[0]);
        await alex.FollowAsync(await alex.SendAsync(page, [("seen", seen), .. Enumerable.Range(1, 5).SelectMany(day => new[] { ($"opens-{day}", "08:00"), ($"closes-{day}", "12:00") })], page + "/hours"));
        await alex.SendAsync(page, [("on", "2026-11-23"), ("name", "Lantern Day")]);
        Assert.Single(await portal.ReadAsync("lumen", db => db.Set<AuditEntry>().Where(entry => entry.Action == "Set the opening hours" && entry.Detail.Contains("Monday: 09:00 to 17:00 → 08:00 to 12:00")).ToListAsync()));
        foreach (var within in new[] { "0", "81" })
            Assert.Contains("business hours from 1 to 80", await (await alex.SendAsync(type, [("label", "A question"), ("group", "Questions"), ("subject", "Your question"), ("answer-in", within), ("clock", "hours"), ("priority", "Normal"), ("offered", "true"), ("does", "save")])).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await alex.SendAsync(type, [("label", "A question"), ("group", "Questions"), ("subject", "Your question"), ("answer-in", "4"), ("clock", "hours"), ("priority", "Normal"), ("offered", "true"), ("does", "save")]);
        Assert.Contains("Within 4 business hours", await alex.ReadAsync("/admin/ticket-types"), StringComparison.Ordinal);

        // It is Sunday noon, and Monday is a holiday: the four hours are those of Tuesday morning.
        var priya = await portal.WroteAsync();
        Assert.Contains("We will answer by Tuesday 24 November 2026, 12:00 pm.", await priya.ReadAsync(Inbox.Thread), StringComparison.OrdinalIgnoreCase);
        portal.Clock.Advance(TimeSpan.FromHours(46));   // Tuesday, 10:00
        await alex.SignInAsync("alex@lumen.example", PortalApp.Password);
        Assert.Contains("Due 12:00 pm", await alex.ReadAsync("/admin/inbox?view=today"), StringComparison.OrdinalIgnoreCase);

        // While the customer is waited for, the clock stands still: one open hour, and the promise is an hour later, which is Wednesday's first.
        await alex.AnswerAsync("Which meter?", nameof(ContactEvent.AskedCustomer));
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await priya.SignInAsync("priya@home.example", PortalApp.Password);
        await priya.SendAsync(Inbox.Thread, [("message", "The gas.")], Inbox.Thread + "/reply");
        Assert.Contains("Due tomorrow 9:00 am", await alex.ReadAsync("/admin/inbox"), StringComparison.OrdinalIgnoreCase);

        portal.Clock.Advance(TimeSpan.FromHours(24));   // Wednesday, 11:00
        await alex.SignInAsync("alex@lumen.example", PortalApp.Password);
        Assert.Contains("2 hours late", await alex.ReadAsync("/admin/inbox?view=late"), StringComparison.Ordinal);
        Assert.DoesNotContain("LUM-2026-000001", await alex.ReadAsync("/admin/inbox?view=today"), StringComparison.Ordinal);
        Assert.Contains("1 ticket late", await alex.ReadAsync("/admin"), StringComparison.Ordinal);
        await priya.SignInAsync("priya@home.example", PortalApp.Password);
        Assert.Contains("We should have answered by Wednesday 25 November 2026, 9:00 am.", await priya.ReadAsync(Inbox.Thread), StringComparison.OrdinalIgnoreCase);

        // In the register it is a promise that was broken, though the day is not over.
        await portal.AsComplaintAsync();
        await alex.AnswerAsync("It was read on Monday.", nameof(ContactEvent.Resolved));
        Assert.Contains("LUM-2026-000001", await alex.ReadAsync("/admin/complaints?promise=Broken"), StringComparison.Ordinal);
        Assert.DoesNotContain("LUM-2026-000001", await alex.ReadAsync("/admin/complaints?promise=Kept"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "There is no holiday in it")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:soon\nSUMMARY:X\nEND:VEVENT", "Line 3: expected a day")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:99991231\nSUMMARY:X\nEND:VEVENT", "Line 3: expected a day from 2000 to 2100")]
    [InlineData("9999-12-31,The last day", "in a year from 2000 to 2100")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270101\nEND:VEVENT", "Line 2: the event has no name")]
    [InlineData("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270101\nDTEND:99990101\nSUMMARY:For ever\nEND:VEVENT", "lasts longer than 14 days")]
    public void A_calendar_that_cannot_be_used_is_refused_with_its_line(string text, string problem)
    {
        var (days, problems) = HolidayText.Read(text);
        Assert.Empty(days);
        Assert.Contains(problem, Assert.Single(problems), StringComparison.Ordinal);
    }
}
