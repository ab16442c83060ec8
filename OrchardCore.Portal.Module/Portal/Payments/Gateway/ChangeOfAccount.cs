using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.AutoPay;
using OrchardCore.Portal.Payments.Methods;
using OrchardCore.Portal.Words;
using Stripe;

namespace OrchardCore.Portal.Payments.Gateway;

/// <summary>What is kept at the Stripe account of today, and could not be used with the keys of another.</summary>
/// <param name="Payments">That are not finished.</param>
internal sealed record KeptAtStripe(int Methods, int AutoPays, int Payments)
{
    public bool IsNothing => Methods + AutoPays + Payments == 0;
}

/// <summary>
/// A retailer that goes to another Stripe account, or from test mode to live. What the old one keeps is of no use with the new keys, and to go on
/// with it would be a failing call each night: it is let go, and the customers are told.
/// </summary>
internal sealed class ChangeOfAccount(PortalDb db, StripeLine line, Checkout checkout, SettlePayment settle, PaymentMails mails, AutoPayMails autopay, RetailerCalendar calendar, ILogger<ChangeOfAccount> log)
{
    public async Task<KeptAtStripe> KeptAsync(CancellationToken stop) => new(
        await db.SavedMethods.OfEveryAccount().CountAsync(stop), await db.AutoPayPlans.OfEveryAccount().CountAsync(stop), await Unfinished.CountAsync(stop));

    /// <summary>Whether these keys lead elsewhere: Stripe is asked for something of ours that it would know. Another key of the same account does.</summary>
    /// <exception cref="StripeException">The key may not look.</exception>
    public async Task<bool> IsOtherAsync(StripeAccount given, CancellationToken stop)
    {
        var stripe = line.Open(given);
        var newest = db.PaymentAttempts.OfEveryAccount().Where(one => one.State != PaymentState.OutOfReach).OrderByDescending(one => one.CreatedAt);
        try
        {
            if (await db.StripeCustomers.OfEveryAccount().OrderByDescending(one => one.CreatedAt).Select(one => one.CustomerId).FirstOrDefaultAsync(stop) is { } customer)
                await stripe.V1.Customers.GetAsync(customer, cancellationToken: stop);
            else if (await newest.Where(one => one.SessionId != "").Select(one => one.SessionId).FirstOrDefaultAsync(stop) is { } session)
                await stripe.V1.Checkout.Sessions.GetAsync(session, cancellationToken: stop);
            return false;
        }
        catch (StripeException fault) when (fault.HttpStatusCode == System.Net.HttpStatusCode.NotFound || fault.StripeError?.Code == "resource_missing")
        {
            return true;
        }
    }

    /// <summary>With the old keys, while they are there: pages that are open are closed, and every payment is looked at a last time.</summary>
    public async Task LastLookAsync(CancellationToken stop)
    {
        foreach (var attempt in await Unfinished.AsNoTracking().ToListAsync(stop))
        {
            try
            {
                if (attempt.SessionId != "" && attempt.State == PaymentState.Open) await checkout.CloseAsync(attempt.SessionId, stop);
                await settle.RunAsync(attempt.Id, stop);
            }
            catch (Exception fault) when (StripeFault.Is(fault, stop) || fault is InvalidOperationException or DbUpdateException)
            {
                log.NoLastLook(attempt.Id, StripeFault.KindOf(fault));
            }
        }
        db.ChangeTracker.Clear();
    }

    /// <summary>Lets go of all that the new keys cannot reach; saved by the caller, together with them.</summary>
    public async Task LetGoAsync(CancellationToken stop)
    {
        foreach (var attempt in await Unfinished.ToListAsync(stop))
        {
            var before = attempt.State;
            (attempt.State, attempt.Open, attempt.UpdatedAt) = (PaymentState.OutOfReach, null, calendar.UtcNow);
            attempt.Looked();
            await mails.QueueAsync(attempt, before);
        }
        await EndAutoPayAsync("We have changed our account with our payment service, and your card or bank account could not move with it, so AutoPay is off. Please save it again and switch AutoPay on, or pay by hand.", stop);
        foreach (var debit in await db.AutoPayDebits.OfEveryAccount().Where(debit => debit.State == DebitState.Asked).ToListAsync(stop))
        {
            (debit.State, debit.Reason) = (DebitState.Failed, StripeWords.AccountChanged);
            debit.Version++;
        }
        db.RemoveRange(await db.SavedMethods.OfEveryAccount().ToListAsync(stop));
        db.RemoveRange(await db.StripeCustomers.OfEveryAccount().ToListAsync(stop));
        foreach (var told in await db.StripeEvents.AsTracking().Where(one => one.DueAt != null).ToListAsync(stop)) (told.DueAt, told.State) = (null, EventState.Stray);
    }

    /// <summary>Switches AutoPay off for everybody and tells them; saved by the caller.</summary>
    public async Task EndAutoPayAsync(string why, CancellationToken stop)
    {
        foreach (var plan in await db.AutoPayPlans.OfEveryAccount().ToListAsync(stop))
        {
            db.Remove(plan);
            await autopay.QueueEndAsync(plan, why);
        }
        db.RemoveRange(await db.AutoPayDebits.OfEveryAccount().Where(debit => debit.State == DebitState.Planned || debit.State == DebitState.Again).ToListAsync(stop));
    }

    private IQueryable<PaymentAttempt> Unfinished => db.PaymentAttempts.OfEveryAccount().Where(one => one.State == PaymentState.Started || one.State == PaymentState.Open || one.State == PaymentState.Processing);
}

internal static partial class ChangeOfAccountLog
{
    [LoggerMessage(2106, LogLevel.Warning, "Payment {Attempt} could not be looked at before its Stripe account was left: {Fault}")]
    public static partial void NoLastLook(this ILogger log, Guid attempt, string fault);
}
