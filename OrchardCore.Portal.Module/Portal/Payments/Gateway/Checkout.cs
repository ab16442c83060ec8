using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Tenancy;
using Stripe;
using Stripe.Checkout;

namespace OrchardCore.Portal.Payments.Gateway;

/// <summary>Stripe's hosted payment page (Checkout by redirect: PCI DSS SAQ A, no card field and no script of Stripe's on our pages).</summary>
internal sealed class Checkout(StripeLine line, RetailerScope scope, PublicAddress address)
{
    internal sealed record Opened(string SessionId, string Url);

    /// <summary>Opens the page of an attempt. Asked again it is the same page: the attempt's id is the idempotency key.</summary>
    public async Task<Opened> OpenAsync(PaymentAttempt attempt, CancellationToken stop)
    {
        var stripe = await line.OpenAsync(stop);
        var session = await stripe.V1.Checkout.Sessions.CreateAsync(Ask(attempt), new RequestOptions { IdempotencyKey = attempt.Id.ToString("N") }, stop);
        return new Opened(session.Id, session.Url);
    }

    public async Task CloseAsync(string sessionId, CancellationToken stop)
    {
        try
        {
            await (await line.OpenAsync(stop)).V1.Checkout.Sessions.ExpireAsync(sessionId, cancellationToken: stop);
        }
        catch (StripeException fault) when (fault.StripeError?.Type == "invalid_request_error")
        {
            // Not open any more: paid or expired. Whoever asked looks again.
        }
    }

    private SessionCreateOptions Ask(PaymentAttempt attempt)
    {
        var retailer = scope.Current;
        var words = retailer.Wording;
        var covers = attempt.StatementNumber == "" ? "" : $", {words.Word("Statement").ToLower(words.Culture)} {attempt.StatementNumber}";
        var back = address.To(attempt.Kind == AttemptKind.Guest ? $"/pay/guest/{attempt.Id:N}" : $"/pay/{attempt.Id:N}");
        var customer = attempt.StripeCustomer == "" ? null : attempt.StripeCustomer;
        var metadata = StripeWords.MetadataOf(attempt, retailer);
        return new SessionCreateOptions
        {
            Mode = "payment",
            SubmitType = "pay",
            ClientReferenceId = attempt.Id.ToString("N"),
            Customer = customer,
            CustomerEmail = customer is null && attempt.Email != "" ? attempt.Email : null,
            LineItems =
            [
                new()
                {
                    Quantity = 1,
                    PriceData = new()
                    {
                        Currency = retailer.CurrencyCode.ToLowerInvariant(),
                        UnitAmount = attempt.Amount.Minor,
                        ProductData = new() { Name = $"{retailer.Name}: account {attempt.AccountNumber}{covers}" },
                    },
                },
            ],
            Metadata = metadata,
            PaymentIntentData = new() { Metadata = metadata, Description = $"{attempt.Reference}, account {attempt.AccountNumber}" },
            SavedPaymentMethodOptions = customer is null ? null : new() { PaymentMethodSave = "enabled" },
            SuccessUrl = back,
            CancelUrl = back + "?back=1",
            ExpiresAt = attempt.ExpiresAt,
            Locale = StripeWords.LocaleOf(retailer),
            BrandingSettings = StripeWords.BrandingOf(retailer, address.Base),
        };
    }
}
