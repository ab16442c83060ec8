using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Importing.Undo;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.ImportFiles;

/// <summary>Before an import is undone: what would go, what would come back, or what is in the way.</summary>
internal static class UndoPage
{
    private static readonly Dictionary<string, string> Called = new(StringComparer.Ordinal)
    {
        ["accounts"] = "Accounts",
        ["services"] = "Supply points",
        ["statements"] = "Statements",
        ["charges"] = "Charges",
        ["ledger"] = "Transactions",
        ["readings"] = "Readings",
        ["interval_days"] = "Days of interval data",
        ["meter_channels"] = "Channels of meters",
    };

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/admin/imports/{id:guid}/undo", Show).ForOffice(Policies.RunImports);
        portal.MapPost("/admin/imports/{id:guid}/undo", Undo).ForOffice(Policies.RunImports);
    }

    private static async Task<Results<Page<Model>, NotFound>> Show(Guid id, HttpContext context, PortalDb db, UndoCheck check, RetailerScope scope, RetailerCalendar calendar, IAntiforgery antiforgery, CancellationToken stop)
    {
        if (await db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(batch => batch.Id == id, stop) is not { } batch) return TypedResults.NotFound();
        var said = new BatchWords(scope.Current.Wording, calendar);
        var obstacles = await check.ObstaclesAsync(batch, stop);
        var changes = await db.ImportChanges.AsNoTracking().Where(change => change.BatchId == id).OrderBy(change => change.Table).ToListAsync(stop);
        var token = antiforgery.GetAndStoreTokens(context);
        return new Page<Model>("BackOffice/ImportFiles/UndoPage", "Undo an import", new Model(batch.FileName, Links.To($"/admin/imports/{id}"), said.Time(batch.FinishedAt), said.Time(batch.UndoUntil),
            [.. obstacles.Select(obstacle => new Hindrance(obstacle.Text, obstacle.BatchId is { } other ? Links.To($"/admin/imports/{other}") : ""))],
            [.. changes.Select(change => new Line(Called.GetValueOrDefault(change.Table, change.Table), said.Number(change.Added), said.Number(change.Changed), said.Number(change.Removed)))],
            new FormToken(token.FormFieldName, token.RequestToken ?? ""), Links.To($"/admin/imports/{id}/undo")), frame: FrameKind.Office);
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> Undo(Guid id, HttpContext context, PortalDb db, UndoCheck check, BatchWishes wishes, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        if (await db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(batch => batch.Id == id, stop) is not { } batch) return TypedResults.NotFound();
        if ((await check.ObstaclesAsync(batch, stop)).Count > 0) return TypedResults.LocalRedirect(Links.To($"/admin/imports/{id}/undo"));   // it says why
        trail.Note("Imports", "Asked to undo", batch.FileName, $"/admin/imports/{id}");
        if (await wishes.AskAsync(id, BatchEvent.UndoWanted, stop) == true) notices.Put(context, "good", "The import is being undone.");
        else notices.Put(context, "warn", "That is not possible any more: the import has gone on.");
        return TypedResults.LocalRedirect(Links.To($"/admin/imports/{id}"));
    }

    internal sealed record Model(string FileName, string BackHref, string Applied, string Until, IReadOnlyList<Hindrance> Obstacles, IReadOnlyList<Line> Lines, FormToken Token, string Action);
    internal sealed record Hindrance(string Text, string Href);
    internal sealed record Line(string Table, string Added, string Changed, string Removed);
}
