using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments;

/// <summary>Back from Stripe: what became of the payment, as the ledger knows it after Stripe was asked. The redirect itself proves nothing.</summary>
internal static class PayResult
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet("/pay/{payment:guid}", Show).RequireAuthorization(Policies.Customer);

    private static async Task<Results<Page<ResultPage>, NotFound>> Show(
        Guid payment, Customer customer, PortalDb db, RetailerScope scope, RetailerCalendar calendar, SettlePayment settle, ILogger<SettlePayment> log, CancellationToken stop)
    {
        if (await db.PaymentAttempts.For(customer).SingleOrDefaultAsync(one => one.Id == payment, stop) is not { } attempt) return TypedResults.NotFound();
        var (now, asked) = await LookAsync(attempt, settle, log, stop);
        var standing = await Standing.OfAsync(db, customer, calendar, stop);
        var words = scope.Current.Wording;
        var model = ResultPage.Of(now, asked, words, calendar) with
        {
            Balance = now.WasPaid ? standing.InWords(words) : "",
            ReceiptHref = now.WasPaid ? Links.To($"/pay/{now.Id:N}/receipt.pdf") : "",
            More = More(now),
        };
        return new Page<ResultPage>("Payments/PayResult", model.Title, model);
    }

    /// <summary>Asks Stripe while the end is open. Where it gives no answer, what we knew is shown, and said to be that.</summary>
    public static async Task<(PaymentAttempt Now, bool Asked)> LookAsync(PaymentAttempt attempt, SettlePayment settle, ILogger log, CancellationToken stop)
    {
        if (attempt.IsOver) return (attempt, true);
        try
        {
            return (await settle.RunAsync(attempt.Id, stop) ?? attempt, true);
        }
        catch (Exception fault) when (StripeFault.Is(fault, stop) || fault is InvalidOperationException)
        {
            log.Unreachable(attempt.Id, StripeFault.KindOf(fault));
            return (attempt, false);
        }
    }

    private static List<CellAction> More(PaymentAttempt attempt) => attempt.State switch
    {
        PaymentState.Paid => [new("See my transactions", Links.To("/transactions")), new("Pay by itself next time: set up AutoPay", Links.To("/pay/autopay"))],
        PaymentState.Failed or PaymentState.Open => [new("Pay another amount, or in another way", Links.To("/pay")), new("Ask for more time", Links.To("/contact?type=payment-extension"))],
        _ => [new("See my transactions", Links.To("/transactions"))],
    };
}
