using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.Reconciling;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Overview;

/// <summary>What customers paid day by day, through the portal and by the ways that imports tell of, and whether Stripe and the ledger agree.</summary>
internal static class MoneyPiece
{
    private const string Path = "/admin/payments";
    private const int Days = 30;

    public static async Task<Piece> OfAsync(Sight sight, CancellationToken stop)
    {
        var words = sight.Words;
        var since = sight.Calendar.Today.AddDays(1 - Days);
        var sums = await Collected(sight.Db, since).GroupBy(entry => new { entry.On, entry.Kind, Here = entry.Source == PaymentFacts.Source }).Select(day => new { day.Key.On, day.Key.Kind, day.Key.Here, Cents = day.Sum(entry => (long)(object)entry.Amount) }).ToListAsync(stop);
        Money Paid(DateOnly on, bool here) => new(-sums.Where(day => day.On == on && day.Kind == LedgerKind.Payment && day.Here == here).Sum(day => day.Cents));
        Money Back(DateOnly on) => new(sums.Where(day => day.On == on && day.Kind == LedgerKind.Refund).Sum(day => day.Cents));

        var days = Enumerable.Range(0, Days).Select(since.AddDays).ToList();
        Money Sum(Func<DateOnly, Money> of) => new(days.Sum(day => of(day).Minor));
        var (here, elsewhere, back) = (Sum(day => Paid(day, here: true)), Sum(day => Paid(day, here: false)), Sum(Back));
        decimal Height(Money amount) => Math.Max(0, amount.ToDecimal(words.Currency.Decimals));
        return new()
        {
            Needs = await sight.Db.Reconciliations.AsNoTracking().OrderByDescending(run => run.StartedAt).Select(run => new { run.Fault, Count = run.Differences.Count }).FirstOrDefaultAsync(stop) is { } last
                ? [.. Found(last.Fault, last.Count, sight)] : [],
            Charts =
            [
                ChartCard.Of("money", "Money collected", (sight.Href(Path), "Payments"), words.Money(here + elsewhere),
                    (here + elsewhere).IsZero ? $"Nothing was paid in {Days} days." : $"In {Days} days, {words.Money(here)} of it through the portal.{(back.IsZero ? "" : $" {words.Money(back)} went back.")}",
                    ["Day", "Through the portal", "Other ways", "Sent back"], [new("one", "Through the portal"), new("rest", "Other ways")],
                    [.. days.Select(day => new ChartCard.Bar(words.ShortDate(day), day.DayNumber % 7 == sight.Calendar.Today.DayNumber % 7 ? day.ToString("d MMM", words.Culture) : "",
                        [("one", Height(Paid(day, here: true))), ("rest", Height(Paid(day, here: false)))], [words.Money(Paid(day, here: true)), words.Money(Paid(day, here: false)), words.Money(Back(day))]))],
                    value => words.Currency.Sign + words.Number(value)),
            ],
        };
    }

    /// <summary>Payments and what went back, which have an index of their own: <see cref="LedgerTable"/>.</summary>
    internal static IQueryable<LedgerEntry> Collected(PortalDb db, DateOnly since) =>
        db.Ledger.OfEveryAccount().AsNoTracking().Where(entry => entry.On >= since && (entry.Kind == LedgerKind.Payment || entry.Kind == LedgerKind.Refund));

    private static IEnumerable<Need> Found(string fault, int differences, Sight sight)
    {
        if (differences > 0)
            yield return new("refresh-cw", "bad", $"{sight.Words.Count(differences, "difference", "differences")} between Stripe and the ledger", "Found by the last comparison, with what to do about each.", sight.Href(Path));
        else if (fault != "")
            yield return new("refresh-cw", "warn", "The last comparison with Stripe ended early", "Stripe could not be asked. Compare again.", sight.Href(Path));
    }
}
