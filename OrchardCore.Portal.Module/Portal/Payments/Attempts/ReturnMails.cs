using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.Attempts;

/// <summary>
/// Notes what went back of a payment, and tells whom it concerns: the payer of refunds, the retailer of what needs its hand. What was noted before is
/// not told again; the note, the ledger and the mail are saved together.
/// </summary>
internal sealed class ReturnMails(PortalDb db, Mailer mailer, RetailerScope scope, RetailerCalendar calendar, IStaffList staff)
{
    private Wording Words => scope.Current.Wording;

    /// <returns>Whether there is a mail to deliver.</returns>
    public async Task<bool> QueueAsync(PaymentAttempt attempt, StripePayment now, CancellationToken stop)
    {
        if (now.Refunds.Count + now.Disputes.Count == 0) return false;
        var known = await db.PaymentReturns.OfEveryAccount().Where(one => one.AttemptId == attempt.Id).ToDictionaryAsync(one => one.Id, stop);
        var told = false;
        foreach (var (id, amount, state, reason, answerBy, at) in Seen(now))
        {
            var before = known.GetValueOrDefault(id)?.State;
            if (!known.TryGetValue(id, out var row)) db.Add(row = new PaymentReturn { Id = id, AccountNumber = attempt.AccountNumber, AttemptId = attempt.Id, At = at });
            (row.Amount, row.State, row.Reason, row.AnswerBy) = (amount, state, reason, answerBy);
            if (before != state) told |= await WriteAsync(attempt, row, before, stop);
        }
        return told;
    }

    private static IEnumerable<(string Id, Money Amount, ReturnState State, string Reason, DateTime? AnswerBy, DateTime At)> Seen(StripePayment now) =>
        now.Refunds.Select(refund => (refund.Id, refund.Amount, refund.State, refund.Reason, (DateTime?)null, refund.At))
            .Concat(now.Disputes.Select(dispute => (dispute.Id, dispute.Amount, dispute.State, dispute.Reason, dispute.AnswerBy, dispute.At)));

    private async Task<bool> WriteAsync(PaymentAttempt attempt, PaymentReturn row, ReturnState? before, CancellationToken stop)
    {
        var amount = Words.Money(row.Amount);
        var written = false;
        if (row.State == ReturnState.Refunded)
            written = await ToPayerAsync(attempt, row, $"Refund of {amount}", $"We have sent {amount} back to you", "It arrives where you paid from, mostly within five to ten business days.");
        if (row.State == ReturnState.RefundFailed && before == ReturnState.Refunded)
            written = await ToPayerAsync(attempt, row, $"Your refund of {amount} did not arrive", $"Your bank did not take the refund of {amount}", "The money is back with us and on your account again. Please contact us, so that we can send it in another way.");
        foreach (var (text, office) in OfficeText(row) is { } said ? (await OfficeAsync(stop)).Select(address => (said, address)) : [])
        {
            await mailer.QueueAsync("Payments/Attempts/ReturnOfficeMail", office, $"{text.Title}: {attempt.Reference}", new OfficeMail(
                text.Title, text.Text, Facts(attempt, row), mailer.Href($"/admin/payments/{attempt.Id:N}"), "Open the payment"));
            written = true;
        }
        return written;
    }

    /// <summary>Whoever may see payments, and the retailer's own mailbox: an answer to a bank has a last day.</summary>
    private async Task<IEnumerable<string>> OfficeAsync(CancellationToken stop) =>
        (await staff.WhoMayAsync(Policies.SeePayments, stop)).Select(one => one.Email).Append(scope.Current.Contact.Email).Where(address => address != "").Distinct(StringComparer.OrdinalIgnoreCase);

    private (string Title, string Text)? OfficeText(PaymentReturn row) => (row.State, Words.Money(row.Amount)) switch
    {
        (ReturnState.Disputed, var amount) => ($"A payment of {amount} is disputed", $"The payer's bank holds the money back, so the account owes it again. Answer in your Stripe dashboard{Until(row)}; without an answer it is lost."),
        (ReturnState.Inquiry, var amount) => ($"A bank asks about a payment of {amount}", $"The money stays with you for now. Answer in your Stripe dashboard{Until(row)}, so that it does not become a dispute."),
        (ReturnState.DisputeWon, var amount) => ($"The dispute over {amount} is won", "The money is yours again, and counts on the account again."),
        (ReturnState.DisputeLost, var amount) => ($"The dispute over {amount} is lost", "The bank has given the money back to the payer. The account still owes it."),
        (ReturnState.InquiryClosed, var amount) => ($"The bank's question about {amount} is closed", "Nothing has changed: the payment counts."),
        (ReturnState.RefundFailed, var amount) => ($"A refund of {amount} did not arrive", "The payer's bank sent it back, and it is in your Stripe balance. It counts on the account again; agree with the customer how to send it."),
        _ => null,
    };

    private string Until(PaymentReturn row) => row.AnswerBy is { } by ? $" until {Words.LongDate(calendar.DayOf(by))}" : "";

    private async Task<bool> ToPayerAsync(PaymentAttempt attempt, PaymentReturn row, string subject, string title, string text)
    {
        if (attempt.Email == "") return false;
        var href = attempt.Kind == AttemptKind.Guest ? "" : mailer.Href($"/pay/{attempt.Id:N}");
        await mailer.QueueAsync("Payments/Attempts/PaymentMail", attempt.Email, subject, new PaymentMails.PaymentMail(subject, title, text,
            [.. Facts(attempt, row).Select(fact => new PaymentMails.PaymentMailFact(fact.Label, fact.Text))], href, href == "" ? "" : "See the payment"));
        return true;
    }

    private List<Fact> Facts(PaymentAttempt attempt, PaymentReturn row)
    {
        List<Fact> facts =
        [
            new("Amount", $"{Words.Money(row.Amount)} {Words.Currency.Code}"), new("Of payment", $"{attempt.Reference}, {Words.Money(attempt.Amount)}"), new("Paid with", attempt.With().Text), new("Account", attempt.AccountNumber),
            new("Reason", row.Reason.Replace('_', ' ')),
        ];
        return [.. facts.Where(fact => fact.Text != "")];
    }

    internal sealed record OfficeMail(string Title, string Text, IReadOnlyList<Fact> Facts, string Href, string Label);
    internal sealed record Fact(string Label, string Text);
}
