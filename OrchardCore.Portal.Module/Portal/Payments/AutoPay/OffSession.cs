using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Tenancy;
using Stripe;

namespace OrchardCore.Portal.Payments.AutoPay;

/// <summary>Asks Stripe for money from a saved method while the customer is away.</summary>
internal sealed class OffSession(StripeLine line, RetailerScope scope)
{
    /// <param name="IntentId">pi_…, however it ended; empty where Stripe made none.</param>
    /// <param name="Refusal">Why there is none.</param>
    internal sealed record Outcome(string IntentId, string Refusal);

    /// <summary>Asked again it is the same payment: the attempt's id is the idempotency key.</summary>
    public async Task<Outcome> AskAsync(PaymentAttempt attempt, string methodId, CancellationToken stop)
    {
        var stripe = await line.OpenAsync(stop);
        try
        {
            var intent = await stripe.V1.PaymentIntents.CreateAsync(new PaymentIntentCreateOptions
            {
                Amount = attempt.Amount.Minor,
                Currency = scope.Current.CurrencyCode.ToLowerInvariant(),
                Customer = attempt.StripeCustomer,
                PaymentMethod = methodId,
                OffSession = true,
                Confirm = true,
                Description = $"{attempt.Reference}, account {attempt.AccountNumber}",
                Metadata = StripeWords.MetadataOf(attempt, scope.Current),
            }, new RequestOptions { IdempotencyKey = attempt.Id.ToString("N") }, stop);
            return new(intent.Id, "");
        }
        // A card that is declined answers with an error that holds the payment.
        catch (StripeException fault) when (fault.StripeError is { PaymentIntent.Id: { } made })
        {
            return new(made, "");
        }
        // A key that was used with other words proves nothing about the money: that is a fault, not a refusal.
        catch (StripeException fault) when (fault.StripeError?.Type != "idempotency_error" && fault.HttpStatusCode is System.Net.HttpStatusCode.BadRequest or System.Net.HttpStatusCode.PaymentRequired or System.Net.HttpStatusCode.NotFound)
        {
            return new("", fault.StripeError?.Code ?? "resource_missing");
        }
    }
}
