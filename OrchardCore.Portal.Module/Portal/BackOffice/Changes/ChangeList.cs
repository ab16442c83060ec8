using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.BackOffice.Customers;
using OrchardCore.Portal.BackOffice.Inbox;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Changes;

/// <summary>What customers asked to have changed and the retailer has to agree to, the oldest first, with old and new side by side.</summary>
internal static class ChangeList
{
    public const string Path = "/admin/changes";
    private const int Most = 50;

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, async (HttpContext context, PortalDb db, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop) => await PageAsync(context, db, scope, calendar, null, stop)).ForOffice(Policies.ServeCustomers);
        DecideChange.Map(portal);
        ChangeRules.Map(portal);
    }

    /// <param name="sent">A refusal that lacks its reason, with the ticket that it is about.</param>
    public static async Task<Page<Model>> PageAsync(HttpContext context, PortalDb db, RetailerScope scope, RetailerCalendar calendar, (string Reference, Form Form)? sent, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var desk = await Desk.OfAsync(context);
        var all = db.AskedChanges.OfEveryAccount().AsNoTracking().WaitingIn(desk.Tickets(db));
        // Tickets first: one that asks for several changes is shown with all of them, or not at all.
        var tickets = await all.Select(one => new { one.CreatedAt, one.Reference }).Distinct().OrderBy(one => one.CreatedAt).ThenBy(one => one.Reference).Take(Most + 1).ToListAsync(stop);
        var shown = tickets.Take(Most).Select(one => one.Reference).ToList();
        var waiting = await all.Where(one => shown.Contains(one.Reference)).OrderBy(one => one.CreatedAt).ThenBy(one => one.Reference).ThenBy(one => one.Change.Id).ToListAsync(stop);
        var numbers = waiting.Select(one => one.Change.AccountNumber).Distinct().ToList();
        var accounts = await db.Accounts.OfEveryAccount().AsNoTracking().Where(account => numbers.Contains(account.AccountNumber)).ToDictionaryAsync(account => account.AccountNumber, stop);

        Asked ToAsked(IGrouping<string, WaitingChange> group)
        {
            var account = accounts[group.First().Change.AccountNumber];
            var refusal = sent is { } one && one.Reference == group.Key ? one.Form : DecideChange.AskReason(Form.Fresh(context));
            return new(CustomerList.NameOf(account), account.AccountNumber, CustomerList.Href(account.AccountNumber), group.Key, Links.To($"{InboxList.Path}/{group.Key}"), words.ShortDate(calendar.DayOf(group.First().CreatedAt)),
                [.. group.OrderBy(one => DetailCards.PlaceOf(one.Change.Detail)).Select(one => ToLine(one.Change, account))], DecideChange.Seen([.. group.Select(one => one.Change)], account), Links.To($"{Path}/{group.Key}/agree"),
                new DeedPage("Refuse it", "x", "The account stays as it is. The customer is mailed, and reads your reason in the portal.", true, refusal.ToPage($"{Path}/{group.Key}/refuse", "Refuse it")));
        }
        var approvals = await Approvals.OfAsync(db, stop);
        return new("BackOffice/Changes/ChangeList", "Changes", new Model(
            approvals.Checked.Count == 0 ? "Customers change all of their details themselves: nothing new comes here." : $"A change of these takes effect when somebody agrees: {DetailKind.Joined([.. approvals.Checked.Select(kind => kind.Spoken)])}. Everything else customers change themselves.",
            desk.Manages ? Links.To(ChangeRules.Path) : "",
            [.. waiting.Where(one => accounts.ContainsKey(one.Change.AccountNumber)).GroupBy(one => one.Reference).Select(ToAsked)],
            tickets.Count > Most ? "These are the oldest; more wait behind them." : "", Form.Fresh(context).ToPage(Path, "").Token), frame: FrameKind.Office);
    }

    private static Line ToLine(AskedChange change, Account account)
    {
        var detail = DetailCards.Find(change.Detail);
        var now = detail.Read(account);
        return new(detail.FullLabel, change.Old, change.New, now == change.Old ? "" : now == change.New ? "It is so already." : $"Meanwhile it was changed to {(now == "" ? "nothing" : now)}.");
    }

    internal sealed record Model(string Lead, string RulesHref, IReadOnlyList<Asked> Waiting, string More, FormToken Token);

    /// <param name="Seen">What is decided on: where it is another by then, nothing is done.</param>
    internal sealed record Asked(
        string Name, string Account, string AccountHref, string Reference, string TicketHref, string Since, IReadOnlyList<Line> Lines, string Seen, string AgreeAction, DeedPage Refuse);

    /// <param name="Note">Where the account says something else by now.</param>
    internal sealed record Line(string Label, string Old, string New, string Note);
}
