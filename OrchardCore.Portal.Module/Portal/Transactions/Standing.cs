using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Transactions;

/// <summary>
/// What an account owes now, from the ledger. Payments settle the oldest debt first, so what is still open lies in the newest
/// statements: <see cref="Open"/> has, by number and newest first, the rest of each that is not settled.
/// </summary>
internal sealed record Standing(Money Balance, IReadOnlyList<OpenStatement> Open, DateOnly Today)
{
    /// <summary>What there is to pay: never less than nothing.</summary>
    public Money AmountDue => Money.Max(Balance, Money.Zero);

    /// <summary>What the retailer holds for the customer: the other side of a balance below zero.</summary>
    public Money Credit => Money.Max(-Balance, Money.Zero);

    /// <summary>The open part of statements whose due date has passed.</summary>
    public Money Overdue { get; } = new(Open.Where(one => one.DueOn < Today).Sum(one => one.Left.Minor));

    /// <summary>When the oldest open statement is, or was, due. Null where no statement is open.</summary>
    public DateOnly? DueOn { get; } = Open.Count == 0 ? null : Open.Min(one => one.DueOn);

    /// <summary>Below zero when the due date has passed.</summary>
    public int? DaysUntilDue => DueOn?.DayNumber - Today.DayNumber;

    public bool IsOverdue => Overdue.IsPositive;

    /// <summary>What is not settled of this statement; zero where all is.</summary>
    public Money LeftOf(string statement) => Open.FirstOrDefault(one => one.Number == statement)?.Left ?? Money.Zero;

    public static async Task<Standing> OfAsync(PortalDb db, Customer customer, RetailerCalendar calendar, CancellationToken stop)
    {
        var ledger = db.Ledger.For(customer);
        var newestFirst = db.Statements.For(customer).OrderByDescending(s => s.IssuedOn).ThenByDescending(s => s.Id)
            .Select(s => new { s.Number, s.DueOn, s.CarriedForward, s.CurrentBalance, s.Adjustments, Balance = ledger.Sum(entry => (long)(object)entry.Amount) });
        List<OpenStatement> open = [];
        Money? balance = null;
        var owed = Money.Zero;
        // One question for both: of the statements as many are read as are open.
        await foreach (var one in newestFirst.AsAsyncEnumerable().WithCancellation(stop))
        {
            if (balance is null) balance = owed = new Money(one.Balance);
            if (!owed.IsPositive) break;
            // What this statement asked for anew, with its tax wherever that stands. A credit note asks for nothing and settles like a payment.
            var raised = Money.Max(one.CurrentBalance - one.CarriedForward, Money.Zero) + Money.Max(one.Adjustments, Money.Zero);
            var left = Money.Min(raised, owed);
            if (left.IsPositive) open.Add(new OpenStatement(one.Number, one.DueOn, left, raised));
            owed -= left;
        }
        // Debt from before the first statement that was imported: that statement carried it forward, so it asked for it too.
        if (owed.IsPositive && open.Count > 0) open[^1] = open[^1] with { Left = open[^1].Left + owed, Raised = open[^1].Raised + owed };
        return new Standing(balance ?? await ledger.BalanceAsync(stop), open, calendar.Today);
    }
}

/// <param name="Left">What is not settled yet.</param>
/// <param name="Raised">What the statement asked for anew: <paramref name="Left"/> is less where a part was paid.</param>
internal sealed record OpenStatement(string Number, DateOnly DueOn, Money Left, Money Raised)
{
    public bool IsPartPaid => Left < Raised;
}

internal static class Ledger
{
    /// <summary>The sum of the facts, made in the database from whole cents as they are stored.</summary>
    public static async Task<Money> BalanceAsync(this IQueryable<LedgerEntry> entries, CancellationToken stop) =>
        new(await entries.SumAsync(entry => (long)(object)entry.Amount, stop));
}
