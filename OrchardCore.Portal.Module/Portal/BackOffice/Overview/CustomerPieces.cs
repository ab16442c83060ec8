using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.BackOffice.Changes;
using OrchardCore.Portal.BackOffice.Customers;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Payments.AutoPay;
using OrchardCore.Portal.SignIn;

namespace OrchardCore.Portal.BackOffice.Overview;

/// <summary>How many open accounts can be reached online, as the year went. A host with users of its own does not tell; then it is left out.</summary>
internal static class AdoptionPiece
{
    private const int Months = 12;

    public static async Task<Piece> OfAsync(Sight sight, CancellationToken stop)
    {
        var words = sight.Words;
        var (accounts, joined) = await sight.CountedAsync(() => CountAsync(sight.Db, stop));
        var now = new DateOnly(sight.Calendar.UtcNow.Year, sight.Calendar.UtcNow.Month, 1);
        var months = Enumerable.Range(1 - Months, Months).Select(now.AddMonths).ToList();
        int New(DateOnly month) => joined.Where(one => one.Year == month.Year && one.Number == month.Month).Sum(one => one.Count);
        int Until(DateOnly month) => joined.Where(one => one.Year < month.Year || one.Year == month.Year && one.Number <= month.Month).Sum(one => one.Count);
        return new()
        {
            Charts =
            [
                ChartCard.Of("online", "Accounts online", CustomersLink(sight), $"{words.Number(Until(now))}",
                    accounts == 0 ? "There are no accounts yet." : $"Of {words.Count(accounts, "open account", "open accounts")}, {words.Number(decimal.Round(100m * Until(now) / accounts))}\u00a0% have a sign-in; {words.Number(New(now))} new this month.",
                    ["Month", "Online", "New"], [],
                    [.. months.Select((month, at) => new ChartCard.Bar(month.ToString("MMMM yyyy", words.Culture), month.ToString("MMM", words.Culture), [(month == now ? "one" : "two", Until(month))],
                        [words.Number(Until(month)), words.Number(New(month))], Rare: at % 2 == 0))], words.Number),
            ],
        };
    }

    private static async Task<Counted> CountAsync(PortalDb db, CancellationToken stop)
    {
        var accounts = await db.Accounts.OfEveryAccount().CountAsync(account => !account.IsClosed, stop);
        // By the month in UTC, made in the database: half a day at a month's edge is nothing to a curve over a year.
        var firsts = from access in db.AccountAccess.OfEveryAccount().AsNoTracking()
                     join account in db.Accounts on access.AccountNumber equals account.AccountNumber
                     where !account.IsClosed
                     group access by access.AccountNumber into one
                     select new { At = one.Min(access => access.GrantedAt) };
        var joined = await firsts.GroupBy(one => new { one.At.Year, one.At.Month }).Select(month => new Month(month.Key.Year, month.Key.Month, month.Count())).ToListAsync(stop);
        return new(accounts, joined);
    }

    internal static (string Href, string Label) CustomersLink(Sight sight) => (sight.Href(CustomerList.Path), "Customers");

    private sealed record Counted(int Accounts, IReadOnlyList<Month> Joined);
    private sealed record Month(int Year, int Number, int Count);
}

/// <summary>How bills go out, and which details customers want changed.</summary>
internal static class DeliveryPiece
{
    public static async Task<Piece> OfAsync(Sight sight, CancellationToken stop)
    {
        var words = sight.Words;
        var ways = await sight.CountedAsync(() => sight.Db.Accounts.OfEveryAccount().Where(account => !account.IsClosed).GroupBy(account => account.BillDelivery).Select(way => new Way(way.Key, way.Count())).ToListAsync(stop));
        int Of(BillDelivery way) => ways.Where(one => one.Delivery == way).Sum(one => one.Count);
        var asked = await sight.Db.AskedChanges.OfEveryAccount().WaitingIn(sight.Desk.Tickets(sight.Db)).Select(one => one.Reference).Distinct().CountAsync(stop);
        return new()
        {
            Needs = asked == 0 ? [] : [new("user-check", "", $"{words.Count(asked, "change waits", "changes wait")} for an answer", "Customers asked for another name, company or ABN.", sight.Href(ChangeList.Path))],
            Shares =
            [
                ShareCard.Of("delivery", $"{Capital(words.Word("statements"))} by e-mail", AdoptionPiece.CustomersLink(sight),
                    Of(BillDelivery.Post) == 0 ? "Nobody is sent paper." : $"{words.Count(Of(BillDelivery.Post), "open account", "open accounts")} still {(Of(BillDelivery.Post) == 1 ? "gets" : "get")} paper.", words, ("By e-mail", Of(BillDelivery.Email)), ("By post", Of(BillDelivery.Post))),
            ],
        };
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private sealed record Way(BillDelivery Delivery, int Count);
}

/// <summary>How many let their statements pay themselves.</summary>
internal static class AutoPayPiece
{
    public static async Task<Piece> OfAsync(Sight sight, CancellationToken stop)
    {
        var (all, on) = await sight.CountedAsync(() => CountAsync(sight.Db, stop));
        return new()
        {
            Shares =
            [
                ShareCard.Of("autopay", "AutoPay", (sight.Href(Payments.PaymentsReport.Path), "Payments"), on == 0 ? "No account pays by itself yet." : $"{sight.Words.Count(on, "open account pays", "open accounts pay")} by {(on == 1 ? "itself" : "themselves")}.", sight.Words,
                    ("On AutoPay", on), ("Not", all - on)),
            ],
        };
    }

    private static async Task<Counted> CountAsync(PortalDb db, CancellationToken stop)
    {
        var open = db.Accounts.OfEveryAccount().Where(account => !account.IsClosed);
        return new(await open.CountAsync(stop), await db.AutoPayPlans.OfEveryAccount().CountAsync(plan => open.Any(account => account.AccountNumber == plan.AccountNumber), stop));
    }

    private sealed record Counted(int Open, int OnAutoPay);
}
