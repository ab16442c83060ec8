using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Notifications;
using Stripe;

namespace OrchardCore.Portal.Payments.Gateway;

/// <summary>Keys as somebody gives them; empty is left as it was.</summary>
internal sealed record GivenKeys(string Secret, string Publishable, string WebhookSecret, string ConnectedAccount);

/// <summary>Takes a retailer's Stripe keys: tries them, encrypts them, and lets Stripe know where its events go.</summary>
internal sealed class SaveKeys(PortalDb db, KeyVault vault, StripeAccounts accounts, StripeLine line, ChangeOfAccount change, Mailer mailer, PublicAddress address, TimeProvider clock)
{
    /// <summary>What the portal acts on; it asks Stripe for nothing else.</summary>
    public static readonly IReadOnlyList<string> Events =
    [
        EventTypes.CheckoutSessionCompleted, EventTypes.CheckoutSessionAsyncPaymentSucceeded, EventTypes.CheckoutSessionAsyncPaymentFailed, EventTypes.CheckoutSessionExpired,
        EventTypes.PaymentIntentSucceeded, EventTypes.PaymentIntentProcessing, EventTypes.PaymentIntentPaymentFailed, EventTypes.PaymentIntentCanceled,
        EventTypes.ChargeRefunded, EventTypes.RefundCreated, EventTypes.RefundUpdated, EventTypes.RefundFailed,
        EventTypes.ChargeDisputeCreated, EventTypes.ChargeDisputeUpdated, EventTypes.ChargeDisputeClosed, EventTypes.ChargeDisputeFundsWithdrawn, EventTypes.ChargeDisputeFundsReinstated,
        EventTypes.SetupIntentSucceeded,
    ];

    /// <summary>Asks Stripe whether it knows the key.</summary>
    /// <returns>Nothing where all is well; else what to tell the person.</returns>
    public async Task<string?> TryAsync(StripeAccount account, CancellationToken stop)
    {
        try
        {
            var self = await line.Open(account).V1.Balance.GetAsync(cancellationToken: stop);
            return self is null ? "Stripe gave no answer to that key." : null;
        }
        catch (StripeException fault) when (fault.HttpStatusCode == System.Net.HttpStatusCode.Unauthorized)
        {
            return "Stripe does not know that key. Copy it again from your Stripe dashboard, under Developers, API keys.";
        }
        catch (StripeException fault)
        {
            return $"Stripe refused that key: {fault.StripeError?.Code ?? fault.HttpStatusCode.ToString()}. A restricted key needs to write Checkout Sessions, Payment Intents, Customers and Webhook Endpoints, and to read the rest.";
        }
        catch (HttpRequestException)
        {
            return "Stripe could not be reached, so the key could not be tried. Nothing was saved; try again in a moment.";
        }
    }

    /// <summary>Makes the webhook at Stripe that leads to this portal.</summary>
    /// <returns>Its secret.</returns>
    /// <exception cref="StripeException">Stripe does not want it; its message says why.</exception>
    public async Task<string> MakeWebhookAsync(StripeAccount account, CancellationToken stop)
    {
        var made = await line.Open(account).V1.WebhookEndpoints.CreateAsync(new WebhookEndpointCreateOptions
        {
            Url = address.To(StripeWebhook.Path),
            EnabledEvents = [.. Events],
            ApiVersion = StripeConfiguration.ApiVersion,
            Description = "Customer portal",
        }, cancellationToken: stop);
        return made.Secret;
    }

    /// <param name="leaves">These keys lead to another account: what the old one keeps is let go with the same stroke.</param>
    public async Task SaveAsync(GivenKeys given, string who, CancellationToken stop, bool leaves = false)
    {
        var account = new StripeAccount(given.Secret, given.WebhookSecret, given.ConnectedAccount);
        if (leaves) await change.LastLookAsync(stop);
        await using var together = await db.Database.BeginTransactionAsync(stop);
        await db.StripeKeys.Where(keys => keys.Id == StripeKeys.TheOnly).ExecuteDeleteAsync(stop);
        db.StripeKeys.Add(new StripeKeys
        {
            SecretSealed = vault.Seal(given.Secret),
            PublishableKey = given.Publishable,
            WebhookSealed = vault.Seal(given.WebhookSecret),
            ConnectedAccount = given.ConnectedAccount,
            IsLive = account.IsLive,
            SecretTail = given.Secret.Length > 12 ? given.Secret[^4..] : "",
            SavedAt = clock.GetUtcNow().UtcDateTime,
            SavedBy = who,
        });
        if (leaves) await change.LetGoAsync(stop);
        await db.SaveChangesAsync(stop);
        await together.CommitAsync(stop);
        accounts.Forget();
        mailer.DeliverSoon();
    }

    /// <summary>Saved methods stay: the same account may come back. AutoPay does not wait for that in silence.</summary>
    public async Task RemoveAsync(CancellationToken stop)
    {
        await change.LastLookAsync(stop);
        await using var together = await db.Database.BeginTransactionAsync(stop);
        await change.EndAutoPayAsync("AutoPay is off, because we do not take payments in the portal any more. Please pay in one of the other ways.", stop);
        await db.StripeKeys.ExecuteDeleteAsync(stop);
        await db.SaveChangesAsync(stop);
        await together.CommitAsync(stop);
        accounts.Forget();
        mailer.DeliverSoon();
    }
}
