using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Charges;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Statements.Explaining;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Usage.Cost;

/// <summary>The bills that were issued in a span of time, oldest first, and those a year before that stand beside them.</summary>
/// <param name="Shown">In the span.</param>
/// <param name="All">With the year before it, and one bill to spare.</param>
internal sealed record BilledCosts(IReadOnlyList<BilledCost> Shown, IReadOnlyList<BilledCost> All)
{
    /// <summary>Back to before the bill of a quarter that overlaps the span's first one a year earlier.</summary>
    private const int DaysBefore = 460;
    private const int MostBills = 400;

    /// <summary>When the first and the last bill with a line of the subject were issued; null where there is none.</summary>
    public static async Task<(DateOnly First, DateOnly Last)?> SpanAsync(PortalDb db, Customer customer, CostSubject subject, CancellationToken stop)
    {
        var (statements, charges) = (db.Statements.For(customer).Where(one => !one.IsCreditNote), subject.Of(db.Charges.For(customer)));
        if (subject.Service is not null) statements = statements.Where(one => charges.Any(charge => charge.StatementNumber == one.Number));
        var span = await statements.GroupBy(_ => 1).Select(all => new { First = all.Min(one => one.IssuedOn), Last = all.Max(one => one.IssuedOn) }).SingleOrDefaultAsync(stop);
        return span is null ? null : (span.First, span.Last);
    }

    public static async Task<BilledCosts> OfAsync(PortalDb db, Customer customer, Retailer retailer, CostSubject subject, DateOnly from, DateOnly to, CancellationToken stop)
    {
        var first = from.AddDays(-DaysBefore);
        var statements = db.Statements.For(customer).Where(one => !one.IsCreditNote && one.IssuedOn >= first && one.IssuedOn <= to).OrderByDescending(one => one.IssuedOn).ThenByDescending(one => one.Id).Take(MostBills);
        var bills = await statements.ToListAsync(stop);
        var charges = (await db.Charges.For(customer).Where(charge => statements.Any(one => one.Number == charge.StatementNumber)).OrderBy(charge => charge.LineNumber).ToListAsync(stop)).ToLookup(charge => charge.StatementNumber);
        List<BilledCost> all = [.. bills.AsEnumerable().Reverse().Select(one => BilledCost.Of(one, [.. charges[one.Number]], subject, new BillFigures(one, retailer).TaxIsOnTop))
            .Where(cost => subject.Service is null || cost.Lines.Count > 0)];
        return new([.. all.Where(cost => cost.Statement.IssuedOn >= from)], all);
    }

    /// <summary>The bill of the same time of the year before; null where there is none.</summary>
    public BilledCost? YearBefore(BilledCost cost) =>
        BilledSide.YearBefore(cost.Statement, Earlier(cost).Select(one => one.Statement)) is { } then ? All.First(one => one.Statement == then) : null;

    public BilledCost? Before(BilledCost cost) => Earlier(cost).LastOrDefault();

    private IEnumerable<BilledCost> Earlier(BilledCost cost) => All.TakeWhile(one => one != cost);
}
