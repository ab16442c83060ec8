using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.Attempts;

/// <summary>What a payment becomes when Stripe was asked. Events come twice, late and out of order; Stripe's answer is always the present.</summary>
internal static class PaymentLife
{
    public static PaymentState Of(StripePayment now) => now.Stage switch
    {
        StripeStage.Open => PaymentState.Open,
        StripeStage.Processing => PaymentState.Processing,
        StripeStage.Failed => PaymentState.Failed,
        StripeStage.Expired => PaymentState.Cancelled,
        _ when now.Disputes.Any(dispute => dispute.Counts) => PaymentState.Disputed,
        _ when Back(now) >= now.Received => PaymentState.Refunded,
        _ => PaymentState.Paid,
    };

    public static void Take(this PaymentAttempt attempt, StripePayment now, DateTime at)
    {
        attempt.State = Of(now);
        attempt.Open = attempt.State == PaymentState.Open ? attempt.AccountNumber : null;
        if (now.SessionId != "") attempt.SessionId = now.SessionId;
        if (now.Url != "") attempt.Url = now.Url;
        if (now.IntentId != "") attempt.IntentId = now.IntentId;
        if (now.With != PaidWith.Nothing) (attempt.Method, attempt.Brand, attempt.Last4) = (now.With.Method, now.With.Brand, now.With.Last4);
        attempt.Failure = now.Failure;
        attempt.PaidAt ??= now.PaidAt;
        attempt.UpdatedAt = at;
    }

    /// <summary>Counted also where nothing else changed: whoever looked at Stripe earlier and saves later must look again.</summary>
    public static void Looked(this PaymentAttempt attempt) => attempt.Version++;

    public static PaidWith With(this PaymentAttempt attempt) => new(attempt.Method, attempt.Brand, attempt.Last4);

    private static Money Back(StripePayment now) => new(now.Refunds.Where(refund => refund.Counts).Sum(refund => refund.Amount.Minor));
}
