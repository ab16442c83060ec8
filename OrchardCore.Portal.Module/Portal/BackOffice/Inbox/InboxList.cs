using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Inbox;

/// <summary>The tickets of a pile as a table: what is promised first stands first.</summary>
internal static class InboxList
{
    public const string Path = "/admin/inbox";

    public static Listing<ContactLog> Of(InboxView view, IReadOnlyList<Choice> types, Wording words, RetailerCalendar calendar)
    {
        var list = new Listing<ContactLog>("inbox", "Tickets", words)
        {
            Path = Path,
            Counted = ("ticket", "tickets"),
            NothingYet = new EmptyPage("All clear", view.Empty),
        };
        list.Column("subject", "Ticket", log => log.Subject, log => Cell.Link(log.Subject, Href(log), Beside(log)), log => log.Subject, lead: true)
            .Column<string>("reference", "Reference", null, null, log => log.Reference)
            .Column("from", "From", log => log.WrittenBy, log => Cell.Plain(log.WrittenBy, log.AccountNumber), log => log.WrittenBy, lead: true)
            .Column<string>("account", "Account", null, null, log => log.AccountNumber)
            .Column("type", "Type", log => log.TypeLabel, log => Cell.Plain(ContactWords.TypeOf(log, words), log.IsComplaint && log.Type != MessageTypes.Complaint ? "Complaint" : ""), log => ContactWords.TypeOf(log, words))
            .Column("priority", "Priority", log => log.Priority == ContactPriority.Urgent ? 0 : log.Priority == ContactPriority.High ? 1 : log.Priority == ContactPriority.Normal ? 2 : 3,
                log => log.Priority is ContactPriority.Urgent or ContactPriority.High ? Cell.Chip(log.Priority.ToString(), log.Priority == ContactPriority.Urgent ? "bad" : "warn") : Cell.Plain(log.Priority.ToString()), log => log.Priority.ToString())
            .Column("status", "Status", log => log.Status, log => Cell.Chip(TicketWords.Status(log, words, calendar), StaffTone(log)), log => log.Status.ToString(), lead: true)
            .Column("due", "Promised", log => log.PromisedOn, log => DueWords.Of(log, words, calendar) is { Text: not "" } due ? Cell.Chip(due.Text, due.Tone) : Cell.Date(log.PromisedOn, words), log => ClockWords.Iso(log.PromisedOn, log.PromisedAt, calendar), lead: true)
            .Column("assigned", "With", log => log.AssignedName, log => Cell.Plain(log.AssignedTo == "" ? "Nobody yet" : log.AssignedName), log => log.AssignedName)
            .Column<string>("opened", "Opened", null, null, log => Wording.Iso(calendar.DayOf(log.CreatedAt)));
        list = view.Key == "done" ? list.Column("ended", "Closed", log => log.EndedAt, log => Cell.Date(log.EndedAt is { } at ? calendar.DayOf(at) : null, words), log => log.EndedAt?.ToString("O") ?? "").FirstBy("ended", down: true, tie: log => log.Id)
            : list.FirstBy("due", down: false, tie: log => log.Id);
        return list
            .Finer("due", log => log.PromisedAt == null).Finer("due", log => log.PromisedAt)   // on one day an hour comes before the whole day
            .Carry("view")
            .Find("q", "Text, number or name", Found)
            .Choose("type", "Type", "All types", types, (logs, type) => logs.Where(log => log.Type == type))
            .Choose("priority", "Priority", "All", Enum.GetNames<ContactPriority>().Reverse().Select(name => new Choice(name, name)), (logs, name) => Enum.TryParse<ContactPriority>(name, out var priority) ? logs.Where(log => log.Priority == priority) : logs)
            .Choose("status", "Status", "All", Enum.GetValues<ContactStatus>().Select(status => new Choice(status.ToString(), words.Word(StatusWords.Chip(status).Text))), (logs, name) => Enum.TryParse<ContactStatus>(name, out var status) ? logs.Where(log => log.Status == status) : logs)
            .Dates((logs, from) => Since(logs, calendar.StartOf(from)), (logs, to) => Before(logs, calendar.StartOf(to.AddDays(1))));
    }

    public static string Href(ContactLog log) => Links.To($"{Path}/{log.Reference}");

    /// <summary>The same status calls different people: what waits for the customer is no trouble of ours, what came back is.</summary>
    public static string StaffTone(ContactLog log) => log.Status switch
    {
        ContactStatus.New or ContactStatus.Reopened => "warn",
        ContactStatus.Escalated => "bad",
        ContactStatus.Resolved or ContactStatus.Closed => "good",
        _ => "flat",
    };

    private static string Beside(ContactLog log) => log.LastWords == "" ? log.Reference : $"{log.Reference} · {(log.LastFromCustomer ? "" : "You: ")}{log.LastWords}";

    /// <summary>On the ticket itself, or anywhere in its thread.</summary>
    private static IQueryable<ContactLog> Found(IQueryable<ContactLog> logs, string text)
    {
        var itself = logs.Where(Anywhere.In<ContactLog>([log => log.Reference, log => log.Subject, log => log.AccountNumber, log => log.WrittenBy, log => log.Email, log => log.MeterNumber, log => log.StatementNumber], text)).Select(log => log.Id);
        var thread = logs.SelectMany(log => log.Messages).Where(Anywhere.In<ContactMessage>([message => message.Text], text)).Select(message => message.ContactLogId);
        return logs.Where(log => itself.Contains(log.Id) || thread.Contains(log.Id));
    }

    private static IQueryable<ContactLog> Since(IQueryable<ContactLog> logs, DateTime from) => logs.Where(log => log.CreatedAt >= from);
    private static IQueryable<ContactLog> Before(IQueryable<ContactLog> logs, DateTime to) => logs.Where(log => log.CreatedAt < to);
}
