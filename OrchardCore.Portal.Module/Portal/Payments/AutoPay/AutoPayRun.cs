using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.AutoPay;

/// <summary>Every quarter of an hour, for every retailer.</summary>
[AutomaticRetry(Attempts = 0, LogEvents = true)]
internal sealed class AutoPayJob(IRetailerScopes retailers, ILogger<AutoPayJob> log)
{
    public Task RunAsync(CancellationToken stop) => retailers.EachAsync("AutoPay", log, scope => scope.GetRequiredService<AutoPayRun>().RunAsync(stop), stop);
}

/// <summary>
/// Plans, announces and makes the debits of one retailer. Safe to run twice, at once, and to be killed anywhere: a debit is a row a statement,
/// and each of its steps is one transaction under the row's version.
/// </summary>
internal sealed class AutoPayRun(PortalDb db, StripeAccounts stripe, MakeDebit make, AutoPayMails mails, RetailerCalendar calendar, ILogger<AutoPayRun> log)
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
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                log.LeftForLater(StripeFault.KindOf(fault));   // of Stripe, or of another run at the same account: the next run goes on
            }
            db.ChangeTracker.Clear();
        }
    }

    private async Task OfAccountAsync(Customer customer, CancellationToken stop)
    {
        foreach (var id in await db.AutoPayDebits.For(customer).Where(debit => debit.State == DebitState.Asked).Select(debit => debit.Id).ToListAsync(stop)) await make.FollowAsync(customer, id, stop);
        if (await db.AutoPayPlans.ToChangeFor(customer).SingleOrDefaultAsync(stop) is not { } plan) return;
        await PlanAsync(customer, plan, stop);
        await mails.AnnounceAsync(customer, plan, stop);

        var today = calendar.Today;
        if (TimeOnly.FromDateTime(calendar.LocalTime(calendar.UtcNow)) < AutoPayRules.FirstHour) return;
        var due = await db.AutoPayDebits.For(customer).Where(debit => (debit.State == DebitState.Planned || debit.State == DebitState.Again) && debit.On <= today && debit.NoticedAt != null)
            .OrderBy(debit => debit.On).ThenBy(debit => debit.Id).Select(debit => debit.Id).ToListAsync(stop);
        foreach (var id in due) await make.DebitAsync(customer, id, stop);
    }

    /// <summary>A row for each statement that came after AutoPay was switched on, or is still open then.</summary>
    private async Task PlanAsync(Customer customer, AutoPayPlan plan, CancellationToken stop)
    {
        var standing = await Standing.OfAsync(db, customer, calendar, stop);
        var known = await db.AutoPayDebits.For(customer).Select(debit => debit.StatementNumber).ToListAsync(stop);
        foreach (var open in standing.Open.Reverse().Where(open => open.Left >= Payable.Least && !known.Contains(open.Number)))
        {
            var debit = new AutoPayDebit { AccountNumber = customer.AccountNumber, StatementNumber = open.Number, On = AutoPayRules.DayFor(open.DueOn, plan.DaysBefore, calendar.Today), Amount = open.Left };
            if (plan.SkipNext) (debit.State, plan.SkipNext) = (DebitState.Skipped, false);
            else if (plan.Cap is { } cap && open.Left > cap) debit.State = DebitState.OverCap;
            db.Add(debit);
        }
        await db.SaveChangesAsync(stop);
    }
}

internal static partial class AutoPayLog
{
    [LoggerMessage(2160, LogLevel.Warning, "AutoPay leaves an account for its next run: {Fault}")]
    public static partial void LeftForLater(this ILogger log, string fault);
}
