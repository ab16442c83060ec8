using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Audit;

/// <summary>One entry: who, when, to what, and what it was before and after.</summary>
internal static class AuditDetail
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet(AuditList.Path + "/{entry:guid}", Show).ForOffice(Policies.SeeAudit);

    private static async Task<Results<Page<Model>, NotFound>> Show(Guid entry, PortalDb db, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        if (await db.AuditEntries.AsNoTracking().SingleOrDefaultAsync(one => one.Id == entry, stop) is not { } found) return TypedResults.NotFound();
        var lines = AuditText.Read(found.Detail);
        var about = found.AccountNumber != "" ? found.AccountNumber : found.Path;
        List<Fact> facts =
        [
            new("When", new OfficeTime(scope.Current.Wording, calendar).Of(found.At)), new("Who", found.Who), new("Part", found.Area), new("What", found.Action),
            new("Account", found.AccountNumber), new("Trace", found.Trace),
        ];
        return new Page<Model>("BackOffice/Audit/AuditDetail", "Audit", new Model($"{found.Action}: {found.Subject}", [.. facts.Where(fact => fact.Text != "")],
            [.. lines.Where(line => line.Old is not null).Select(line => new Change(line.What, Said(line.Old!), Said(line.New)))],
            [.. lines.Where(line => line.Old is null).Select(line => line.New)],
            Links.To(AuditList.Path), found.Path.StartsWith('/') ? Links.To(found.Path) : "",
            about == "" ? "" : Links.To(AuditList.Path) + QueryString.Create("object", about)), frame: FrameKind.Office);
    }

    private static string Said(string value) => value == "" ? "(empty)" : value;

    internal sealed record Model(string Title, IReadOnlyList<Fact> Facts, IReadOnlyList<Change> Changes, IReadOnlyList<string> Notes, string BackHref, string OpenHref, string MoreHref);
    internal sealed record Fact(string Label, string Text);
    internal sealed record Change(string What, string Old, string New);
}
