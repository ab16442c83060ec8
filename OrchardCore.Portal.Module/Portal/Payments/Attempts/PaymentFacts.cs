using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.Attempts;

/// <summary>
/// What the ledger must say of a payment, and what is still to be added so that it does. Facts are only ever added: where Stripe
/// takes something back (a refund that failed, a dispute that was won), the difference is a fact of its own.
/// </summary>
internal static class PaymentFacts
{
    public const string Source = LedgerText.StripeSource;

    /// <param name="Id">The ledger's source id: our reference for the payment, Stripe's id for what comes after.</param>
    /// <param name="Amount">What all entries of this id must come to.</param>
    internal sealed record Fact(string Id, LedgerKind Kind, Money Amount, DateTime At, string Text);

    public static IEnumerable<Fact> Of(PaymentAttempt attempt, StripePayment now)
    {
        yield return new(attempt.Reference, LedgerKind.Payment, -now.Received, now.PaidAt ?? attempt.UpdatedAt, "Payment, thank you");
        foreach (var refund in now.Refunds)
            yield return new(refund.Id, LedgerKind.Refund, refund.Counts ? refund.Amount : Money.Zero, refund.At, "Refund");
        foreach (var dispute in now.Disputes)
            yield return new(dispute.Id, LedgerKind.Refund, dispute.Counts ? dispute.Amount : Money.Zero, dispute.At, "Payment disputed with the bank");
    }

    /// <summary>The entries that are missing. <paramref name="landed"/> are those of the same ids, whoever brought them.</summary>
    public static IEnumerable<LedgerEntry> Missing(PaymentAttempt attempt, StripePayment now, IReadOnlyList<LedgerEntry> landed, RetailerCalendar calendar)
    {
        foreach (var fact in Of(attempt, now))
        {
            var there = landed.Where(entry => IsOf(entry.SourceId, fact.Id)).ToList();
            var missing = fact.Amount - new Money(there.Sum(entry => entry.Amount.Minor));
            if (missing.IsZero) continue;
            yield return new LedgerEntry
            {
                AccountNumber = attempt.AccountNumber,
                On = there.Count == 0 ? calendar.DayOf(fact.At) : calendar.Today,
                Description = there.Count == 0 ? fact.Text : Reversed(fact),
                Amount = missing,
                Kind = fact.Kind,
                Method = attempt.Method,
                Comments = fact.Kind == LedgerKind.Payment ? attempt.With().Text : $"Of payment {attempt.Reference}, {attempt.With().Text}",
                StatementNumber = attempt.StatementNumber,
                Source = Source,
                SourceId = there.Count == 0 ? fact.Id : $"{fact.Id}#{there.Count + 1}",
            };
        }
    }

    public static bool IsOf(string sourceId, string fact) => sourceId == fact || sourceId.StartsWith(fact + "#", StringComparison.Ordinal);

    private static string Reversed(Fact fact) => fact.Kind == LedgerKind.Payment ? "Payment corrected"
        : fact.Id.StartsWith("re_", StringComparison.Ordinal) ? fact.Amount.IsZero ? "Refund that your bank sent back" : "Refund"
        : fact.Amount.IsZero ? "Dispute settled: your payment counts again" : "Payment disputed with the bank";
}
