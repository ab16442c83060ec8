using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Payments.Reconciling;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.BackOffice.Payments;

/// <summary>What a comparison with Stripe could not mend: what it is, what to do about it, and all of it as a file.</summary>
internal static class Differences
{
    private static readonly string[] Headings = ["reference", "stripe_payment", "account_number", "at_stripe", "in_ledger", "what", "what_to_do"];

    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet("/admin/payments/comparisons/{run:guid}/differences.csv", Show).ForOffice(Policies.SeePayments);

    public static string What(DifferenceKind kind) => kind switch
    {
        DifferenceKind.LostHere => "Paid at Stripe in the portal's name, but the portal has no such payment.",
        DifferenceKind.UnknownAtStripe => "Stripe does not know this payment.",
        DifferenceKind.Unbacked => "In the ledger, but no payment at Stripe stands behind it.",
        _ => "Stripe gave no answer about this payment.",
    };

    public static string ToDo(DifferenceKind kind) => kind switch
    {
        DifferenceKind.LostHere => "Was the database restored from a backup? Open the payment in your Stripe dashboard, and bring it with your next transactions file under this reference: it then counts once, whoever tells of it.",
        DifferenceKind.UnknownAtStripe => "Were the keys changed to those of another Stripe account? Look for the reference in the dashboard of the earlier one. If it was paid there, bring it with your next transactions file under this reference.",
        DifferenceKind.Unbacked => "Look for the reference in your Stripe dashboard. If nothing was paid, bring the same amount with the opposite sign in your next transactions file, with a reference of its own.",
        _ => "Nothing by hand: compare again in a few minutes. If it stays, open the payment and ask Stripe there.",
    };

    private static async Task<Results<CsvAnswer, NotFound>> Show(Guid run, PortalDb db, RetailerScope scope, CancellationToken stop)
    {
        if (await db.Reconciliations.AsNoTracking().Include(one => one.Differences).SingleOrDefaultAsync(one => one.Id == run, stop) is not { } found) return TypedResults.NotFound();
        return new CsvAnswer($"differences-{found.StartedAt:yyyy-MM-dd}.csv", Headings, RowsAsync(found.Differences, scope.Current.Currency.Decimals));
    }

    private static async IAsyncEnumerable<IReadOnlyList<CsvValue>> RowsAsync(IEnumerable<PaymentDifference> differences, int decimals)
    {
        await Task.CompletedTask;
        foreach (var one in differences)
            yield return
            [
                new(one.Reference, false), new(one.IntentId, false), new(one.Account, false), new(one.AtStripe.ToPlainText(decimals), true), new(one.InLedger.ToPlainText(decimals), true),
                new(What(one.Kind), false), new(ToDo(one.Kind), false),
            ];
    }
}
