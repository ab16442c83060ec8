using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.ContactUs;

/// <summary>Tells customer and retailer by mail. A private ticket is told to the retailer alone, and without a word of what it says.</summary>
internal sealed class ContactMails(Mailer mailer, RetailerScope scope, RetailerCalendar calendar)
{
    public async Task OpenedAsync(ContactLog log, Customer customer)
    {
        var words = scope.Current.Wording;
        if (!log.IsPrivate)
        {
            var title = words.Word(log.IsComplaint ? "We have your complaint" : "We have your message");
            await mailer.QueueAsync("ContactUs/OpenedMail", customer.Email, $"{title}: {log.Reference}", new OpenedMail(
                title, log.Reference, log.Subject, StatusWords.Of(log, words, calendar).Next, Facts(log, words), mailer.Href($"/contact/{log.Reference}"), words.Word("See your message"),
                log.IsComplaint ? ComplaintPage.Of(scope.Current, log, calendar) : null, FilesOf(log.Messages[^1].Files.Count)));
        }
        await TellRetailerAsync(log, $"New: {log.Reference}, {ContactWords.TypeOf(log, words)}");
    }

    /// <summary>That there is something new for the customer to read. What it says is in the portal, behind the sign-in.</summary>
    /// <param name="happened">The step that was taken with it, if any.</param>
    /// <param name="files">How many came with it. A mail names them; it never has them.</param>
    public async Task ToldAsync(ContactLog log, ContactEvent? happened, int files = 0)
    {
        if (log.IsPrivate || log.Email == "") return;
        var words = scope.Current.Wording;
        var (title, text) = happened switch
        {
            ContactEvent.AskedCustomer => ("We need an answer from you", "We looked at your message and have a question. The clock stands still until you answer."),
            ContactEvent.Resolved => ("We have answered your message", "We think this is settled. If it is not, reply to it and we open it again."),
            ContactEvent.Rejected => ("We have answered your message", "We could not accept this. Our reasons are in the answer."),
            ContactEvent.PromiseMoved => ("We need a little longer", "We cannot keep the day that we promised, and are sorry. You find the new day and the reason in your message."),
            ContactEvent.RanOut => ("Your message is closed", "We have not heard from you since our answer, so we take it that this is settled. If it is not, reply within 30 days and we open it again."),
            _ => ("We have answered your message", "Our answer is ready for you in the portal."),
        };
        await mailer.QueueAsync("ContactUs/AnswerMail", log.Email, $"{words.Word(title)}: {log.Reference}", new AnswerMail(
            words.Word(title), $"{words.Word("Hello")} {log.WrittenBy},", words.Word(text), log.Reference, log.Subject, log.Status.IsOver() ? "" : StatusWords.Of(log, words, calendar).Next,
            mailer.Href($"/contact/{log.Reference}"), words.Word("Read it in the portal"), FilesOf(files)));
    }

    public Task AnsweredAsync(ContactLog log) => TellRetailerAsync(log, $"Answer of the customer: {log.Reference}");

    /// <summary>After what the mails tell of is committed.</summary>
    public void DeliverSoon() => mailer.DeliverSoon();

    private async Task TellRetailerAsync(ContactLog log, string subject)
    {
        var (retailer, words) = (scope.Current, scope.Current.Wording);
        if (retailer.Contact.Email == "") return;
        await mailer.QueueAsync("ContactUs/RetailerMail", retailer.Contact.Email, log.IsPrivate ? $"Private request: {log.Reference}" : subject, new RetailerMail(
            log.Reference,
            log.IsPrivate ? [] : [new("Account", log.AccountNumber), new("Subject", log.Subject), new("Message type", ContactWords.TypeOf(log, words)), new("Complaint", log.IsComplaint ? "Yes" : "No"), .. Facts(log, words)],
            ClockWords.By(log.PromisedOn, log.PromisedAt, words, calendar),
            log.IsPrivate ? ["What it says is shown to those who are trained for it. Do not call or write to the customer in any other way than the one it names."] : [.. log.Messages[^1].Text.Split('\n'), .. FilesOf(log.Messages[^1].Files.Count) is { Length: > 0 } files ? [files] : Array.Empty<string>()]));
    }

    private string FilesOf(int count) => count == 0 ? "" : $"{scope.Current.Wording.Count(count, "file", "files")}: sign in to see {(count == 1 ? "it" : "them")}.";

    private static IReadOnlyList<MailFact> Facts(ContactLog log, Wording words) =>
    [
        .. log.MeterNumber == "" ? Array.Empty<MailFact>() : [new MailFact(words.Word("Meter Number"), log.MeterNumber)],
        .. log.StatementNumber == "" ? Array.Empty<MailFact>() : [new MailFact(words.Word("Statement Number"), log.StatementNumber)],
        .. log.Details.Select(detail => new MailFact(detail.Label, detail.Text)),
    ];

    internal sealed record OpenedMail(string Title, string Reference, string Subject, string Next, IReadOnlyList<MailFact> Facts, string Href, string Label, ComplaintPage? Complaint, string Files);
    internal sealed record AnswerMail(string Title, string Greeting, string Text, string Reference, string Subject, string Next, string Href, string Label, string Files);
    internal sealed record RetailerMail(string Reference, IReadOnlyList<MailFact> Facts, string PromisedOn, IReadOnlyList<string> Lines);
    internal sealed record MailFact(string Label, string Text);
}
