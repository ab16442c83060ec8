using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Inbox;

/// <summary>What customers wrote, in piles: open, mine, nobody's, late, due today, waiting, complaints, closed.</summary>
internal static class InboxPage
{
    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(InboxList.Path, Show).ForOffice(Policies.AnswerContacts);
        TicketPage.Map(portal);
        AnswerTicket.Map(portal);
        AssignTicket.Map(portal);
        MoveTicket.Map(portal);
        MovePromise.Map(portal);
        MergeTicket.Map(portal);
    }

    private static async Task<IResult> Show(HttpContext context, PortalDb db, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var desk = await Desk.OfAsync(context);
        var now = new InboxView.Now(desk.Me.Email, calendar.Today);
        var view = InboxView.Of(context.Request.Query["view"]);
        var tickets = desk.Tickets(db).AsNoTracking();
        var list = InboxList.Of(view, [.. MessageTypes.All.Select(type => new Choice(type.Key, words.Word(type.Label)))], words, calendar);
        var shown = view.Keep(tickets, now);
        if (Listing<ContactLog>.WantsCsv(context.Request)) return list.Csv(context.Request, shown.Where(log => !log.IsPrivate), "tickets.csv");

        List<Tab> tabs = [];
        foreach (var one in InboxView.All)
        {
            // What is over only grows: nobody needs its number.
            var count = one.Key == "done" ? "" : words.Number(await one.CountAsync(tickets, now, stop));
            tabs.Add(new Tab(one.Label, Links.To(InboxList.Path) + (one.Key == "" ? "" : $"?view={one.Key}"), count == "0" ? "" : count, one.Key == "late" && count != "0" ? "bad" : one.Key == "today" && count != "0" ? "warn" : "", one == view));
        }
        return new Page<Model>("BackOffice/Inbox/InboxPage", "Inbox", new Model(await list.PageAsync(context.Request, shown, stop), tabs), frame: FrameKind.Office);
    }

    internal sealed record Model(TablePage Table, IReadOnlyList<Tab> Tabs);

    /// <param name="Count">Empty where there is none.</param>
    /// <param name="Tone">bad and warn where the number asks for something now.</param>
    internal sealed record Tab(string Label, string Href, string Count, string Tone, bool Current);
}
