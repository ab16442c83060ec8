using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Tests.ContactUs;
using OrchardCore.Portal.Tests.SignIn;

namespace OrchardCore.Portal.Tests.BackOffice;

// It is Sunday, 22 November 2026, in Sydney.
public sealed class AnsweringCustomers
{
    [Fact]
    public async Task An_answer_stands_in_the_customers_thread_and_is_announced_by_mail_without_its_words()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.WroteAsync();
        var sam = await portal.StaffAsync();

        var page = await sam.FollowAsync(await sam.AnswerAsync("On Tuesday, between nine and noon."));
        var mail = Assert.Single(await portal.MailsAsync("lumen", "AnswerMail"));

        Assert.Contains("On Tuesday, between nine and noon.", page, StringComparison.Ordinal);
        Assert.Contains("On Tuesday, between nine and noon.", await priya.ReadAsync(Inbox.Thread), StringComparison.Ordinal);
        Assert.Equal("priya@home.example", mail.To.Mailboxes.Single().Address);
        Assert.DoesNotContain("On Tuesday", mail.HtmlBody + mail.TextBody, StringComparison.Ordinal);
        Assert.EndsWith(Inbox.Thread, Mailbox.LinkIn(mail, Inbox.Thread), StringComparison.Ordinal);
        var log = await portal.LogAsync();
        Assert.Equal((ContactStatus.InProgress, "sam@lumen.example"), (log.Status, log.AssignedTo));
    }

    [Fact]
    public async Task A_note_is_on_no_page_and_in_no_mail_of_the_customer()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.WroteAsync();
        var sam = await portal.StaffAsync();

        Assert.Contains("Mind the dog.", await sam.FollowAsync(await sam.AnswerAsync("Mind the dog.", kind: "note")), StringComparison.Ordinal);
        await sam.AnswerAsync("Hello Priya.");
        await portal.MailsAsync("lumen", "AnswerMail");

        foreach (var address in new[] { Inbox.Thread, "/contact", "/contact?format=csv", "/" })
            Assert.DoesNotContain("Mind the dog", await priya.ReadAsync(address), StringComparison.Ordinal);
        foreach (var mail in Directory.GetFiles(Path.Combine(portal.DataFolder, "retailers", "lumen", "mail"), "*.eml"))
            Assert.DoesNotContain("Mind the dog", MimeKit.MimeMessage.Load(mail).TextBody, StringComparison.Ordinal);
        Assert.Equal(ContactStatus.InProgress, (await portal.LogAsync()).Status);
    }

    [Fact]
    public async Task Who_answers_what_moved_meanwhile_is_shown_it_and_keeps_what_they_typed()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.WroteAsync();
        var sam = await portal.StaffAsync();
        var grace = await portal.StaffAsync(email: "grace@lumen.example");
        var seen = Inbox.SeenIn(await grace.ReadAsync(Inbox.Ticket));

        await sam.AnswerAsync("On Tuesday.");
        var refused = await (await grace.AnswerAsync("On Wednesday.", seen: seen)).Content.ReadAsStringAsync();
        var sent = await grace.AnswerAsync("On Wednesday.", seen: Inbox.SeenIn(refused));

        Assert.Contains("answered in the meantime", refused, StringComparison.Ordinal);
        Assert.Contains("On Wednesday.</textarea>", refused, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal(2, (await portal.LogAsync()).Messages.Count(message => !message.FromCustomer && message.Event is null));
    }

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task Two_answers_at_the_same_moment_become_one(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        await portal.WroteAsync();
        var sam = await portal.StaffAsync();
        var grace = await portal.StaffAsync(email: "grace@lumen.example");

        var answers = await Task.WhenAll(sam.AnswerAsync("One.", seen: 1), grace.AnswerAsync("Two.", seen: 1));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Redirect], answers.Select(answer => answer.StatusCode).Order());
        Assert.Single((await portal.LogAsync()).Messages, message => !message.FromCustomer);
    }

    [Fact]
    public async Task A_question_stops_the_clock_until_the_customer_answers()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.WroteAsync();
        var sam = await portal.StaffAsync();

        await sam.AnswerAsync("Which meter do you mean?", then: "AskedCustomer");
        var waiting = await sam.ReadAsync("/admin/inbox?view=waiting");
        portal.Clock.Advance(TimeSpan.FromDays(3));   // Monday, Tuesday, Wednesday
        await priya.SignInAsync("priya@home.example", PortalApp.Password);
        await priya.SendAsync(Inbox.Thread, [("message", "The left one.")], Inbox.Thread + "/reply");
        await sam.SignInAsync("sam@lumen.example", PortalApp.Password);
        var page = await sam.ReadAsync(Inbox.Ticket);

        Assert.Contains("Clock stopped", waiting, StringComparison.Ordinal);
        Assert.Contains("Due Fri 27 Nov", page, StringComparison.Ordinal);
        Assert.Contains("In progress", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_is_not_possible_from_here_is_refused()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.WroteAsync();
        var sam = await portal.StaffAsync();
        await priya.SendAsync(Inbox.Thread, [], Inbox.Thread + "/close");

        var refused = await sam.SendAsync(Inbox.Ticket, [("step", "Resolved"), ("words", "")], Inbox.Ticket + "/step");
        var opened = await sam.SendAsync(Inbox.Ticket, [("step", "OpenedAgain"), ("words", "We looked again.")], Inbox.Ticket + "/step");

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains("We opened it again. We looked again.", await priya.ReadAsync(Inbox.Thread), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
    }

    [Fact]
    public async Task What_is_answered_closes_after_ten_days_without_a_word_and_the_customer_is_told()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.WroteAsync();
        var sam = await portal.StaffAsync();
        await sam.AnswerAsync("Done.", then: "Resolved");

        portal.Clock.Advance(TimeSpan.FromDays(9));
        await portal.InAsync("lumen", scope => scope.GetRequiredService<SettledTickets>().CloseAsync(CancellationToken.None));
        var before = (await portal.LogAsync()).Status;
        portal.Clock.Advance(TimeSpan.FromDays(1.1));
        await portal.InAsync("lumen", scope => scope.GetRequiredService<SettledTickets>().CloseAsync(CancellationToken.None));

        Assert.Equal((ContactStatus.Resolved, ContactStatus.Closed), (before, (await portal.LogAsync()).Status));
        Assert.Contains(await portal.MailsAsync("lumen", "AnswerMail", 2), mail => mail.Subject!.StartsWith("Your message is closed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_not_accepted_needs_a_reason()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.WroteAsync();
        var sam = await portal.StaffAsync();

        var refused = await sam.SendAsync(Inbox.Ticket, [("step", "Rejected")], Inbox.Ticket + "/step");

        Assert.Contains("Enter the reason: the customer reads it.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(ContactStatus.New, (await portal.LogAsync()).Status);
    }

    [Fact]
    public async Task A_promise_is_moved_with_a_reason_that_the_customer_reads_and_the_first_stays_on_record()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.WroteAsync();
        var sam = await portal.StaffAsync();

        var silent = await sam.SendAsync(Inbox.Ticket, [("promised", "2026-12-01")], Inbox.Ticket + "/promise");
        var past = await sam.SendAsync(Inbox.Ticket, [("promised", "2026-11-20"), ("reason", "Late.")], Inbox.Ticket + "/promise");
        await sam.SendAsync(Inbox.Ticket, [("promised", "2026-12-01"), ("reason", "The network answers on Monday.")], Inbox.Ticket + "/promise");
        await portal.MailsAsync("lumen", "AnswerMail");

        Assert.Contains("Enter your reason.", await silent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Enter today or a day to come.", await past.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Tuesday 1 December 2026. The network answers on Monday.", await priya.ReadAsync(Inbox.Thread), StringComparison.Ordinal);
        var log = await portal.LogAsync();
        Assert.Equal((new DateOnly(2026, 12, 1), new DateOnly(2026, 11, 24)), (log.PromisedOn!.Value, log.FirstPromisedOn!.Value));
    }

    [Fact]
    public async Task A_ticket_is_taken_once_and_given_to_somebody_who_may_have_it()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.WroteAsync();
        var sam = await portal.StaffAsync();
        await portal.AddSignInAsync("lumen", "editor@lumen.example", "editor");
        await portal.AddSignInAsync("lumen", "grace@lumen.example", "trained-support");

        await sam.SendAsync(Inbox.Ticket, [], Inbox.Ticket + "/take");
        Assert.Contains("LUM-2026-000001", await sam.ReadAsync("/admin/inbox?view=mine"), StringComparison.Ordinal);
        await sam.SendAsync(Inbox.Ticket, [("assigned", "editor@lumen.example"), ("priority", "High")], Inbox.Ticket + "/assign");
        Assert.Equal("sam@lumen.example", (await portal.LogAsync()).AssignedTo);
        await sam.SendAsync(Inbox.Ticket, [("assigned", "grace@lumen.example"), ("priority", "High")], Inbox.Ticket + "/assign");

        var log = await portal.LogAsync();
        Assert.Equal(("grace@lumen.example", ContactPriority.High), (log.AssignedTo, log.Priority));
        var page = await sam.ReadAsync(Inbox.Ticket);
        Assert.Contains("Assigned to Priya Raman. Priority High, was Normal", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/lumen/admin/customers/", page, StringComparison.Ordinal);
        Assert.DoesNotContain("LUM-2026-000001", await sam.ReadAsync("/admin/inbox?view=mine"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_request_is_seen_by_those_alone_who_are_trained_for_it_and_mailed_to_nobody()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.WroteAsync("safe-account", ("message", "He must not know."), ("channel", "0491 570 006"), ("times", "Noon"));
        var sam = await portal.StaffAsync();
        var grace = await portal.StaffAsync("trained-support", "grace@lumen.example");

        Assert.Equal(HttpStatusCode.NotFound, (await sam.GetAsync(Inbox.Ticket)).StatusCode);
        Assert.DoesNotContain("LUM-2026-000001", await sam.ReadAsync("/admin/inbox"), StringComparison.Ordinal);
        Assert.DoesNotContain("LUM-2026-000001", await grace.ReadAsync("/admin/inbox?format=csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("He must not know", await grace.ReadAsync("/admin/inbox"), StringComparison.Ordinal);
        await grace.AnswerAsync("We call you at noon.");

        Assert.Contains("We call you at noon.", await priya.ReadAsync(Inbox.Thread), StringComparison.Ordinal);
        Assert.DoesNotContain(await portal.ReadAsync("lumen", db => db.Mail.AsNoTracking().ToListAsync()), mail => mail.To == "priya@home.example");
    }

    [Fact]
    public async Task A_duplicate_ends_and_its_words_go_on_as_a_note_but_never_another_persons()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.WroteAsync();
        await SendingFiles.SendAsync(priya, "/contact?type=general", "/contact", [("type", "general"), ("message", "As I said: my meter!")], ("meter.pdf", "%PDF-1.4\n%%EOF"u8.ToArray()));
        var tom = await portal.SignedInAsync("lumen", "tom@home.example", "2002");
        await WritingToTheRetailer.WriteAsync(tom, "general", ("message", "Mine too."));
        var sam = await portal.StaffAsync();

        var wrong = await sam.SendAsync("/admin/inbox/LUM-2026-000002", [("into", "LUM-2026-000003")], "/admin/inbox/LUM-2026-000002/merge");
        var page = await sam.FollowAsync(await sam.SendAsync("/admin/inbox/LUM-2026-000002", [("into", "lum-2026-000001")], "/admin/inbox/LUM-2026-000002/merge"));

        Assert.Contains("another person", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("As I said: my meter!", page, StringComparison.Ordinal);
        Assert.Contains("Its reference is LUM-2026-000001.", await priya.ReadAsync("/contact/LUM-2026-000002"), StringComparison.Ordinal);

        // The file is shown where the matter goes on, to both, and to nobody else.
        foreach (var (person, thread) in new[] { (priya, Inbox.Thread), (sam, Inbox.Ticket) })
        {
            var text = await person.ReadAsync(thread);
            Assert.Contains("Sent with LUM-2026-000002.", text, StringComparison.Ordinal);
            var href = Regex.Match(text, "href=\"/lumen([^\"]+/files/[^\"]+)\"").Groups[1].Value;
            Assert.Equal(HttpStatusCode.OK, (await person.GetAsync(href)).StatusCode);
            Assert.Equal(person == priya ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden, (await tom.GetAsync(href)).StatusCode);
        }

        // Merged once more, all of it goes along; opened again, it is a ticket of its own.
        await WritingToTheRetailer.WriteAsync(priya, "general", ("message", "A third time."));
        await sam.FollowAsync(await sam.SendAsync(Inbox.Ticket, [("into", "LUM-2026-000004")], Inbox.Ticket + "/merge"));
        Assert.Contains("Sent with LUM-2026-000002.", await priya.ReadAsync("/contact/LUM-2026-000004"), StringComparison.Ordinal);
        await sam.SendAsync("/admin/inbox/LUM-2026-000002", [("step", "OpenedAgain")], "/admin/inbox/LUM-2026-000002/step");
        Assert.DoesNotContain("Sent with", await priya.ReadAsync("/contact/LUM-2026-000004"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_customers_write_is_text_on_the_retailers_side_too()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.WroteAsync("general", ("message", "<img src=x onerror=alert(1)>"));
        var sam = await portal.StaffAsync();

        Assert.DoesNotContain("<img src=x", await sam.ReadAsync(Inbox.Ticket) + await sam.ReadAsync("/admin/inbox"), StringComparison.Ordinal);
    }
}
