using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Dashboard;

/// <summary>A piece of the portal for a page of a CMS: how the account in view stands, or, for whoever is not signed in, the way to it.</summary>
internal sealed class BalancePiece(PortalDb db, RetailerScope scope, RetailerCalendar calendar, Templates templates)
{
    /// <param name="template">"Dashboard/BalancePiece" or "Dashboard/PayPiece".</param>
    /// <returns>HTML that is safe to place. It is this person's alone.</returns>
    public async Task<string> RenderAsync(Customer? customer, string template, CancellationToken stop)
    {
        var piece = customer is null ? new Piece("", "", "", "", Links.To("/sign-in"), Links.To("/pay/guest")) : await OfAsync(customer, stop);
        return await templates.Of(scope.Current).RenderAsync(template, new Dictionary<string, object?> { ["page"] = piece });
    }

    private async Task<Piece> OfAsync(Customer customer, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var standing = await Standing.OfAsync(db, customer, calendar, stop);
        var balance = BalanceCard.Of(standing, words);
        return new($"{words.Word("Account")} {customer.AccountNumber}", balance.Amount, balance.Word, standing.AmountDue.IsPositive ? Links.To("/pay") : "", "", "");
    }

    /// <param name="Account">Empty where nobody is signed in.</param>
    /// <param name="PayHref">Empty where there is nothing to pay.</param>
    internal sealed record Piece(string Account, string Amount, string Word, string PayHref, string SignInHref, string GuestHref);
}
