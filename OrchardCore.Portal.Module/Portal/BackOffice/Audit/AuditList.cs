using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Audit;

/// <summary>Who did what and when. Nothing here can be changed by anybody; who takes a copy is noted too.</summary>
internal static class AuditList
{
    internal const string Path = "/admin/audit";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, Show).ForOffice(Policies.SeeAudit);
        AuditDetail.Map(portal);
    }

    private static async Task<IResult> Show(HttpContext context, PortalDb db, AuditTrail trail, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        var rows = db.AuditEntries.AsNoTracking();
        var people = await rows.Select(entry => entry.Who).Distinct().OrderBy(who => who).ToListAsync(stop);
        var areas = await rows.Select(entry => entry.Area).Distinct().OrderBy(area => area).ToListAsync(stop);
        var list = List(new OfficeTime(scope.Current.Wording, calendar), people, areas);
        if (!Listing<AuditEntry>.WantsCsv(context.Request))
            return new Page<Model>("BackOffice/Audit/AuditList", "Audit", new Model(await list.PageAsync(context.Request, rows, stop)), frame: FrameKind.Office);
        await trail.NoteNowAsync("Audit", "Exported", "Audit trail", Path, AskedFor(context.Request), stop: stop);
        return list.Csv(context.Request, rows, $"audit-{Wording.Iso(calendar.Today)}.csv");
    }

    /// <summary>What the copy was limited to; nothing where it holds everything.</summary>
    private static string AskedFor(HttpRequest request) => string.Join('\n', request.Query.Where(pair => pair.Key != "format" && pair.Value.ToString() != "").Select(pair => $"{pair.Key}: {pair.Value}"));

    private static Listing<AuditEntry> List(OfficeTime time, IEnumerable<string> people, IEnumerable<string> areas) => new Listing<AuditEntry>("audit", "Audit", time.Words)
    {
        Path = Path,
        Counted = ("entry", "entries"),
        NothingYet = new EmptyPage("Nothing has been done yet", "Whatever your people change in the back office is noted here, and stays."),
    }
    // Only the time can be sorted by: a list that only grows is paged on its index.
    .Column("at", "When", entry => entry.At, entry => Cell.Link(time.Of(entry.At), Links.To($"{Path}/{entry.Id}")), entry => entry.At.ToString("O"), lead: true)
    .Column<string>("who", "Who", null, entry => Cell.Plain(entry.Who), entry => entry.Who, lead: true)
    .Column<string>("area", "Part", null, null, entry => entry.Area)
    .Column<string>("action", "What", null, entry => Cell.Plain(entry.Action, entry.Area), entry => entry.Action, lead: true)
    .Column<string>("subject", "Object", null, entry => Cell.Plain(Short(entry.Subject)), entry => entry.Subject)
    .Column<string>("account", "Account", null, entry => Cell.Plain(entry.AccountNumber), entry => entry.AccountNumber)
    .Column<string>("detail", "Detail", null, null, entry => entry.Detail)
    .Column<string>("trace", "Trace", null, null, entry => entry.Trace)
    .FirstBy("at", down: true, tie: entry => entry.Id)
    .Choose("who", "Person", "Everybody", people.Select(who => new Choice(who, who)), (rows, who) => rows.Where(entry => entry.Who == who))
    .Choose("area", "Part", "All parts", areas.Select(area => new Choice(area, area)), (rows, area) => rows.Where(entry => entry.Area == area))
    .Find("object", "Account or page", (rows, what) => what.StartsWith('/') ? rows.Where(entry => entry.Path == what) : rows.Where(entry => entry.AccountNumber == what))
    .Dates((rows, from) => rows.Where(entry => entry.At >= time.Calendar.StartOf(from)), (rows, to) => rows.Where(entry => entry.At < time.Calendar.StartOf(to.AddDays(1))))
    .Search("Text", entry => entry.Subject, entry => entry.Action, entry => entry.Detail);

    private static string Short(string subject) => subject.Length <= 90 ? subject : subject[..89] + "…";

    internal sealed record Model(TablePage Table);
}
