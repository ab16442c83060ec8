using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.BackOffice.CannedAnswers;
using OrchardCore.Portal.BackOffice.Complaints;
using OrchardCore.Portal.BackOffice.Holidays;
using OrchardCore.Portal.BackOffice.TicketTypes;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Inbox;

/// <summary>What customers wrote, in piles: open, mine, nobody's, late, due today, waiting, complaints, closed.</summary>
internal static class InboxPage
{
    private static readonly Tool[] Tools =
        [new("Message types", "list", TicketTypeList.Path), new("Canned answers", "copy", CannedAnswerList.Path), new("Hours and holidays", "calendar", HolidayList.Path)];

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(InboxList.Path, Show).ForOffice(Policies.AnswerContacts);
        TicketPage.Map(portal);
        AnswerTicket.Map(portal);
        AssignTicket.Map(portal);
        MoveTicket.Map(portal);
        MovePromise.Map(portal);
        MergeTicket.Map(portal);
        RecordComplaint.Map(portal);
        CannedAnswerList.Map(portal);
        HolidayList.Map(portal);
        TicketTypeList.Map(portal);
        TicketTypeEditor.Map(portal);
    }

    private static async Task<IResult> Show(HttpContext context, PortalDb db, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var desk = await Desk.OfAsync(context);
        var now = new InboxView.Now(desk.Me.Email, calendar.Today, calendar.UtcNow);
        var view = InboxView.Of(context.Request.Query["view"]);
        var tickets = desk.Tickets(db).AsNoTracking();
        var list = InboxList.Of(view, [.. (await MessageCatalog.OfAsync(db, stop)).All.Select(type => new Choice(type.Key, words.Word(type.Label)))], words, calendar);
        var shown = view.Keep(tickets, now);
        if (Listing<ContactLog>.WantsCsv(context.Request)) return list.Csv(context.Request, shown.Where(log => !log.IsPrivate), "tickets.csv");

        List<Tab> tabs = [];
        foreach (var one in InboxView.All)
        {
            // What is over only grows: nobody needs its number.
            var count = one.Key == "done" ? "" : words.Number(await one.CountAsync(tickets, now, stop));
            tabs.Add(new Tab(one.Label, Links.To(InboxList.Path) + (one.Key == "" ? "" : $"?view={one.Key}"), count == "0" ? "" : count, one.Key == "late" && count != "0" ? "bad" : one.Key == "today" && count != "0" ? "warn" : "", one == view));
        }
        return new Page<Model>("BackOffice/Inbox/InboxPage", "Inbox", new Model(await list.PageAsync(context.Request, shown, stop), tabs, desk.Manages ? [.. Tools.Select(tool => tool with { Href = Links.To(tool.Href) })] : []), frame: FrameKind.Office);
    }

    internal sealed record Model(TablePage Table, IReadOnlyList<Tab> Tabs, IReadOnlyList<Tool> Tools);

    /// <summary>Where the inbox is set up, for those who may.</summary>
    internal sealed record Tool(string Label, string Icon, string Href);

    /// <param name="Count">Empty where there is none.</param>
    /// <param name="Tone">bad and warn where the number asks for something now.</param>
    internal sealed record Tab(string Label, string Href, string Count, string Tone, bool Current);
}
