using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.Attempts;

/// <summary>Tells the payer what became of a payment: once for each change, saved together with it.</summary>
internal sealed class PaymentMails(Mailer mailer, RetailerScope scope, RetailerCalendar calendar)
{
    /// <returns>Whether there is a mail to deliver.</returns>
    public async Task<bool> QueueAsync(PaymentAttempt attempt, PaymentState before)
    {
        if (attempt.Email == "" || attempt.State == before || Model(attempt, before) is not { } mail) return false;
        await mailer.QueueAsync("Payments/Attempts/PaymentMail", attempt.Email, mail.Subject, mail);
        return true;
    }

    public void DeliverSoon() => mailer.DeliverSoon();

    private PaymentMail? Model(PaymentAttempt attempt, PaymentState before)
    {
        var words = scope.Current.Wording;
        var amount = words.Money(attempt.Amount);
        var href = attempt.Kind == AttemptKind.Guest ? "" : mailer.Href($"/pay/{attempt.Id:N}");
        List<PaymentMailFact> facts =
        [
            new("Reference", attempt.Reference), new("Account", attempt.AccountNumber), new("Amount", $"{amount} {words.Currency.Code}"),
            .. attempt.With() is { Text: not "" } with ? [new PaymentMailFact("Paid with", with.Text)] : Array.Empty<PaymentMailFact>(),
            .. attempt.StatementNumber == "" ? Array.Empty<PaymentMailFact>() : [new PaymentMailFact(words.Word("Statement"), attempt.StatementNumber)],
            .. attempt.PaidAt is { } paid ? [new PaymentMailFact("Date", words.LongDate(calendar.DayOf(paid)))] : Array.Empty<PaymentMailFact>(),
        ];
        return (before, attempt.State) switch
        {
            (PaymentState.Started or PaymentState.Open or PaymentState.Processing or PaymentState.Failed or PaymentState.Cancelled, PaymentState.Paid) =>
                new($"Receipt for your payment of {amount}", $"Thank you: your payment of {amount} has arrived", "Keep this as your receipt.", facts, href, href == "" ? "" : "See the receipt"),
            (PaymentState.Started or PaymentState.Open, PaymentState.Processing) =>
                new($"Your payment of {amount} is on its way", $"Your payment of {amount} is with your bank", "A bank debit takes up to three business days. We write again when your bank has answered. Please do not pay this amount a second time.", facts, href, href == "" ? "" : "See how it stands"),
            (_, PaymentState.Failed) when attempt.Kind == AttemptKind.AutoPay => null,   // AutoPay writes itself, with what it does next
            (not PaymentState.Failed, PaymentState.Failed) when before == PaymentState.Processing || attempt.Method == PaymentMethod.DirectDebit =>   // what was declined on Stripe's page was seen there
                new($"Your payment of {amount} did not go through", $"Your bank sent the payment of {amount} back", $"{StripeWords.Reason(attempt.Failure)} The amount is still to pay. You can pay in another way, or ask us for more time.", facts, mailer.Href(attempt.Kind == AttemptKind.Guest ? "/pay/guest" : "/pay"), "Pay in another way"),
            (_, PaymentState.OutOfReach) =>
                new($"Your payment of {amount}: please check with us", $"We cannot look up your payment of {amount} any more", "It was not finished when we changed our account with our payment service. If it shows on your bank statement, tell us, and we put it right. Please do not pay this amount again before you know.", facts, mailer.Href(attempt.Kind == AttemptKind.Guest ? "/" : "/contact?type=payment-advice"), "Contact us"),
            _ => null,
        };
    }

    internal sealed record PaymentMail(string Subject, string Title, string Text, IReadOnlyList<PaymentMailFact> Facts, string Href, string Label);
    internal sealed record PaymentMailFact(string Label, string Text);
}
