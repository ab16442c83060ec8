using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Payments.Methods;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.AutoPay;

/// <summary>Every quarter of an hour, for every retailer.</summary>
[AutomaticRetry(Attempts = 0, LogEvents = true)]
internal sealed class AutoPayJob(IRetailerScopes retailers)
{
    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var retailer in retailers.All) await retailers.RunAsync(retailer.Id, scope => scope.GetRequiredService<AutoPayRun>().RunAsync(stop));
    }
}

/// <summary>
/// Plans, announces and makes the debits of one retailer. Safe to run twice, at once, and to be killed anywhere: a debit is a row a statement, its
/// payment an attempt that is stored before Stripe is asked and is Stripe's idempotency key.
/// </summary>
internal sealed class AutoPayRun(PortalDb db, StripeAccounts stripe, OffSession charge, SettlePayment settle, AutoPayMails mails, RetailerCalendar calendar, ILogger<AutoPayRun> log)
{
    public async Task RunAsync(CancellationToken stop)
    {
        if (await stripe.FindAsync(stop) is null) return;
        // Those too whose plan is gone while the bank still has to answer.
        var accounts = await db.AutoPayPlans.OfEveryAccount().Select(plan => plan.AccountNumber)
            .Union(db.AutoPayDebits.OfEveryAccount().Where(debit => debit.State == DebitState.Asked).Select(debit => debit.AccountNumber)).ToListAsync(stop);
        foreach (var number in accounts)
        {
            try
            {
                await OfAccountAsync(new Customer(Guid.Empty, "", "", number, []), stop);
            }
            catch (Exception fault) when (StripeFault.Is(fault, stop) || fault is DbUpdateException)
            {
                log.LeftForLater(StripeFault.KindOf(fault));   // of Stripe, or of another run at the same account: the next run goes on
            }
            db.ChangeTracker.Clear();
        }
    }

    private async Task OfAccountAsync(Customer customer, CancellationToken stop)
    {
        foreach (var id in await db.AutoPayDebits.For(customer).Where(debit => debit.State == DebitState.Asked).Select(debit => debit.Id).ToListAsync(stop)) await FollowAsync(customer, id, stop);
        if (await db.AutoPayPlans.ToChangeFor(customer).SingleOrDefaultAsync(stop) is not { } plan) return;
        await PlanAsync(customer, plan, stop);
        await mails.AnnounceAsync(customer, plan, stop);

        var today = calendar.Today;
        if (TimeOnly.FromDateTime(calendar.LocalTime(calendar.UtcNow)) < AutoPayRules.FirstHour) return;
        var due = await db.AutoPayDebits.For(customer).Where(debit => (debit.State == DebitState.Planned || debit.State == DebitState.Again) && debit.On <= today).OrderBy(debit => debit.On).Select(debit => debit.Id).ToListAsync(stop);
        foreach (var id in due) await DebitAsync(customer, id, stop);
    }

    /// <summary>A row for each statement that came after AutoPay was switched on, or is still open then.</summary>
    private async Task PlanAsync(Customer customer, AutoPayPlan plan, CancellationToken stop)
    {
        var standing = await Standing.OfAsync(db, customer, calendar, stop);
        var known = await db.AutoPayDebits.For(customer).Select(debit => debit.StatementNumber).ToListAsync(stop);
        foreach (var open in standing.Open.Reverse().Where(open => !known.Contains(open.Number)))
        {
            var on = open.DueOn.AddDays(-plan.DaysBefore);
            var debit = new AutoPayDebit { AccountNumber = customer.AccountNumber, StatementNumber = open.Number, On = on < calendar.Today ? calendar.Today : on, Amount = open.Left };
            if (plan.SkipNext) (debit.State, plan.SkipNext) = (DebitState.Skipped, false);
            else if (plan.Cap is { } cap && open.Left > cap) debit.State = DebitState.OverCap;
            db.Add(debit);
        }
        await db.SaveChangesAsync(stop);
    }

    private async Task DebitAsync(Customer customer, int id, CancellationToken stop)
    {
        // A page that somebody has open goes first: it may just be paid.
        if (await db.PaymentAttempts.For(customer).Where(one => one.Open != null).Select(one => (Guid?)one.Id).SingleOrDefaultAsync(stop) is { } open
            && await settle.RunAsync(open, stop) is { Open: not null, Kind: not AttemptKind.AutoPay }) return;

        var debit = await db.AutoPayDebits.ToChangeFor(customer).SingleAsync(one => one.Id == id, stop);
        var plan = await db.AutoPayPlans.For(customer).SingleAsync(stop);
        if (debit is { AttemptId: { } begun, State: DebitState.Planned or DebitState.Again } && await db.PaymentAttempts.For(customer).AnyAsync(one => one.Id == begun && one.State == PaymentState.Started, stop))
        {
            await AskAsync(customer, debit.Id, plan, stop);   // a run before this one was killed here
            return;
        }

        var payable = await Payable.OfAsync(db, customer, calendar, stop);
        var amount = payable.LeftOf(debit.StatementNumber);
        debit.Version++;
        if (amount < Payable.Least)
        {
            debit.State = DebitState.NotNeeded;
            await db.SaveChangesAsync(stop);
            return;
        }
        if (plan.Cap is { } cap && amount > cap)
        {
            debit.State = DebitState.OverCap;
            await mails.OverCapAsync(customer, plan, debit, stop);
            return;
        }
        var now = calendar.UtcNow;
        var attempt = new PaymentAttempt
        {
            Reference = StartPayment.NewReference(),
            AccountNumber = customer.AccountNumber,
            Amount = amount,
            StatementNumber = debit.StatementNumber,
            Kind = AttemptKind.AutoPay,
            UserId = plan.AgreedBy,
            Email = plan.Email,
            StripeCustomer = await db.StripeCustomers.For(customer).Select(one => one.CustomerId).SingleAsync(stop),
            CreatedAt = now,
            UpdatedAt = now,
            ExpiresAt = now.AddHours(20),   // as long as Stripe keeps idempotency keys, and some
            Open = customer.AccountNumber,
        };
        db.Add(attempt);
        (debit.AttemptId, debit.Amount, debit.Tries) = (attempt.Id, amount, debit.Tries + 1);
        await db.SaveChangesAsync(stop);   // of two runs, the unique index lets one through
        await AskAsync(customer, debit.Id, plan, stop);
    }

    private async Task AskAsync(Customer customer, int id, AutoPayPlan plan, CancellationToken stop)
    {
        var debit = await db.AutoPayDebits.For(customer).SingleAsync(one => one.Id == id, stop);
        var attempt = await db.PaymentAttempts.For(customer).SingleAsync(one => one.Id == debit.AttemptId, stop);
        var outcome = await charge.AskAsync(attempt, plan.MethodId, stop);

        var own = await db.PaymentAttempts.ToChangeFor(customer).SingleAsync(one => one.Id == attempt.Id, stop);
        if (own.State == PaymentState.Started)
        {
            own.Looked();
            if (outcome.IntentId != "") own.IntentId = outcome.IntentId;
            else (own.State, own.Open, own.Failure, own.UpdatedAt) = (PaymentState.Failed, null, outcome.Refusal, calendar.UtcNow);
        }
        var asked = await db.AutoPayDebits.ToChangeFor(customer).SingleAsync(one => one.Id == id, stop);
        asked.State = DebitState.Asked;
        asked.Version++;
        await db.SaveChangesAsync(stop);
        await settle.RunAsync(attempt.Id, stop);
        await FollowAsync(customer, id, stop);
    }

    /// <summary>What became of a debit that was asked for, now or days later.</summary>
    private async Task FollowAsync(Customer customer, int id, CancellationToken stop)
    {
        db.ChangeTracker.Clear();
        var debit = await db.AutoPayDebits.ToChangeFor(customer).SingleAsync(one => one.Id == id, stop);
        var attempt = await db.PaymentAttempts.For(customer).SingleAsync(one => one.Id == debit.AttemptId, stop);
        if (debit.State != DebitState.Asked || !attempt.IsOver) return;
        debit.Version++;
        if (attempt.WasPaid)
        {
            debit.State = DebitState.Paid;
            await db.SaveChangesAsync(stop);
            return;
        }
        debit.Reason = attempt.Failure;
        var again = AutoPayRules.NextTry(attempt.Failure, debit.Tries, calendar.Today);
        (debit.State, debit.On) = again is { } day ? (DebitState.Again, day) : (DebitState.Failed, debit.On);
        await mails.RefusedAsync(debit, attempt, stop);
    }
}

internal static partial class AutoPayLog
{
    [LoggerMessage(2160, LogLevel.Warning, "AutoPay leaves an account for its next run: {Fault}")]
    public static partial void LeftForLater(this ILogger log, string fault);
}
