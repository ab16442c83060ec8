using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Tests.Statements;

namespace OrchardCore.Portal.Tests.ContactUs;

// It is Sunday, 22 November 2026, in Sydney.
public sealed partial class WritingToTheRetailer
{
    [Fact]
    public async Task A_message_becomes_a_ticket_with_a_reference_and_a_promised_day()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var thread = await priya.FollowAsync(await WriteAsync(priya, "general", ("message", "When is my meter read?")));

        Assert.Contains("LUM-2026-000001", thread, StringComparison.Ordinal);
        Assert.Contains("We will answer by Tuesday 24 November 2026.", thread, StringComparison.Ordinal);
        Assert.Contains("When is my meter read?", thread, StringComparison.Ordinal);
        Assert.Contains("LUM-2026-000001", await priya.ReadAsync("/contact"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_retailer_counts_its_own_references()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var jack = await portal.SignedInAsync("tidewater", "jack@home.example", "7001");

        await WriteAsync(priya, "general", ("message", "One."));
        await WriteAsync(priya, "general", ("message", "Two."));
        var thread = await jack.FollowAsync(await WriteAsync(jack, "general", ("message", "Mine.")));

        Assert.Contains("TID-2026-000001", thread, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_message_type_has_an_address_with_its_own_fields()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        foreach (var type in MessageTypes.All.Where(type => type.IsOffered))
        {
            var page = await priya.ReadAsync($"/contact?type={type.Key}");
            Assert.Contains($"value=\"{type.Key}\" selected", page, StringComparison.Ordinal);
            foreach (var question in type.Questions) Assert.Contains($"name=\"{question.Field.Name}\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_needed_answer_that_is_missing_is_asked_for_and_nothing_is_written()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var answer = await WriteAsync(priya, "payment-advice", ("message", "I have paid."), ("paid-on", "2026-11-25"), ("amount", "a lot"));
        var page = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Choose one: payment method.", page, StringComparison.Ordinal);
        Assert.Contains("enter today or a day before", page, StringComparison.Ordinal);
        Assert.Contains("enter an amount, as in 182.40", page, StringComparison.Ordinal);
        Assert.Contains("I have paid.", page, StringComparison.Ordinal);
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.ContactLogs.CountAsync()));
    }

    [Fact]
    public async Task What_the_type_asks_is_shown_in_words_on_the_ticket()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var thread = await priya.FollowAsync(await WriteAsync(priya, "payment-advice",
            ("message", "Please look."), ("method", "BPAY"), ("paid-on", "2026-11-20"), ("amount", "$1,182.40"), ("receipt", "R-77")));

        foreach (var text in new[] { "BPAY", "Friday 20 November 2026", "$1,182.40", "R-77" }) Assert.Contains(text, thread, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_number_is_taken_out_before_anything_is_kept()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        await WriteAsync(priya, "payment-advice", ("message", "My card is 4111 1111 1111 1111, thanks."), ("method", "Card"), ("paid-on", "2026-11-20"), ("amount", "10"), ("receipt", "5500005555555559"));

        var kept = await portal.ReadAsync("lumen", async db => string.Join('\n',
            (await db.ContactLogs.Include(log => log.Messages).ToListAsync()).SelectMany(log => log.Messages.Select(message => message.Text).Concat(log.Details.Select(detail => detail.Text)))));
        Assert.Contains("ending 1111", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("4111", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("5500005555555559", kept, StringComparison.Ordinal);
        Assert.Empty(await portal.ReadAsync("lumen", db => db.Mail.Where(mail => mail.Html.Contains("4111 1111")).ToListAsync()));
    }

    [Fact]
    public async Task A_complaint_comes_with_its_procedure_and_the_ombudsman()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var thread = await priya.FollowAsync(await WriteAsync(priya, "general", ("message", "You never call back."), ("complaint", "true")));

        Assert.Contains(WebUtility.HtmlEncode("Energy & Water Ombudsman NSW"), thread, StringComparison.Ordinal);
        Assert.Contains("1800 246 545", thread, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_customer_and_the_retailer_are_told_by_mail()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        await WriteAsync(priya, "billing", ("message", "Too high."), ("reason", "Higher than I expected"));

        var mails = await portal.ReadAsync("lumen", db => db.Mail.ToListAsync());
        Assert.Contains(mails, mail => mail.To == "priya@home.example" && mail.Subject.Contains("LUM-2026-000001", StringComparison.Ordinal));
        Assert.Contains(mails, mail => mail.To == "help@lumen.example.com" && mail.Subject.Contains("LUM-2026-000001", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_private_request_is_seen_by_its_writer_alone()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var sam = await portal.SignedInAsync("lumen", "sam@home.example", "1001");

        var sent = await WriteAsync(priya, "safe-account", ("message", "Please do not post letters."), ("channel", "0491 570 006"), ("times", "Mornings"));

        Assert.Contains("Please do not post letters.", await priya.FollowAsync(sent), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await sam.GetAsync("/contact/LUM-2026-000001")).StatusCode);
        Assert.DoesNotContain("LUM-2026-000001", await sam.ReadAsync("/contact"), StringComparison.Ordinal);
        Assert.DoesNotContain("LUM-2026-000001", await priya.ReadAsync("/contact?format=csv"), StringComparison.Ordinal);
        var mails = await portal.ReadAsync("lumen", db => db.Mail.ToListAsync());
        Assert.Equal("help@lumen.example.com", Assert.Single(mails).To);
        Assert.DoesNotContain("0491", mails[0].Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_opens_one_ticket()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var page = await priya.ReadAsync("/contact?type=general");
        (string, string)[] form = [("__RequestVerificationToken", Visitor.TokenIn(page)), ("type", "general"), ("form", FormId().Match(page).Groups[1].Value), ("message", "Hello.")];

        var answers = await Task.WhenAll(priya.PostAsync("/contact", form), priya.PostAsync("/contact", form));

        Assert.All(answers, answer => Assert.Equal("/lumen/contact/LUM-2026-000001", answer.Headers.Location?.OriginalString));
        Assert.Equal(1, await portal.ReadAsync("lumen", db => db.ContactLogs.CountAsync()));
    }

    [Fact]
    public async Task After_ten_messages_in_an_hour_the_customer_is_asked_to_wait()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        for (var sent = 0; sent < 10; sent++) Assert.Equal(HttpStatusCode.Redirect, (await WriteAsync(priya, "general", ("message", $"Message {sent}."))).StatusCode);

        var page = await (await WriteAsync(priya, "general", ("message", "One more."))).Content.ReadAsStringAsync();
        portal.Clock.Advance(TimeSpan.FromMinutes(61));
        var later = await WriteAsync(priya, "general", ("message", "One more."));

        Assert.Contains("many times in the past hour", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, later.StatusCode);
    }

    [Fact]
    public async Task A_link_chooses_the_statement_and_somebody_elses_is_refused_without_a_word_more()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.SignedInAsync("lumen", "tom@home.example", "2002");
        await portal.AddAsync("lumen", ListingStatements.StatementOf("90017343", "1001"), ListingStatements.StatementOf("90099999", "2002"));

        var own = await priya.ReadAsync("/contact?type=billing&statement=90017343");
        var foreign = await priya.ReadAsync("/contact?type=billing&statement=90099999");
        var sent = await WriteAsync(priya, "billing", ("message", "Too high."), ("reason", "Something else"), ("statement", "90099999"));

        Assert.Contains("value=\"90017343\" selected", own, StringComparison.Ordinal);
        Assert.DoesNotContain("option value=\"90099999\"", foreign, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.ContactLogs.CountAsync()));
    }

    internal static Task<HttpResponseMessage> WriteAsync(Visitor visitor, string type, params IEnumerable<(string Name, string Value)> fields) =>
        visitor.SendAsync($"/contact?type={type}", [("type", type), ("form", Guid.NewGuid().ToString("N")), .. fields], "/contact");

    [GeneratedRegex("name=\"form\" value=\"([0-9a-f]{32})\"")] private static partial Regex FormId();
}
