using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;
using Stripe;
using Stripe.Checkout;

namespace OrchardCore.Portal.Payments.Methods;

/// <summary>What an account has saved at Stripe, and Stripe's customer that it belongs to.</summary>
internal sealed class SavedMethods(PortalDb db, StripeLine line, RetailerScope scope, PublicAddress address, RetailerCalendar calendar)
{
    /// <summary>Opens Stripe's page where a card or bank account is saved, for the account's customer at Stripe, who is made where there is none.</summary>
    /// <returns>The address of the page.</returns>
    public async Task<string> OpenAsync(Tenancy.Customer customer, CancellationToken stop)
    {
        var stripe = await line.OpenAsync(stop);
        var retailer = scope.Current;
        var metadata = new Dictionary<string, string> { ["portal_retailer"] = retailer.Id, [StripeWords.AccountKey] = customer.AccountNumber };
        var session = await stripe.V1.Checkout.Sessions.CreateAsync(new SessionCreateOptions
        {
            Mode = "setup",
            Currency = retailer.CurrencyCode.ToLowerInvariant(),
            Customer = await CustomerAsync(stripe, customer, metadata, stop),
            Metadata = metadata,
            SetupIntentData = new() { Metadata = metadata },
            SuccessUrl = address.To("/pay/methods/added?session={CHECKOUT_SESSION_ID}"),
            CancelUrl = address.To("/pay/methods"),
            Locale = StripeWords.LocaleOf(retailer),
            BrandingSettings = StripeWords.BrandingOf(retailer, address.Base),
        }, cancellationToken: stop);
        return session.Url;
    }

    /// <summary>Back from Stripe's page: takes what was saved there, when the page was this account's.</summary>
    public async Task<bool> TakeFromPageAsync(Tenancy.Customer customer, string sessionId, CancellationToken stop)
    {
        var session = await (await line.OpenAsync(stop)).V1.Checkout.Sessions.GetAsync(sessionId, cancellationToken: stop);
        return session.Metadata.GetValueOrDefault(StripeWords.AccountKey) == customer.AccountNumber && session.SetupIntentId is { } setup && await TakeAsync(setup, stop);
    }

    /// <summary>Has Stripe forget it; AutoPay with it ends.</summary>
    public async Task RemoveAsync(SavedMethod method, CancellationToken stop)
    {
        try
        {
            await (await line.OpenAsync(stop)).V1.PaymentMethods.DetachAsync(method.Id, cancellationToken: stop);
        }
        catch (StripeException fault) when (fault.StripeError?.Type == "invalid_request_error" && fault.HttpStatusCode is System.Net.HttpStatusCode.BadRequest or System.Net.HttpStatusCode.NotFound)
        {
            // Forgotten already.
        }
        db.Remove(method);
        await db.SaveChangesAsync(stop);
    }

    private async Task<string> CustomerAsync(StripeClient stripe, Tenancy.Customer customer, Dictionary<string, string> metadata, CancellationToken stop)
    {
        if (await db.StripeCustomers.For(customer).SingleOrDefaultAsync(stop) is { } known) return known.CustomerId;
        // The account is the idempotency key: two browsers make one.
        var made = await stripe.V1.Customers.CreateAsync(new CustomerCreateOptions { Email = customer.Email, Name = customer.Name, Metadata = metadata },
            new RequestOptions { IdempotencyKey = $"customer-{scope.Current.Id}-{customer.AccountNumber}-{customer.UserId:N}" }, stop);
        db.Add(new StripeCustomer { AccountNumber = customer.AccountNumber, CustomerId = made.Id, CreatedAt = calendar.UtcNow });
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
        }
        return await db.StripeCustomers.For(customer).Select(one => one.CustomerId).SingleAsync(stop);
    }

    /// <summary>Stores what a setup session saved; again is harmless. The event and the way back from Stripe's page both come here.</summary>
    /// <returns>False where it is not for an account of ours, or nothing was saved.</returns>
    public async Task<bool> TakeAsync(string setupIntentId, CancellationToken stop)
    {
        var stripe = await line.OpenAsync(stop);
        var setup = await stripe.V1.SetupIntents.GetAsync(setupIntentId, new SetupIntentGetOptions { Expand = ["payment_method"] }, cancellationToken: stop);
        if (setup is not { Status: "succeeded", PaymentMethod: { } method, CustomerId: { } customer }) return false;
        var owner = await db.StripeCustomers.OfEveryAccount().SingleOrDefaultAsync(one => one.CustomerId == customer, stop);
        if (owner is null || setup.Metadata?.GetValueOrDefault(StripeWords.AccountKey) != owner.AccountNumber) return false;
        if (await db.SavedMethods.OfEveryAccount().AnyAsync(one => one.Id == method.Id, stop)) return true;

        var with = StripeWords.PaidWith(method);
        db.Add(new SavedMethod
        {
            Id = method.Id,
            AccountNumber = owner.AccountNumber,
            Method = with.Method,
            Brand = with.Brand,
            Last4 = with.Last4,
            ExpiresOn = method.Card is { } card ? new DateOnly((int)card.ExpYear, (int)card.ExpMonth, 1) : null,
            AddedAt = calendar.UtcNow,
        });
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();   // the event and the person came at once
            if (!await db.SavedMethods.OfEveryAccount().AnyAsync(one => one.Id == method.Id, stop)) throw;
        }
        return true;
    }
}
