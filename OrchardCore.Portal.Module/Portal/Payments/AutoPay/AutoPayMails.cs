using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Payments.Methods;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.AutoPay;

/// <summary>What AutoPay writes: before each debit, and whenever one does not happen. Each is saved with what it tells of.</summary>
internal sealed class AutoPayMails(PortalDb db, Mailer mailer, RetailerScope scope, RetailerCalendar calendar)
{
    private Wording Words => scope.Current.Wording;

    /// <summary>The notices that are due: what will be taken, when, from what, and how to stop it.</summary>
    public async Task AnnounceAsync(Customer customer, AutoPayPlan plan, CancellationToken stop)
    {
        var until = calendar.Today.AddDays(AutoPayRules.NoticeDays);
        var due = await db.AutoPayDebits.ToChangeFor(customer).Where(debit => debit.NoticedAt == null && (debit.State == DebitState.OverCap || debit.State == DebitState.Skipped || debit.State == DebitState.Planned && debit.On <= until)).ToListAsync(stop);
        if (due.Count == 0) return;
        var with = (await db.SavedMethods.For(customer).SingleOrDefaultAsync(method => method.Id == plan.MethodId, stop))?.With().Text ?? "your saved method";
        foreach (var debit in due)
        {
            debit.NoticedAt = calendar.UtcNow;
            debit.Version++;
            await (debit.State switch
            {
                DebitState.OverCap => WriteOverCapAsync(plan, debit),
                DebitState.Skipped => WriteAsync(plan.Email, $"AutoPay leaves out {Statement(debit)}", $"AutoPay leaves out {Statement(debit)}, as you asked. {Words.Money(debit.Amount)} is to pay by hand.", "/pay", "Pay now"),
                _ => WriteAsync(plan.Email, $"AutoPay: {Words.Money(debit.Amount)} on {Words.ShortDate(debit.On)}",
                    $"On {Words.LongDate(debit.On)} we take {Words.Money(debit.Amount)} for {Statement(debit)} from {with}. What you pay before is taken off. You can skip it or change it until the day before.", "/pay/autopay", "See or change AutoPay"),
            });
        }
        await SaveAsync(stop);
    }

    /// <summary>Saves the debit with the mail that it is left to the customer.</summary>
    public async Task OverCapAsync(AutoPayPlan plan, AutoPayDebit debit, CancellationToken stop)
    {
        debit.NoticedAt = calendar.UtcNow;
        await WriteOverCapAsync(plan, debit);
        await SaveAsync(stop);
    }

    /// <summary>Saves the debit with the mail about its refusal.</summary>
    public async Task RefusedAsync(AutoPayDebit debit, PaymentAttempt attempt, CancellationToken stop)
    {
        var amount = Words.Money(attempt.Amount);
        var why = StripeWords.Reason(attempt.Failure);
        if (debit.State == DebitState.Again)
            await WriteAsync(attempt.Email, $"AutoPay could not take {amount}", $"{why} We try again on {Words.LongDate(debit.On)}. Or pay now, in another way, and nothing more is taken for {Statement(debit)}.", "/pay", "Pay now");
        else
            await WriteAsync(attempt.Email, $"AutoPay could not take {amount}: please pay by hand", $"{why} AutoPay does not try again for {Statement(debit)}, so {amount} is still to pay. Look at your saved method too. If it is hard to pay right now, tell us: we can give you more time.", "/pay", "Pay now");
        await SaveAsync(stop);
    }

    public async Task ChangedAsync(string email, string subject, string text, CancellationToken stop)
    {
        await WriteAsync(email, subject, text, "/pay/autopay", "See AutoPay");
        await SaveAsync(stop);
    }

    /// <summary>That AutoPay ended without the customer's doing; saved by the caller.</summary>
    public Task QueueEndAsync(AutoPayPlan plan, string why) => WriteAsync(plan.Email, "AutoPay is off", why, "/pay", "See what is to pay");

    private Task WriteOverCapAsync(AutoPayPlan plan, AutoPayDebit debit) => WriteAsync(plan.Email, $"AutoPay does not pay {Statement(debit)}",
        $"{Words.Money(debit.Amount)} is above the limit of {Words.Money(plan.Cap ?? Money.Zero)} that you set, so AutoPay leaves it to you.", "/pay", "Pay now");

    private string Statement(AutoPayDebit debit) => $"{Words.Word("statement")} {debit.StatementNumber}";

    private Task WriteAsync(string to, string subject, string text, string path, string label) =>
        to == "" ? Task.CompletedTask : mailer.QueueAsync("Payments/AutoPay/AutoPayMail", to, subject, new AutoPayMail(subject, text, mailer.Href(path), label));

    private async Task SaveAsync(CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        mailer.DeliverSoon();
    }

    internal sealed record AutoPayMail(string Title, string Text, string Href, string Label);
}
