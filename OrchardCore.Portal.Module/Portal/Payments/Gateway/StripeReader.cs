using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Words;
using Stripe;
using Stripe.Checkout;

namespace OrchardCore.Portal.Payments.Gateway;

/// <summary>Asks Stripe how a payment stands. Events and redirects only tell that there is something to ask about.</summary>
internal sealed class StripeReader(StripeLine line)
{
    private static readonly List<string> WithCharge = ["latest_charge"];
    private static readonly List<string> WithIntent = ["payment_intent.latest_charge"];

    /// <returns>Nothing where Stripe has never heard of it.</returns>
    public async Task<StripePayment?> ReadAsync(PaymentAttempt attempt, CancellationToken stop)
    {
        var stripe = await line.OpenAsync(stop);
        if (attempt.Kind == AttemptKind.AutoPay)
            return (attempt.IntentId == "" ? await FindIntentAsync(stripe, attempt, stop) : await IntentAsync(stripe, attempt.IntentId, stop)) is { } debit ? await OfIntentAsync(stripe, debit, attempt, null, stop) : null;
        var session = attempt.SessionId != ""
            ? await stripe.V1.Checkout.Sessions.GetAsync(attempt.SessionId, new SessionGetOptions { Expand = WithIntent }, cancellationToken: stop)
            : await FindSessionAsync(stripe, attempt, stop);
        if (session is null) return null;
        if (session.PaymentIntent is { } intent) return await OfIntentAsync(stripe, intent, attempt, session, stop);
        return new StripePayment { Stage = session.Status == "expired" ? StripeStage.Expired : StripeStage.Open, SessionId = session.Id, Url = session.Url ?? "" };
    }

    /// <summary>The attempt of ours that a payment at Stripe belongs to, as its metadata say.</summary>
    public async Task<Guid?> AttemptOfAsync(string intentId, CancellationToken stop) =>
        AttemptOf((await IntentAsync(await line.OpenAsync(stop), intentId, stop)).Metadata);

    public static Guid? AttemptOf(Dictionary<string, string>? metadata) =>
        metadata is not null && metadata.TryGetValue(StripeWords.AttemptKey, out var text) && Guid.TryParse(text, out var id) ? id : null;

    private static Task<PaymentIntent> IntentAsync(StripeClient stripe, string id, CancellationToken stop) =>
        stripe.V1.PaymentIntents.GetAsync(id, new PaymentIntentGetOptions { Expand = WithCharge }, cancellationToken: stop);

    /// <summary>After a crash between Stripe's answer and our note of it.</summary>
    private static async Task<Session?> FindSessionAsync(StripeClient stripe, PaymentAttempt attempt, CancellationToken stop)
    {
        var around = new DateRangeOptions { GreaterThanOrEqual = attempt.CreatedAt.AddMinutes(-5), LessThan = attempt.CreatedAt.AddHours(2) };
        var sessions = stripe.V1.Checkout.Sessions.ListAutoPagingAsync(new SessionListOptions { Created = around, Limit = 100, Expand = ["data.payment_intent.latest_charge"] }, cancellationToken: stop);
        await foreach (var session in sessions)
            if (session.ClientReferenceId == attempt.Id.ToString("N")) return session;
        return null;
    }

    /// <summary>The same, for a debit that was asked for without a page.</summary>
    private static async Task<PaymentIntent?> FindIntentAsync(StripeClient stripe, PaymentAttempt attempt, CancellationToken stop)
    {
        if (attempt.StripeCustomer == "") return null;
        var since = new DateRangeOptions { GreaterThanOrEqual = attempt.CreatedAt.AddMinutes(-5) };
        await foreach (var intent in stripe.V1.PaymentIntents.ListAutoPagingAsync(new PaymentIntentListOptions { Customer = attempt.StripeCustomer, Created = since, Limit = 100, Expand = ["data.latest_charge"] }, cancellationToken: stop))
            if (AttemptOf(intent.Metadata) == attempt.Id) return intent;
        return null;
    }

    private static async Task<StripePayment> OfIntentAsync(StripeClient stripe, PaymentIntent intent, PaymentAttempt attempt, Session? session, CancellationToken stop)
    {
        var charge = intent.LatestCharge;
        var sent = intent.Status == "succeeded" && (attempt.WasPaid || charge is { AmountRefunded: > 0 } or { Disputed: true });
        return new StripePayment
        {
            Stage = StageOf(intent, session),
            SessionId = session?.Id ?? "",
            Url = session?.Url ?? "",
            IntentId = intent.Id,
            Received = intent.Status == "succeeded" ? new Money(intent.AmountReceived) : Money.Zero,
            PaidAt = intent.Status == "succeeded" ? charge?.Created ?? intent.Created : null,
            With = StripeWords.PaidWith(charge?.PaymentMethodDetails),
            Failure = intent.Status == "succeeded" ? "" : intent.LastPaymentError?.DeclineCode ?? intent.LastPaymentError?.Code ?? "",
            Refunds = sent ? await RefundsAsync(stripe, intent.Id, stop) : [],
            Disputes = sent ? await DisputesAsync(stripe, intent.Id, stop) : [],
        };
    }

    // What was declined on Stripe's page may be tried again there while it is open; what was asked for without the person is over.
    private static StripeStage StageOf(PaymentIntent intent, Session? session) => (intent.Status, session?.Status) switch
    {
        ("succeeded", _) => StripeStage.Succeeded,
        ("processing", _) => StripeStage.Processing,
        ("canceled", _) => StripeStage.Expired,
        (_, "open") => StripeStage.Open,
        (_, "expired") when intent.LastPaymentError is null => StripeStage.Expired,
        _ => StripeStage.Failed,
    };

    private static async Task<List<StripeRefund>> RefundsAsync(StripeClient stripe, string intentId, CancellationToken stop)
    {
        List<StripeRefund> refunds = [];
        await foreach (var refund in stripe.V1.Refunds.ListAutoPagingAsync(new RefundListOptions { PaymentIntent = intentId, Limit = 100 }, cancellationToken: stop))
            refunds.Add(new StripeRefund(refund.Id, new Money(refund.Amount), StripeWords.StateOf(refund), refund.FailureReason ?? "", refund.Created));
        return refunds;
    }

    private static async Task<List<StripeDispute>> DisputesAsync(StripeClient stripe, string intentId, CancellationToken stop)
    {
        List<StripeDispute> disputes = [];
        await foreach (var dispute in stripe.V1.Disputes.ListAutoPagingAsync(new DisputeListOptions { PaymentIntent = intentId, Limit = 100 }, cancellationToken: stop))
            disputes.Add(new StripeDispute(dispute.Id, new Money(dispute.Amount), StripeWords.StateOf(dispute), dispute.Reason ?? "", dispute.EvidenceDetails?.DueBy, dispute.Created));
        return disputes;
    }
}
