using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.ContactUs;

/// <summary>The customer's tickets as a table, on the screen where new ones are written.</summary>
internal static class ContactList
{
    public static Listing<ContactLog> Of(MessageCatalog types, Wording words, RetailerCalendar calendar) => new Listing<ContactLog>("contacts", "Your messages", words)
    {
        Path = "/contact",
        Counted = ("message", "messages"),
        NothingYet = new EmptyPage(words.Word("You have not contacted us yet"), words.Word("What you send us is kept here, with our answers."), words.Word("Find an answer in Help"), Links.To("/help")),
    }
    .Column("reference", "Reference", log => log.Reference, log => Cell.Link(log.Reference, Links.To($"/contact/{log.Reference}")), log => log.Reference, lead: true)
    .Column("date", "Date", log => log.CreatedAt, log => Cell.Date(calendar.DayOf(log.CreatedAt), words), log => Wording.Iso(calendar.DayOf(log.CreatedAt)))
    .Column("type", "Message Type", log => log.Type, log => Cell.Plain(ContactWords.TypeOf(log, words)), log => ContactWords.TypeOf(log, words))
    .Column("subject", "Subject", log => log.Subject, log => Cell.Plain(log.Subject), log => log.Subject, lead: true)
    .Column("status", "Status", log => log.Status, log => Chip(log, words, calendar), log => StatusWords.Of(log, words, calendar).Text, lead: true)
    .Column("promised", "Answer by", log => log.PromisedOn, log => Cell.Date(log.Status.IsOver() ? null : log.PromisedOn, words), log => log.Status.IsOver() ? "" : ClockWords.Iso(log.PromisedOn, log.PromisedAt, calendar))
    .FirstBy("date", down: true, tie: log => log.Id)
    .Finer("promised", log => log.PromisedAt == null).Finer("promised", log => log.PromisedAt)
    .Dates((logs, from) => logs.Since(calendar.StartOf(from)), (logs, to) => logs.Before(calendar.StartOf(to.AddDays(1))))
    .Choose("state", "Status", "All", [new("open", words.Word("Open")), new("over", words.Word("Closed"))], (logs, state) => state switch { "open" => logs.StillOpen(), "over" => logs.Over(), _ => logs })
    .Choose("kind", "Message Type", "All", types.All.Select(type => new Choice(type.Key, words.Word(type.Label))), (logs, kind) => logs.Where(log => log.Type == kind))
    .Search("Reference or subject", log => log.Reference, log => log.Subject);

    private static Cell Chip(ContactLog log, Wording words, RetailerCalendar calendar)
    {
        var status = StatusWords.Of(log, words, calendar);
        return Cell.Chip(status.Text, status.Tone);
    }

    private static IQueryable<ContactLog> Since(this IQueryable<ContactLog> logs, DateTime from) => logs.Where(log => log.CreatedAt >= from);
    private static IQueryable<ContactLog> Before(this IQueryable<ContactLog> logs, DateTime to) => logs.Where(log => log.CreatedAt < to);
}
