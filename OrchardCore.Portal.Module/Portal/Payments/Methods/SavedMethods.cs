using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Words;
using Stripe;

namespace OrchardCore.Portal.Payments.Methods;

/// <summary>What an account has saved at Stripe, and Stripe's customer that it belongs to.</summary>
internal sealed class SavedMethods(PortalDb db, StripeLine line, RetailerCalendar calendar)
{
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
