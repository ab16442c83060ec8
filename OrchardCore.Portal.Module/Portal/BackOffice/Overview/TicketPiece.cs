using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.BackOffice.Inbox;
using OrchardCore.Portal.ContactUs;

namespace OrchardCore.Portal.BackOffice.Overview;

/// <summary>Open tickets by what is promised. Those that the person may not see are not counted either.</summary>
internal static class TicketPiece
{
    public static async Task<Piece> OfAsync(Sight sight, CancellationToken stop)
    {
        var (words, today, soon, now) = (sight.Words, sight.Calendar.Today, sight.Calendar.Today.AddDays(7), sight.Calendar.UtcNow);
        var open = sight.Desk.Tickets(sight.Db).AsNoTracking().StillOpen().Select(log => new
        {
            Works = log.Status != ContactStatus.WaitingForCustomer && log.Status != ContactStatus.Resolved,
            log.PromisedOn,
            Missed = log.PromisedAt < now,
            Nobody = log.AssignedTo == "" && log.Status != ContactStatus.Resolved,
        });
        var found = await open.GroupBy(_ => 1).Select(all => new
        {
            Late = all.Count(one => one.Works && (one.PromisedOn < today || one.Missed)),
            Today = all.Count(one => one.Works && one.PromisedOn == today && !one.Missed),
            Week = all.Count(one => one.Works && one.PromisedOn > today && one.PromisedOn <= soon),
            Later = all.Count(one => one.Works && (one.PromisedOn == null || one.PromisedOn > soon)),
            Others = all.Count(one => !one.Works),
            Nobody = all.Count(one => one.Nobody),
        }).SingleOrDefaultAsync(stop) ?? new { Late = 0, Today = 0, Week = 0, Later = 0, Others = 0, Nobody = 0 };

        string Count(int count) => words.Count(count, "ticket", "tickets");
        string Pile(string view) => sight.Href(InboxList.Path, view == "" ? "" : $"?view={view}");
        ChartCard.Bar Bar(string name, string label, string tone, int count, string view) => new(name, label, [(tone, count)], [words.Number(count)], Pile(view));

        List<Need> needs = [];
        if (found.Late > 0) needs.Add(new("ticket", "bad", $"{Count(found.Late)} late", "An answer was promised for a day or an hour that has passed.", Pile("late")));
        if (found.Today > 0) needs.Add(new("ticket", "warn", $"{Count(found.Today)} due today", "An answer is promised for today.", Pile("today")));
        if (found.Nobody > 0) needs.Add(new("users", "flat", $"{Count(found.Nobody)} with nobody", "Take one, or hand it to somebody.", Pile("unassigned")));
        var all = found.Late + found.Today + found.Week + found.Later + found.Others;
        return new()
        {
            Needs = needs,
            Charts =
            [
                ChartCard.Of("tickets", "Open tickets by promise", (Pile(""), "Inbox"), words.Number(all),
                    all == 0 ? "Nothing is open." : found.Late > 0 ? $"{Count(found.Late)} past the promise." : "No promise is broken.", ["Promise", "Tickets"], [],
                    [
                        Bar("Late", "Late", "bad", found.Late, "late"), Bar("Due today", "Today", "warn", found.Today, "today"), Bar("Due within seven days", "7 days", "one", found.Week, ""),
                        Bar("Due later", "Later", "one", found.Later, ""), Bar("With the customer", "Customer", "rest", found.Others, "waiting"),
                    ], words.Number),
            ],
        };
    }
}
