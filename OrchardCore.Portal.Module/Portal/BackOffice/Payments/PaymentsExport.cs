using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Payments;

/// <summary>
/// What payments did in the ledger, in the columns of transactions.csv: the same file may be imported again, and what the billing system brings
/// back with the same reference is the same fact.
/// </summary>
internal static class PaymentsExport
{
    private static readonly string[] Headings = ["reference", "account_number", "date", "description", "amount", "payment_method", "comments", "kind", "statement_number"];

    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet("/admin/payments/export.csv", Show).ForOffice(Policies.SeePayments);

    private static IResult Show(HttpContext context, PortalDb db, RetailerScope scope, RetailerCalendar calendar, Notices notices)
    {
        var query = context.Request.Query;
        if (!PaymentWords.TryWindow(query["from"], query["to"], (calendar.Today.AddDays(-30), calendar.Today), out var window))
        {
            notices.Put(context, "bad", "Nothing was exported. " + PaymentWords.WindowAsked);
            return TypedResults.LocalRedirect(Links.To("/admin/payments"));
        }
        var (from, to) = window;
        var entries = db.Ledger.OfEveryAccount().AsNoTracking().Where(entry => entry.Source == PaymentFacts.Source && entry.On >= from && entry.On <= to).OrderBy(entry => entry.On).ThenBy(entry => entry.Id);
        return new CsvAnswer($"portal-payments-{from:yyyy-MM-dd}-to-{to:yyyy-MM-dd}.csv", Headings, RowsAsync(entries, scope.Current.Currency.Decimals));
    }

    private static async IAsyncEnumerable<IReadOnlyList<CsvValue>> RowsAsync(IQueryable<LedgerEntry> entries, int decimals)
    {
        await foreach (var entry in entries.AsAsyncEnumerable())
            yield return
            [
                new(entry.SourceId, false), new(entry.AccountNumber, false), new(Wording.Iso(entry.On), false), new(entry.Description, false), new(entry.Amount.ToPlainText(decimals), true),
                new(MethodOf(entry.Method), false), new(entry.Comments, false), new(entry.Kind.ToString().ToLowerInvariant(), false), new(entry.StatementNumber, false),
            ];
    }

    // As transactions.csv spells them.
    private static string MethodOf(PaymentMethod method) => method switch { PaymentMethod.None => "", PaymentMethod.DirectDebit => "direct debit", _ => method.ToString().ToLowerInvariant() };
}
