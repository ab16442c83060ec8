using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.ContactUs;

/// <summary>How a ticket's status is told to its customer, wherever it is told: a chip, and what comes next with its date.</summary>
/// <param name="Tone">good, warn, bad or flat.</param>
internal sealed record StatusWords(string Text, string Tone, string Next)
{
    public static StatusWords Of(ContactLog log, Wording words, RetailerCalendar calendar)
    {
        var (text, tone) = Chip(log.Status);
        return new StatusWords(log.Said.Find(said => said.Status == log.Status)?.Text ?? words.Word(text), tone, Step(log, words, calendar));
    }

    /// <summary>The chip's word before a message type has its say, for filters.</summary>
    public static (string Text, string Tone) Chip(ContactStatus status) => status switch
    {
        ContactStatus.New => ("Received", "flat"),
        ContactStatus.Acknowledged => ("Being looked at", "flat"),
        ContactStatus.InProgress => ("In progress", "flat"),
        ContactStatus.WaitingForCustomer => ("Waiting for you", "warn"),
        ContactStatus.WaitingForThirdParty => ("Waiting for others", "flat"),
        ContactStatus.Escalated => ("With a team leader", "warn"),
        ContactStatus.Reopened => ("Open again", "flat"),
        ContactStatus.Resolved => ("Answered", "good"),
        ContactStatus.Closed => ("Closed", "good"),
        ContactStatus.Withdrawn => ("Withdrawn", "flat"),
        ContactStatus.Rejected => ("Not accepted", "bad"),
        _ => throw new InvalidOperationException($"Nobody has said how {status} is told."),
    };

    /// <summary>A step in a ticket's thread, with what was written beside it.</summary>
    public static string Told(ContactMessage message, ContactEvent happened, Wording words) =>
        happened == ContactEvent.Changed ? message.Text : message.Text == "" ? words.Word(Told(happened, message.Author)) : $"{words.Word(Told(happened, message.Author))}. {message.Text}";

    /// <summary>A step in a ticket's thread.</summary>
    public static string Told(ContactEvent happened, string author) => happened switch
    {
        ContactEvent.Acknowledged => "We have it and will look at it",
        ContactEvent.Started => "We have begun",
        ContactEvent.AskedCustomer => "We asked you a question",
        ContactEvent.AskedThirdParty => "We asked somebody else, such as the network's owner",
        ContactEvent.Escalated => "Passed to a team leader",
        ContactEvent.Resolved => "Answered",
        ContactEvent.Rejected => "Not accepted",
        ContactEvent.RanOut => "Closed, since there was nothing more to say",
        ContactEvent.CustomerAnswered => $"{author} replied",
        ContactEvent.CustomerSettled => $"{author} said that this is settled",
        ContactEvent.CustomerWithdrew => $"{author} withdrew this",
        ContactEvent.OpenedAgain => "We opened it again",
        ContactEvent.Merged => "Closed, since we answer it together with another message of yours",
        ContactEvent.PromiseMoved => "We need a little longer",
        ContactEvent.Changed => "Something about it was changed",
        _ => throw new InvalidOperationException($"Nobody has said how {happened} is told."),
    };

    private static string Step(ContactLog log, Wording words, RetailerCalendar calendar)
    {
        string Day(DateOnly day) => words.LongDate(day);
        string By() => ClockWords.By(log.PromisedOn, log.PromisedAt, words, calendar);
        var since = calendar.DayOf(log.EndedAt ?? log.UpdatedAt);
        return (log.Status, log.PromisedOn) switch
        {
            (ContactStatus.WaitingForCustomer, _) => "We need an answer from you: please reply to our message.",
            (ContactStatus.Resolved, _) => $"We think this is settled. If it is not, tell us by {Day(since.AddDays(ContactLife.DaysToSayNo))}.",
            (ContactStatus.Closed, _) => $"Closed on {Day(since)}.",
            (ContactStatus.Withdrawn, _) => $"You withdrew this on {Day(since)}.",
            (ContactStatus.Rejected, _) => "We could not accept this. The reason is in our message.",
            (_, null) => "We will get back to you.",
            (_, { } promised) when IsLate(promised, log.PromisedAt, calendar) => $"We should have answered by {By()}. We are sorry. Please call us and quote the reference.",
            (ContactStatus.WaitingForThirdParty, _) => $"We are waiting for somebody else, such as the network's owner. We will tell you more by {By()}.",
            (_, { } promised) when promised == calendar.Today => log.PromisedAt is { } at ? $"We will answer today by {ClockWords.Time(at, words, calendar)}." : "We will answer today.",
            _ => $"We will answer by {By()}.",
        };
    }

    private static bool IsLate(DateOnly promised, DateTime? at, RetailerCalendar calendar) => at is { } moment ? moment < calendar.UtcNow : calendar.IsOverdue(promised);
}
