using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Transactions;

/// <summary>Where an entry stands, when it is not simply posted.</summary>
internal enum LedgerStatus { Posted, Pending, Returned, Refunded, Disputed }

/// <summary>The ledger's words, as people say them.</summary>
internal static class LedgerText
{
    // The file has no column for it: a payment that the bank has not confirmed says so at the start of its comments (docs of transactions.csv).
    private const string PendingMark = "Pending:";

    /// <summary>The source of entries that payments here brought.</summary>
    public const string StripeSource = "stripe";

    extension(LedgerEntry entry)
    {
        public LedgerStatus Status => entry switch
        {
            { Kind: LedgerKind.Payment } when entry.Comments.StartsWith(PendingMark, StringComparison.OrdinalIgnoreCase) => LedgerStatus.Pending,
            // Stripe's ids say what they are (its "ID prefixes"): refunds, disputes.
            { Source: StripeSource, Amount.IsPositive: true, SourceId: ['d', 'p', '_', ..] } or { Source: StripeSource, Amount.IsPositive: true, SourceId: ['d', 'u', '_', ..] } => LedgerStatus.Disputed,
            { Source: StripeSource, Kind: LedgerKind.Refund, Amount.IsPositive: true } => LedgerStatus.Refunded,
            { Source: StripeSource } => LedgerStatus.Posted,
            // What comes back by the way that it was paid was sent back by the bank; a credit that is paid out goes by transfer.
            { Kind: LedgerKind.Refund, Amount.IsPositive: true, Method: PaymentMethod.DirectDebit or PaymentMethod.Card or PaymentMethod.Cheque } => LedgerStatus.Returned,
            _ => LedgerStatus.Posted,
        };
    }

    public static string Method(PaymentMethod method) => method switch
    {
        PaymentMethod.None => "",
        PaymentMethod.DirectDebit => "Direct debit",
        PaymentMethod.Bpay => "BPAY",
        PaymentMethod.Transfer => "Bank transfer",
        _ => method.ToString(),
    };

    public static IReadOnlyList<Choice> Kinds(Wording words) =>
    [
        new("bill", words.Word("Statements")), new("payment", words.Word("Payments")), new("adjustment", words.Word("Adjustments")), new("refund", words.Word("Refunds and returns")),
    ];
}
