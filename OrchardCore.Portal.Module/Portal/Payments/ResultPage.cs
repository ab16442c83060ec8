using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments;

/// <summary>The end of a payment, for customers and guests: Paid, Processing, Declined or Cancelled, each in words of its own.</summary>
/// <param name="Tone">good, warn, bad or flat.</param>
internal sealed record ResultPage(string Tone, string Icon, string Title, string Text, string Amount, IReadOnlyList<ResultPage.Fact> Facts, CellAction Primary)
{
    /// <summary>What is owed after it; empty where it changed nothing.</summary>
    public string Balance { get; init; } = "";
    public string ReceiptHref { get; init; } = "";
    public IReadOnlyList<CellAction> More { get; init; } = [];

    internal sealed record Fact(string Label, string Text);

    /// <param name="asked">False where Stripe could not be asked just now.</param>
    public static ResultPage Of(PaymentAttempt attempt, bool asked, Wording words, RetailerCalendar calendar)
    {
        var amount = words.Money(attempt.Amount);
        var home = new CellAction(words.Word("Back to my dashboard"), Links.To("/"));
        var again = Links.To($"/pay/{attempt.Id:N}");
        var (tone, icon, title, text, primary) = attempt.State switch
        {
            PaymentState.Paid => ("good", "circle-check", "Paid", attempt.Email == "" ? "Thank you, your payment has arrived." : $"Thank you, your payment has arrived. The receipt goes to {attempt.Email}.", home),
            PaymentState.Refunded => ("", "undo-2", "Refunded", "This payment was sent back to where it came from. It arrives mostly within five to ten business days.", home),
            PaymentState.Disputed => ("warn", "triangle-alert", "Disputed", "Your bank holds this payment back because it was disputed, so it does not count at the moment. Call us if that was a mistake.", home),
            PaymentState.Processing => ("warn", "clock", "Processing", "Your bank has been asked for the money. A bank debit takes up to three business days, and it may still be refused; we write to you either way. Please do not pay this amount a second time.", home),
            PaymentState.OutOfReach => ("warn", "triangle-alert", "Not known", "This payment was not finished when we changed our account with our payment service, so we cannot look up how it ended. If it shows on your bank statement, tell us before you pay again.", home),
            _ when !asked => ("warn", "clock", "We are checking", "The payment service gives no answer just now, so we cannot say yet how this payment ended. Look again in a minute, before you pay a second time.", new CellAction("Look again", again)),
            PaymentState.Failed => ("bad", "circle-alert", "Declined", $"{StripeWords.Reason(attempt.Failure)} No money has been taken.", new CellAction("Pay in another way", Links.To("/pay"))),
            PaymentState.Open when attempt.Failure != "" => ("bad", "circle-alert", "Declined", $"{StripeWords.Reason(attempt.Failure)} No money has been taken. Contact your bank, or use another card or account.", new CellAction("Try again", attempt.Url)),
            PaymentState.Open => ("", "circle-x", "Cancelled", "You left the payment page before paying. No money has been taken.", new CellAction("Go back and pay", attempt.Url)),
            _ => ("", "circle-x", "Cancelled", "This payment was not made. No money has been taken.", new CellAction("Start again", Links.To("/pay"))),
        };
        List<Fact> facts = [new("Reference", attempt.Reference)];
        if (attempt.With().Text is { Length: > 0 } with && attempt.State != PaymentState.Open) facts.Add(new("Paid with", with));
        if (attempt.StatementNumber != "") facts.Add(new(words.Word("Statement"), attempt.StatementNumber));
        if (attempt.PaidAt is { } paid) facts.Add(new("Date", words.LongDate(calendar.DayOf(paid))));
        return new(tone, icon, words.Word(title), text, amount, facts, primary);
    }
}
