using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.AutoPay;

/// <summary>What a customer asks of AutoPay.</summary>
/// <param name="Mandate">The words that were agreed to.</param>
internal sealed record AutoPayWish(string MethodId, int DaysBefore, Money? Cap, string Mandate);

/// <summary>Changes to AutoPay by the customer. A run may be at the same rows in the same moment: what it saved first is looked at again.</summary>
internal sealed class AutoPayWishes(PortalDb db, RetailerScope scope, RetailerCalendar calendar, AutoPayMails mails)
{
    private const int Tries = 5;

    private Wording Words => scope.Current.Wording;

    /// <returns>What to tell the customer, as the others do.</returns>
    public Task<string> SaveAsync(Customer customer, AutoPayWish wish, CancellationToken stop) => TryAsync(async () =>
    {
        var plan = await db.AutoPayPlans.ToChangeFor(customer).SingleOrDefaultAsync(stop);
        var isNew = plan is null;
        if (plan is null) db.Add(plan = new AutoPayPlan { AccountNumber = customer.AccountNumber, MethodId = "", DaysBefore = 0, Mandate = "", AgreedAt = calendar.UtcNow, AgreedBy = customer.UserId, Email = customer.Email });
        (plan.MethodId, plan.DaysBefore, plan.Cap, plan.Mandate, plan.AgreedAt, plan.AgreedBy, plan.Email) = (wish.MethodId, wish.DaysBefore, wish.Cap, wish.Mandate, calendar.UtcNow, customer.UserId, customer.Email);
        // What was planned by the old wish is planned, and announced, by the new one.
        await ForgetAsync(customer, debit => debit.State is DebitState.Planned or DebitState.OverCap, stop);
        var text = isNew ? "AutoPay is on. We write to you before each payment." : "Your change to AutoPay is saved.";
        await mails.ChangedAsync(customer.Email, isNew ? "AutoPay is on" : "AutoPay is changed", $"{text} What you agreed to: {wish.Mandate}", stop);
        return text;
    });

    /// <summary>Leaves out what comes next: the debit that is planned, or else the next statement that comes; and takes that wish back again.</summary>
    public Task<string> SkipAsync(Customer customer, CancellationToken stop) => TryAsync(async () =>
    {
        if (await db.AutoPayPlans.ToChangeFor(customer).SingleOrDefaultAsync(stop) is not { } plan) return "AutoPay is off.";
        var text = "";
        if (await db.AutoPayDebits.ToChangeFor(customer).Where(debit => debit.State == DebitState.Planned || debit.State == DebitState.Again).OrderBy(debit => debit.On).FirstOrDefaultAsync(stop) is { } next)
        {
            (next.State, next.NoticedAt) = (DebitState.Skipped, null);   // a mail confirms it
            next.Version++;
            text = $"AutoPay leaves out {Words.Word("statement")} {next.StatementNumber}. Pay it by hand before it is due.";
        }
        else
        {
            plan.SkipNext = !plan.SkipNext;
            text = plan.SkipNext ? $"AutoPay leaves out the next {Words.Word("statement")}, once." : $"AutoPay pays the next {Words.Word("statement")} again.";
        }
        await db.SaveChangesAsync(stop);
        return text;
    });

    public Task<string> StopAsync(Customer customer, CancellationToken stop) => TryAsync(async () =>
    {
        if (await db.AutoPayPlans.ToChangeFor(customer).SingleOrDefaultAsync(stop) is not { } plan) return "AutoPay is off.";
        db.Remove(plan);
        // What is planned is planned anew should it be switched on again.
        await ForgetAsync(customer, debit => debit.State is DebitState.Planned or DebitState.Again, stop);
        var late = await db.AutoPayDebits.For(customer).Where(debit => debit.State == DebitState.Asked).ToListAsync(stop);
        var text = late.Count == 0 ? "AutoPay is off."
            : $"AutoPay is off. {string.Join(" and ", late.Select(debit => Words.Money(debit.Amount)))} had been asked for before, and may still be taken.";
        await mails.ChangedAsync(plan.Email, "AutoPay is off", $"{text} From now on you pay by hand.", stop);
        return text;
    });

    private async Task ForgetAsync(Customer customer, Func<AutoPayDebit, bool> which, CancellationToken stop)
    {
        foreach (var debit in (await db.AutoPayDebits.ToChangeFor(customer).ToListAsync(stop)).Where(which)) db.Remove(debit);
    }

    private async Task<string> TryAsync(Func<Task<string>> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await change();
            }
            catch (DbUpdateException) when (attempt < Tries)
            {
                db.ChangeTracker.Clear();
            }
        }
    }
}
