using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments;

/// <summary>What is to pay, for what, and every way to pay it; and whom to ask when that is hard.</summary>
internal static class WaysToPay
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet("/pay", Show).RequireAuthorization(Policies.Customer);

    private static async Task<Page<Model>> Show(Customer customer, PortalDb db, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        var retailer = scope.Current;
        var words = retailer.Wording;
        var standing = await Standing.OfAsync(db, customer, calendar, stop);
        var pending = await PendingAsync(db, customer, stop);
        return new Page<Model>("Payments/WaysToPay", words.Word("Pay my bill"), new Model
        {
            InWords = standing.InWords(words),
            Owes = standing.AmountDue.IsPositive,
            AmountLabel = standing.Credit.IsPositive ? "In credit" : "Amount due",
            Amount = words.Money(standing.Credit.IsPositive ? standing.Credit : standing.AmountDue),
            When = standing.WhenDue(words),
            Late = standing.IsOverdue,
            Account = customer.AccountNumber,
            Pending = pending.IsZero ? null : new NoticePage("", $"A payment of {words.Money(pending)} is on its way to us and already taken off. Bank transfers and direct debits may take up to 3 business days to clear."),
            Covers = Covers(standing, words),
            Ways = PaymentWay.Of(retailer, customer.AccountNumber),
            Phone = retailer.Contact.Phone,
            Hours = retailer.Contact.Hours,
            Help = Help(standing),
            PaidHref = Links.To("/contact?type=payment-advice"),
        });
    }

    /// <summary>Payments of the last days that the bank has not confirmed yet.</summary>
    private static async Task<Money> PendingAsync(PortalDb db, Customer customer, CancellationToken stop)
    {
        var newest = await db.Ledger.For(customer).Where(entry => entry.Kind == LedgerKind.Payment).OrderByDescending(entry => entry.On).Take(20).ToListAsync(stop);
        return new Money(-newest.Where(entry => entry.Status == LedgerStatus.Pending).Sum(entry => entry.Amount.Minor));
    }

    private static List<Covered> Covers(Standing standing, Wording words)
    {
        var open = standing.Open.Reverse().Select(one => new Covered(one.Number, Links.To($"/statements/{Uri.EscapeDataString(one.Number)}"),
            one.DueOn < standing.Today ? $"overdue since {words.ShortDate(one.DueOn)}" : $"due {words.ShortDate(one.DueOn)}", words.Money(one.Left), one.DueOn < standing.Today)).ToList();
        var rest = standing.AmountDue - new Money(standing.Open.Sum(one => one.Left.Minor));
        if (rest.IsPositive) open.Add(new Covered("Other", "", "not on a bill yet", words.Money(rest), false));
        return open;
    }

    private static List<CellAction> Help(Standing standing) => standing.AmountDue.IsPositive
        ? [new("Ask for more time", Links.To("/contact?type=payment-extension")), new("Ask for a payment plan or other help", Links.To("/contact?type=hardship"))]
        : [new("Talk to us about help to pay", Links.To("/contact?type=hardship"))];

    internal sealed record Model
    {
        public required string InWords { get; init; }
        public required bool Owes { get; init; }
        public required string AmountLabel { get; init; }
        public required string Amount { get; init; }
        public required string When { get; init; }
        public required bool Late { get; init; }
        public required string Account { get; init; }
        public required NoticePage? Pending { get; init; }

        /// <summary>The statements that the amount is for, oldest first.</summary>
        public required IReadOnlyList<Covered> Covers { get; init; }
        public required IReadOnlyList<PaymentWay> Ways { get; init; }
        public required string Phone { get; init; }
        public required string Hours { get; init; }
        public required IReadOnlyList<CellAction> Help { get; init; }
        public required string PaidHref { get; init; }
    }

    internal sealed record Covered(string Number, string Href, string Due, string Amount, bool Late);
}
