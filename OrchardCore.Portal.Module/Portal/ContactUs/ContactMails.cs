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
                log.IsComplaint ? ComplaintPage.Of(scope.Current) : null));
        }
        await TellRetailerAsync(log, $"New: {log.Reference}, {words.Word(MessageTypes.Of(log.Type).Label)}");
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
            log.IsPrivate ? [] : [new("Account", log.AccountNumber), new("Subject", log.Subject), new("Message type", words.Word(MessageTypes.Of(log.Type).Label)), new("Complaint", log.IsComplaint ? "Yes" : "No"), .. Facts(log, words)],
            log.PromisedOn is { } promised ? words.LongDate(promised) : "",
            log.IsPrivate ? ["What it says is shown to those who are trained for it. Do not call or write to the customer in any other way than the one it names."] : log.Messages[^1].Text.Split('\n')));
    }

    private static IReadOnlyList<MailFact> Facts(ContactLog log, Wording words) =>
    [
        .. log.MeterNumber == "" ? Array.Empty<MailFact>() : [new MailFact(words.Word("Meter Number"), log.MeterNumber)],
        .. log.StatementNumber == "" ? Array.Empty<MailFact>() : [new MailFact(words.Word("Statement Number"), log.StatementNumber)],
        .. log.Details.Select(detail => new MailFact(detail.Label, detail.Text)),
    ];

    internal sealed record OpenedMail(string Title, string Reference, string Subject, string Next, IReadOnlyList<MailFact> Facts, string Href, string Label, ComplaintPage? Complaint);
    internal sealed record RetailerMail(string Reference, IReadOnlyList<MailFact> Facts, string PromisedOn, IReadOnlyList<string> Lines);
    internal sealed record MailFact(string Label, string Text);
}
