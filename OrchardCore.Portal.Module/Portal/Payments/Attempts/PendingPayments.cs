using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Payments.AutoPay;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.Attempts;

/// <summary>What Transactions shows before the bank has answered.</summary>
internal sealed class PendingPayments(PortalDb db, RetailerCalendar calendar, AutoPayAhead autopay) : IPendingPayments
{
    public async Task<IReadOnlyList<PendingPayment>> OfAsync(Customer customer, CancellationToken stop)
    {
        var waiting = await db.PaymentAttempts.For(customer).Where(one => one.State == PaymentState.Processing).OrderByDescending(one => one.CreatedAt).ToListAsync(stop);
        return [.. waiting.Select(one => new PendingPayment(one.Reference, calendar.DayOf(one.CreatedAt), -one.Amount, one.Method,
            $"{one.With().Text}: takes up to three business days", one.Kind == AttemptKind.Guest ? "" : Links.To($"/pay/{one.Id:N}")))];
    }

    public Task<string> NextByItselfAsync(Customer customer, Standing standing, CancellationToken stop) => autopay.NextAsync(customer, standing, stop);
}
