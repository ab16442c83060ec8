using System.Net;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Tests.ContactUs;

namespace OrchardCore.Portal.Tests.BackOffice;

// It is Sunday, 22 November 2026, in Sydney.
public sealed class EditingMessageTypes
{
    private const string Page = "/admin/ticket-types";

    private static readonly (string Name, string Value)[] General =
    [
        ("label", "Ask us anything"), ("group", "Questions and feedback"), ("subject", "Your question"), ("answer-in", "4"), ("clock", "days"), ("priority", "High"), ("offered", "true"), ("does", "save"),
        ("questions", "Topic | choice | required | Bills; Usage\nMeter shows | number | optional | All digits"), ("advice-title", "Before you ask"), ("advice-text", "Look at <Help> first."),
    ];

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task A_type_in_the_retailers_words_counts_for_new_tickets_and_old_ones_keep_theirs(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var priya = await portal.WroteAsync("general", ("message", "Old."), ("topic", "Usage"));
        var alex = await portal.StaffAsync("administrator", "alex@lumen.example");

        var preview = await (await alex.SendAsync(Page + "/general", [.. General.Where(field => field.Name != "does"), ("does", "preview")])).Content.ReadAsStringAsync();
        Assert.Contains("name=\"preview-meter-shows\"", preview, StringComparison.Ordinal);
        Assert.Contains("it would be answered by Thursday 26 November 2026.", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("Ask us anything", await priya.ReadAsync("/contact"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await alex.SendAsync(Page + "/general", General)).StatusCode);
        var form = await priya.ReadAsync("/contact?type=general");
        foreach (var part in new[] { "Ask us anything", "name=\"meter-shows\"", "name=\"topic\"", "Look at &lt;Help&gt; first." }) Assert.Contains(part, form, StringComparison.Ordinal);
        var refused = await (await WritingToTheRetailer.WriteAsync(priya, "general", ("message", "New."), ("meter-shows", "many"))).Content.ReadAsStringAsync();
        Assert.Contains("Choose one: topic.", refused, StringComparison.Ordinal);
        Assert.Contains("enter a number, as in 48213.4", refused, StringComparison.Ordinal);
        var thread = await priya.FollowAsync(await WritingToTheRetailer.WriteAsync(priya, "general", ("message", "New."), ("topic", "Bills"), ("meter-shows", "48,213.4")));
        Assert.Contains("We will answer by Thursday 26 November 2026.", thread, StringComparison.Ordinal);

        var logs = await portal.ReadAsync("lumen", db => db.ContactLogs.AsNoTracking().OrderBy(log => log.Reference).ToListAsync());
        Assert.Equal([("A question", ContactPriority.Normal), ("Ask us anything", ContactPriority.High)], logs.Select(log => (log.TypeLabel, log.Priority)));
        Assert.Contains("Answer within: 2 business days → 4 business days", await portal.ReadAsync("lumen", db => db.Set<AuditEntry>().Where(entry => entry.Area == "Message types").Select(entry => entry.Detail).SingleAsync()), StringComparison.Ordinal);
        Assert.Equal(0, await portal.ReadAsync("tidewater", db => db.OwnMessageTypes.CountAsync()));

        var late = await alex.PostAsync(Page + "/general", [("__RequestVerificationToken", Visitor.TokenIn(await alex.ReadAsync(Page))), .. General]);
        Assert.Contains("Somebody else changed this type", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await alex.SendAsync(Page + "/general", [("does", "reset")]);
        Assert.DoesNotContain("Ask us anything", await priya.ReadAsync("/contact?type=general"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await portal.StaffAsync()).GetAsync(Page)).StatusCode);
    }

    [Fact]
    public async Task What_is_wrong_is_named_by_its_line_and_a_type_that_is_switched_off_takes_nothing()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var alex = await portal.StaffAsync("administrator", "alex@lumen.example");

        async Task<string> WithAsync(string questions, string within = "3") =>
            WebUtility.HtmlDecode(await (await alex.SendAsync(Page + "/general", [.. General.Where(field => field.Name is not ("questions" or "answer-in")), ("questions", questions), ("answer-in", within)])).Content.ReadAsStringAsync());
        Assert.Contains("Line 2: “colour” is no kind.", await WithAsync("Topic | line | required\nPaint | colour | required"), StringComparison.Ordinal);
        Assert.Contains("Line 1: a choice needs two", await WithAsync("Topic | choice | required | Only one"), StringComparison.Ordinal);
        Assert.Contains("Line 1: expected Label | kind", await WithAsync("Topic"), StringComparison.Ordinal);
        Assert.Contains("from 0 (the same day) to 60", await WithAsync("", "61"), StringComparison.Ordinal);
        Assert.Contains("13 questions, and 12 are the most", await WithAsync(string.Join('\n', Enumerable.Range(1, 13).Select(number => $"Q{number} | line | optional"))), StringComparison.Ordinal);
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.OwnMessageTypes.CountAsync()));

        await alex.SendAsync(Page + "/general", General.Where(field => field.Name != "offered"));
        Assert.DoesNotContain("name=\"message\"", await priya.ReadAsync("/contact?type=general"), StringComparison.Ordinal);
        Assert.Equal("/lumen/contact", (await priya.SendAsync("/contact?type=billing", [("type", "general"), ("message", "Hello.")], "/contact")).Headers.Location!.OriginalString);
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.ContactLogs.CountAsync()));
    }

    [Fact]
    public async Task A_type_of_ones_own_may_be_for_trained_people_alone()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var alex = await portal.StaffAsync("administrator", "alex@lumen.example");
        await alex.SendAsync(Page + "/new", [("label", "Illness at home"), ("group", "Help to pay"), ("subject", "Illness"), ("answer-in", "1"), ("clock", "days"), ("priority", "Urgent"), ("offered", "true"), ("restricted", "true"), ("questions", "Message | line | optional"), ("does", "save")]);
        var key = await portal.ReadAsync("lumen", db => db.OwnMessageTypes.Select(type => type.Key).SingleAsync());
        await priya.FollowAsync(await WritingToTheRetailer.WriteAsync(priya, key, ("message", "I am ill."), ("message-2", "A line.")));

        Assert.Equal(HttpStatusCode.NotFound, (await (await portal.StaffAsync()).GetAsync(Inbox.Ticket)).StatusCode);
        var grace = await portal.StaffAsync("trained-support", "grace@lumen.example");
        Assert.Contains("A line.", await grace.ReadAsync(Inbox.Ticket), StringComparison.Ordinal);

        // Nor does its text become a note where everybody reads it.
        await WritingToTheRetailer.WriteAsync(priya, "general", ("message", "And a question."));
        Assert.Contains("by trained people alone", await (await grace.SendAsync(Inbox.Ticket, [("into", "LUM-2026-000002")], Inbox.Ticket + "/merge")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_takes_the_place_of_the_one_about_urgency_makes_no_ticket_urgent()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var alex = await portal.StaffAsync("administrator", "alex@lumen.example");
        var type = MessageTypes.Find(MessageTypes.Complaint)!;
        var questions = QuestionText.Write(type.Questions).Replace(type.Questions.Single(question => question.Field.Name == MessageTypes.Urgent).Field.Label, "How you found us", StringComparison.Ordinal);
        await alex.SendAsync(Page + "/complaint", [("label", type.Label), ("group", type.Group), ("subject", type.Subject), ("answer-in", "15"), ("clock", "days"), ("priority", "Normal"), ("offered", "true"), ("does", "save"), ("questions", questions)]);

        Assert.Contains("name=\"how-you-found-us\"", await priya.ReadAsync("/contact?type=complaint"), StringComparison.Ordinal);
        await priya.FollowAsync(await WritingToTheRetailer.WriteAsync(priya, "complaint", ("message", "Slow."), ("about", "Billing"), ("how-you-found-us", "I cannot pay my bills")));
        Assert.Equal(ContactPriority.Normal, (await portal.LogAsync()).Priority);
    }

    [Fact]
    public void Every_type_of_the_starter_pack_says_the_same_after_it_was_written_as_lines_and_read_again()
    {
        foreach (var type in MessageTypes.All)
        {
            var text = QuestionText.Write(type.Questions);
            var (questions, problems) = QuestionText.Read(text, [.. type.Questions.Select(question => question.Field.Name)]);
            Assert.Empty(problems);
            Assert.Equal(type.Questions.Select(question => (question.Field.Name, question.Field.Label, question.Field.Type, question.Field.Required, question.Field.Hint, question.Answer)), questions.Select(question => (question.Field.Name, question.Field.Label, question.Field.Type, question.Field.Required, question.Field.Hint, question.Answer)));
            Assert.Equal(text, QuestionText.Write(questions));
        }
    }
}
