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

    // A text can stand anywhere in an entry, which no index of both engines finds: so it is looked for in so many, and older ones by their days.
    private const int TextIn = 20_000;
    private static readonly string[] Filters = ["who", "area", "object", "from", "to", "q"];

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, Show).ForOffice(Policies.SeeAudit);
        AuditDetail.Map(portal);
    }

    private static async Task<IResult> Show(HttpContext context, PortalDb db, AuditTrail trail, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        var rows = db.AuditEntries.AsNoTracking();
        var list = List(new OfficeTime(scope.Current.Wording, calendar), await AuditNames.PeopleAsync(db, stop), await AuditNames.AreasAsync(db, stop));
        if (!Listing<AuditEntry>.WantsCsv(context.Request))
            return new Page<Model>("BackOffice/Audit/AuditList", "Audit", new Model(await list.PageAsync(context.Request, rows, stop)), frame: FrameKind.Office);
        await trail.NoteNowAsync("Audit", "Exported", "Audit trail", Path, AskedFor(context.Request));
        return list.Csv(context.Request, rows, $"audit-{Wording.Iso(calendar.Today)}.csv");
    }

    /// <summary>What the copy was limited to, a line a filter; nothing where it holds everything. Who asks cannot put in a line of their own.</summary>
    private static AuditText AskedFor(HttpRequest request) => AuditText.Lines(Filters.Select(filter => (Name: filter, Value: request.Query[filter].ToString())).Where(asked => asked.Value != "").Select(asked => AuditText.Remark($"{asked.Name}: {Short(asked.Value)}")));

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
    .Find("q", "Text", (rows, text) => rows.OrderByDescending(entry => entry.At).Take(TextIn).Where(Anywhere.In<AuditEntry>([entry => entry.Subject, entry => entry.Action, entry => entry.Detail], text)));

    private static string Short(string subject) => subject.Length <= 90 ? subject : subject[..89] + "…";

    internal sealed record Model(TablePage Table);
}
