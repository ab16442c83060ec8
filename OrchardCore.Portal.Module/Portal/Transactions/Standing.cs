using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Transactions;

/// <summary>
/// What an account owes now, from the ledger. Payments settle the oldest debt first, so what is still open lies in the newest
/// statements: <see cref="Open"/> has the rest of each that is not settled.
/// </summary>
internal sealed record Standing(Money Balance, Money Overdue, DateOnly? DueOn, IReadOnlyDictionary<string, Money> Open)
{
    /// <summary>What there is to pay: never less than nothing.</summary>
    public Money AmountDue => Money.Max(Balance, Money.Zero);

    public static async Task<Standing> OfAsync(PortalDb db, Customer customer, RetailerCalendar calendar, CancellationToken stop)
    {
        // Summed as stored whole cents, in the database.
        var balance = new Money(await db.Ledger.For(customer).SumAsync(entry => (long)(object)entry.Amount, stop));
        return new Standing(balance, Money.Zero, null, new Dictionary<string, Money>());
    }
}
