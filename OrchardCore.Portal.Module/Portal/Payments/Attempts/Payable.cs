using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.Attempts;

/// <summary>What an account may pay now: what it owes, less what is with the bank already, so that the same money is not paid twice.</summary>
/// <param name="Processing">Begun here and not yet answered by the bank.</param>
internal sealed record Payable(Standing Standing, IReadOnlyList<PaymentAttempt> Processing)
{
    /// <summary>Stripe takes no less (its "minimum charge amounts" are 0.50 in most currencies that retailers here use).</summary>
    public static readonly Money Least = new(50);

    /// <summary>Stripe takes no more: its amounts have eight digits (Checkout Session, unit_amount).</summary>
    public static readonly Money Most = new(99_999_999);

    public Money OnItsWay { get; } = new(Processing.Sum(one => one.Amount.Minor));
    public Money Due => Money.Max(Standing.AmountDue - OnItsWay, Money.Zero);

    /// <summary>Payments settle the oldest debt first, so what is on its way is for what is overdue.</summary>
    public Money Overdue => Money.Min(Money.Max(Standing.Overdue - OnItsWay, Money.Zero), Due);

    /// <summary>What is open of a statement, and not on its way.</summary>
    public Money LeftOf(string statement) => Money.Min(Standing.LeftOf(statement), Due);

    public static async Task<Payable> OfAsync(PortalDb db, Customer customer, RetailerCalendar calendar, CancellationToken stop) => new(
        await Standing.OfAsync(db, customer, calendar, stop),
        await db.PaymentAttempts.For(customer).Where(one => one.State == PaymentState.Processing).OrderBy(one => one.CreatedAt).ToListAsync(stop));
}
