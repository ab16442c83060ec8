using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Payments.Methods;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.Attempts;

/// <summary>What somebody wants to pay, after the amount was checked against the ledger.</summary>
internal sealed record PayAsk(AttemptKind Kind, string StatementNumber, string Email);

/// <summary>Where pressing Pay led.</summary>
internal abstract record PayOutcome
{
    private PayOutcome() { }   // closed: the switch of the screens is the whole list

    public sealed record GoTo(string Url) : PayOutcome;
    public sealed record NothingDue : PayOutcome;

    /// <param name="Most">What may be paid at most at once.</param>
    public sealed record TooMuch(Money Most) : PayOutcome;
    public sealed record TooLittle(Money Least) : PayOutcome;

    /// <summary>AutoPay is at work on this account in this very moment.</summary>
    public sealed record Busy : PayOutcome;

    /// <summary>Stripe did not answer. No money has moved.</summary>
    public sealed record Unreachable : PayOutcome;
}

/// <summary>
/// From an amount to Stripe's page. An account has one open page at most, held by a unique index, so two browsers that press Pay at once
/// are led to the same page; and Stripe lets a page be paid once. A page with another amount is closed first, and only where Stripe says that nobody paid it.
/// </summary>
internal sealed class StartPayment(PortalDb db, Checkout checkout, SettlePayment settle, RetailerCalendar calendar, ILogger<StartPayment> log)
{
    private const int Tries = 6;

    // Stripe asks for 30 minutes at least (Checkout Session, expires_at).
    private static readonly TimeSpan PageOpen = TimeSpan.FromMinutes(60);

    public async Task<PayOutcome> RunAsync(Customer customer, Func<Payable, Money> choose, PayAsk ask, CancellationToken stop)
    {
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                db.ChangeTracker.Clear();
                try
                {
                    return await OnceAsync(customer, choose, ask, stop);
                }
                catch (DbUpdateException) when (attempt < Tries)   // another browser was faster: see what it did
                {
                    await Task.Delay(Random.Shared.Next(10, 60) * attempt, stop);
                }
            }
        }
        catch (Exception fault) when (StripeFault.Is(fault, stop))
        {
            log.NotStarted(StripeFault.KindOf(fault));
            return new PayOutcome.Unreachable();
        }
    }

    private async Task<PayOutcome> OnceAsync(Customer customer, Func<Payable, Money> choose, PayAsk ask, CancellationToken stop)
    {
        var open = await db.PaymentAttempts.For(customer).Where(one => one.Open != null).Select(one => (Guid?)one.Id).SingleOrDefaultAsync(stop);
        var held = open is { } id ? await settle.RunAsync(id, stop) : null;   // it may have been paid a moment ago

        var payable = await Payable.OfAsync(db, customer, calendar, stop);
        if (payable.Due.IsZero) return new PayOutcome.NothingDue();
        var amount = choose(payable);
        if (amount < Payable.Least) return new PayOutcome.TooLittle(Payable.Least);
        if (amount > Money.Min(payable.Due, Payable.Most)) return new PayOutcome.TooMuch(Money.Min(payable.Due, Payable.Most));

        if (held is { Open: not null, Kind: AttemptKind.AutoPay }) return new PayOutcome.Busy();
        if (held is { Open: not null })
        {
            if (held.Amount == amount && held.StatementNumber == ask.StatementNumber && held.Kind == ask.Kind && held.ExpiresAt > calendar.UtcNow.AddMinutes(5))
                return new PayOutcome.GoTo(held.State == PaymentState.Open ? held.Url : await OpenAsync(held, stop));
            await CloseAsync(held, stop);
            return await OnceAsync(customer, choose, ask, stop);
        }

        var known = ask.Kind == AttemptKind.Guest ? null   // a guest sees no saved methods
            : await db.StripeCustomers.For(customer).Select(one => one.CustomerId).SingleOrDefaultAsync(stop);
        var begun = NewAttempt(customer, amount, ask, known ?? "");
        db.PaymentAttempts.Add(begun);
        await db.SaveChangesAsync(stop);   // the unique index lets one through
        return new PayOutcome.GoTo(await OpenAsync(begun, stop));
    }

    private PaymentAttempt NewAttempt(Customer customer, Money amount, PayAsk ask, string stripeCustomer)
    {
        var now = calendar.UtcNow;
        return new PaymentAttempt
        {
            Reference = NewReference(),
            AccountNumber = customer.AccountNumber,
            Amount = amount,
            StatementNumber = ask.StatementNumber,
            Kind = ask.Kind,
            UserId = ask.Kind == AttemptKind.Guest ? null : customer.UserId,
            Email = ask.Email,
            StripeCustomer = stripeCustomer,
            CreatedAt = now,
            UpdatedAt = now,
            ExpiresAt = now + PageOpen,
            Open = customer.AccountNumber,
        };
    }

    /// <returns>The address of Stripe's page.</returns>
    private async Task<string> OpenAsync(PaymentAttempt attempt, CancellationToken stop)
    {
        var page = await checkout.OpenAsync(attempt, stop);
        var own = await db.PaymentAttempts.OfEveryAccount().SingleAsync(one => one.Id == attempt.Id, stop);
        if (own.State == PaymentState.Started)
        {
            (own.SessionId, own.Url, own.State, own.UpdatedAt) = (page.SessionId, page.Url, PaymentState.Open, calendar.UtcNow);
            own.Looked();
            await db.SaveChangesAsync(stop);
        }
        return page.Url;
    }

    /// <summary>Closes a page that nobody paid. Where somebody did in this moment, Stripe refuses, and looking again finds the payment.</summary>
    private async Task CloseAsync(PaymentAttempt attempt, CancellationToken stop)
    {
        var session = attempt.SessionId != "" ? attempt.SessionId : (await checkout.OpenAsync(attempt, stop)).SessionId;
        await checkout.CloseAsync(session, stop);
        if (attempt.SessionId == "")
        {
            var own = await db.PaymentAttempts.OfEveryAccount().SingleAsync(one => one.Id == attempt.Id, stop);
            own.SessionId = session;
            own.Looked();
            await db.SaveChangesAsync(stop);
        }
        await settle.RunAsync(attempt.Id, stop);
    }

    // 8 of Crockford's 32 signs: no I, L, O or U to mistake on the phone.
    public static string NewReference() => "PAY-" + RandomNumberGenerator.GetString("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 8);
}

internal static partial class StartPaymentLog
{
    [LoggerMessage(2110, LogLevel.Error, "A payment could not be started: {Fault}")]
    public static partial void NotStarted(this ILogger log, string fault);
}
