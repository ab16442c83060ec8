using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Payments.Methods;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.AutoPay;

/// <summary>What AutoPay does next, in a sentence: for its own page, and wherever else a customer might pay the same by hand.</summary>
internal sealed class AutoPayAhead(PortalDb db, RetailerScope scope, RetailerCalendar calendar)
{
    /// <param name="standing">Where it is known already.</param>
    /// <returns>Empty where AutoPay is off.</returns>
    public async Task<string> NextAsync(Customer customer, Standing? standing, CancellationToken stop)
    {
        if (await db.AutoPayPlans.For(customer).SingleOrDefaultAsync(stop) is not { } plan) return "";
        var words = scope.Current.Wording;
        if (plan.SkipNext) return $"The next {words.Word("statement")} is left out, once.";
        var with = (await db.SavedMethods.For(customer).SingleOrDefaultAsync(method => method.Id == plan.MethodId, stop))?.With().Text ?? "";
        var debits = await db.AutoPayDebits.For(customer).OrderByDescending(debit => debit.On).ThenByDescending(debit => debit.Id).Take(12).ToListAsync(stop);
        if (debits.Where(debit => debit.State is DebitState.Planned or DebitState.Again).OrderBy(debit => debit.On).FirstOrDefault() is { } next)
            return $"{words.Money(next.Amount)} on {words.LongDate(next.On)} from {with}, for {words.Word("statement")} {next.StatementNumber}.";
        standing ??= await Standing.OfAsync(db, customer, calendar, stop);
        var known = debits.Select(debit => debit.StatementNumber).ToHashSet();
        var open = standing.Open.LastOrDefault(one => !known.Contains(one.Number));
        if (open is null) return $"Nothing is planned. Your next {words.Word("statement")} is paid by itself.";
        return $"{words.Money(open.Left)} on {words.LongDate(AutoPayRules.DayFor(open.DueOn, plan.DaysBefore, calendar.Today))} from {with}, for {words.Word("statement")} {open.Number}.";
    }
}
