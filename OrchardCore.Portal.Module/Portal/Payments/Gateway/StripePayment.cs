using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.Gateway;

/// <summary>What Stripe holds of one payment at the moment of asking, in our words.</summary>
internal sealed record StripePayment
{
    public required StripeStage Stage { get; init; }
    public string SessionId { get; init; } = "";

    /// <summary>Stripe's page, while it is open.</summary>
    public string Url { get; init; } = "";

    /// <summary>pi_…; empty until somebody tried to pay.</summary>
    public string IntentId { get; init; } = "";
    public Money Received { get; init; }
    public DateTime? PaidAt { get; init; }
    public PaidWith With { get; init; } = PaidWith.Nothing;

    /// <summary>Stripe's code of the last failure, "card_declined"; empty where there was none.</summary>
    public string Failure { get; init; } = "";
    public IReadOnlyList<StripeRefund> Refunds { get; init; } = [];
    public IReadOnlyList<StripeDispute> Disputes { get; init; } = [];
}

internal enum StripeStage
{
    /// <summary>The payment page waits for the person.</summary>
    Open,

    /// <summary>The bank has been asked and has not answered yet.</summary>
    Processing,
    Succeeded,
    Failed,

    /// <summary>The page was closed before anybody paid.</summary>
    Expired,
}

/// <param name="Brand">"Visa"; empty for a bank account.</param>
internal sealed record PaidWith(PaymentMethod Method, string Brand, string Last4)
{
    public static readonly PaidWith Nothing = new(PaymentMethod.None, "", "");

    public static PaidWith Card(string brand, string? last4) => new(PaymentMethod.Card, brand, last4 ?? "");
    public static PaidWith Bank(string? last4) => new(PaymentMethod.DirectDebit, "", last4 ?? "");
    public static PaidWith Other(string name) => new(PaymentMethod.Other, name, "");

    /// <summary>"Visa ending 4242", "Bank account ending 3456".</summary>
    public string Text => (Brand, Method, Last4) switch
    {
        (_, PaymentMethod.None, _) => "",
        (_, PaymentMethod.DirectDebit, "") => "Bank account",
        (_, PaymentMethod.DirectDebit, _) => $"Bank account ending {Last4}",
        ("", PaymentMethod.Card, "") => "Card",
        ("", _, "") => LedgerText.Method(Method),
        (_, _, "") => Brand,
        ("", _, _) => $"Card ending {Last4}",
        _ => $"{Brand} ending {Last4}",
    };
}

/// <param name="Reason">Why it failed, as Stripe's code; empty where it did not.</param>
internal sealed record StripeRefund(string Id, Money Amount, ReturnState State, string Reason, DateTime At)
{
    /// <summary>Whether the money has gone back.</summary>
    public bool Counts => State == ReturnState.Refunded;
}

/// <param name="Reason">What the payer told the bank, as Stripe's code.</param>
/// <param name="AnswerBy">Until when the retailer can answer.</param>
internal sealed record StripeDispute(string Id, Money Amount, ReturnState State, string Reason, DateTime? AnswerBy, DateTime At)
{
    /// <summary>Whether the bank holds the money back: not while it only inquires, and not once the retailer has won.</summary>
    public bool Counts => State is ReturnState.Disputed or ReturnState.DisputeLost;
}
