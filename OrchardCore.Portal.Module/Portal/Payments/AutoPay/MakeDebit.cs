using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.Methods;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.AutoPay;

/// <summary>
/// One debit, in three steps: claim it, ask Stripe, follow what the bank says. The claim is one transaction in which the debit becomes
/// <see cref="DebitState.Asked"/> and gets a payment attempt, whose id is Stripe's idempotency key; of two workers one gets it. Whoever is killed
/// later leaves an attempt that the next run looks up at Stripe, and asks for only where Stripe has never heard of it.
/// </summary>
internal sealed class MakeDebit(PortalDb db, OffSession charge, SettlePayment settle, AutoPayMails mails, RetailerCalendar calendar)
{
    // As long as Stripe keeps idempotency keys, less some.
    private static readonly TimeSpan AskedAgain = TimeSpan.FromHours(20);

    // No call to Stripe is on its way for so long.
    private static readonly TimeSpan CallOver = TimeSpan.FromMinutes(15);

    public async Task DebitAsync(Customer customer, int id, CancellationToken stop)
    {
        // A page that somebody has open goes first: it may just be paid.
        if (await db.PaymentAttempts.For(customer).Where(one => one.Open != null).Select(one => (Guid?)one.Id).SingleOrDefaultAsync(stop) is { } open
            && await settle.RunAsync(open, stop) is { Open: not null }) return;
        if (await ClaimAsync(customer, id, stop) is not { } claimed) return;
        var asked = await AskAsync(customer, claimed, stop);
        if (asked is { IsOver: true }) await CloseAsync(customer, id, asked, stop);
    }

    /// <summary>What became of a debit that was asked for, now or days ago, or that a killed run was about to ask for.</summary>
    public async Task FollowAsync(Customer customer, int id, CancellationToken stop)
    {
        db.ChangeTracker.Clear();
        if (await db.AutoPayDebits.For(customer).SingleOrDefaultAsync(one => one.Id == id && one.State == DebitState.Asked, stop) is not { AttemptId: { } attemptId } debit) return;
        var attempt = await settle.RunAsync(attemptId, stop);
        if (attempt is { State: PaymentState.Started })
        {
            if (await db.AutoPayPlans.For(customer).AnyAsync(stop)) attempt = await AskAsync(customer, debit, stop);
            else if (attempt.CreatedAt < calendar.UtcNow - CallOver) await LetGoAsync(customer, id, attemptId, stop);
        }
        if (attempt is { IsOver: true }) await CloseAsync(customer, id, attempt, stop);
    }

    private async Task<AutoPayDebit?> ClaimAsync(Customer customer, int id, CancellationToken stop)
    {
        db.ChangeTracker.Clear();
        if (await db.AutoPayPlans.For(customer).SingleOrDefaultAsync(stop) is not { } plan) return null;   // switched off a moment ago
        if (await db.AutoPayDebits.ToChangeFor(customer).SingleOrDefaultAsync(one => one.Id == id && (one.State == DebitState.Planned || one.State == DebitState.Again), stop) is not { } debit) return null;

        var payable = await Payable.OfAsync(db, customer, calendar, stop);
        var amount = Money.Min(payable.LeftOf(debit.StatementNumber), debit.Amount);   // never more than the notice said
        if (amount < Payable.Least && payable.OnItsWay.IsPositive && payable.Standing.LeftOf(debit.StatementNumber) >= Payable.Least) return null;   // paid by hand, if the bank says yes: its answer comes first

        debit.Version++;
        if (amount < Payable.Least)
        {
            debit.State = DebitState.NotNeeded;
            await db.SaveChangesAsync(stop);
            return null;
        }
        if (plan.Cap is { } cap && amount > cap)
        {
            debit.State = DebitState.OverCap;
            await mails.OverCapAsync(plan, debit, stop);
            return null;
        }
        var attempt = await NewAttemptAsync(customer, plan, debit, amount, stop);
        db.Add(attempt);
        (debit.State, debit.AttemptId, debit.MethodId, debit.Amount, debit.Tries) = (DebitState.Asked, attempt.Id, plan.MethodId, amount, debit.Tries + 1);
        await db.SaveChangesAsync(stop);   // of two runs, the version and the account's one open payment let one through
        return debit;
    }

    private async Task<PaymentAttempt> NewAttemptAsync(Customer customer, AutoPayPlan plan, AutoPayDebit debit, Money amount, CancellationToken stop)
    {
        var now = calendar.UtcNow;
        return new PaymentAttempt
        {
            Reference = StartPayment.NewReference(),
            AccountNumber = customer.AccountNumber,
            Amount = amount,
            StatementNumber = debit.StatementNumber,
            Kind = AttemptKind.AutoPay,
            UserId = plan.AgreedBy,
            Email = plan.Email,
            StripeCustomer = await db.StripeCustomers.For(customer).Select(one => one.CustomerId).SingleOrDefaultAsync(stop) ?? "",
            CreatedAt = now,
            UpdatedAt = now,
            ExpiresAt = now + AskedAgain,
            Open = customer.AccountNumber,
        };
    }

    /// <returns>The attempt as Stripe knows it after it was asked.</returns>
    private async Task<PaymentAttempt?> AskAsync(Customer customer, AutoPayDebit debit, CancellationToken stop)
    {
        var attempt = await db.PaymentAttempts.For(customer).SingleAsync(one => one.Id == debit.AttemptId, stop);
        var outcome = await charge.AskAsync(attempt, debit.MethodId, stop);
        db.ChangeTracker.Clear();
        var own = await db.PaymentAttempts.ToChangeFor(customer).SingleAsync(one => one.Id == attempt.Id, stop);
        if (own.State == PaymentState.Started)
        {
            own.Looked();
            if (outcome.IntentId != "") own.IntentId = outcome.IntentId;
            else (own.State, own.Open, own.Failure, own.UpdatedAt) = (PaymentState.Failed, null, outcome.Refusal, calendar.UtcNow);
            try
            {
                await db.SaveChangesAsync(stop);
            }
            catch (DbUpdateConcurrencyException)
            {
                // Stripe's event was faster than its answer, and has brought what the answer says.
            }
        }
        return await settle.RunAsync(attempt.Id, stop);
    }

    /// <summary>Switched off before Stripe had heard of it: no money moves, and the account is free.</summary>
    private async Task LetGoAsync(Customer customer, int id, Guid attemptId, CancellationToken stop)
    {
        db.ChangeTracker.Clear();
        var attempt = await db.PaymentAttempts.ToChangeFor(customer).SingleAsync(one => one.Id == attemptId, stop);
        (attempt.State, attempt.Open, attempt.UpdatedAt) = (PaymentState.Cancelled, null, calendar.UtcNow);
        attempt.Looked();
        db.Remove(await db.AutoPayDebits.ToChangeFor(customer).SingleAsync(one => one.Id == id, stop));
        await db.SaveChangesAsync(stop);
    }

    private async Task CloseAsync(Customer customer, int id, PaymentAttempt attempt, CancellationToken stop)
    {
        db.ChangeTracker.Clear();
        if (await db.AutoPayDebits.ToChangeFor(customer).SingleOrDefaultAsync(one => one.Id == id && one.State == DebitState.Asked, stop) is not { } debit) return;
        debit.Version++;
        if (attempt.WasPaid || attempt is { State: PaymentState.Cancelled, IntentId: "" })
        {
            // Cancelled without a word of Stripe's: nobody ran for a day, and Stripe was never asked. It is made tomorrow.
            if (attempt.WasPaid) debit.State = DebitState.Paid;
            else (debit.State, debit.On, debit.Tries) = (DebitState.Again, calendar.Today.AddDays(1), debit.Tries - 1);
            await db.SaveChangesAsync(stop);
            return;
        }
        debit.Reason = attempt.Failure;
        var again = AutoPayRules.NextTry(attempt.Failure, debit.Tries, calendar.Today);
        (debit.State, debit.On) = again is { } day ? (DebitState.Again, day) : (DebitState.Failed, debit.On);
        await mails.RefusedAsync(debit, attempt, stop);
    }
}
