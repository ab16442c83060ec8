using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments;

/// <summary>Why pressing Pay did not lead to Stripe's page.</summary>
internal static class PayWords
{
    public static string Refusal(PayOutcome outcome, Wording words) => outcome switch
    {
        PayOutcome.TooMuch much => $"That is too much: {words.Money(much.Most)} at most.",
        PayOutcome.TooLittle little => $"{words.Money(little.Least)} is the least that can be paid here.",
        PayOutcome.Busy => "An automatic payment is being made for this account in this moment. Wait a minute, then look again.",
        _ => "The payment page could not be opened just now. No money has been taken. Try again in a minute, or pay in another way.",
    };
}
