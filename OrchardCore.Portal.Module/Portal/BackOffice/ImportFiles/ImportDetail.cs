using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.ImportFiles;

/// <summary>One import: what came, what was refused and why, and what may be done about it.</summary>
internal static class ImportDetail
{
    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/admin/imports/{id:guid}", Show).ForOffice(Policies.RunImports);
        portal.MapGet("/admin/imports/{id:guid}/problems.csv", Report).ForOffice(Policies.RunImports);
        portal.MapGet("/admin/imports/{id:guid}/refused/{name}", Refused).ForOffice(Policies.RunImports);
        portal.MapPost("/admin/imports/{id:guid}/good-rows", (Guid id, HttpContext context, BatchWishes wishes, AuditTrail trail, Notices notices, CancellationToken stop) =>
            Wish(id, context, wishes, trail, notices, BatchEvent.GoodRowsWanted, "The good rows are being applied.", stop)).ForOffice(Policies.RunImports);
        portal.MapPost("/admin/imports/{id:guid}/retry", (Guid id, HttpContext context, BatchWishes wishes, AuditTrail trail, Notices notices, CancellationToken stop) =>
            Wish(id, context, wishes, trail, notices, BatchEvent.Retried, "The file is being checked again.", stop)).ForOffice(Policies.RunImports);
    }

    private static async Task<Results<Page<Model>, NotFound>> Show(Guid id, HttpContext context, PortalDb db, DataFolder folder, RetailerScope scope, RetailerCalendar calendar, FileKinds files, IAntiforgery antiforgery, CancellationToken stop)
    {
        if (await db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(batch => batch.Id == id, stop) is not { } batch) return TypedResults.NotFound();
        var counts = await db.ImportCounts.AsNoTracking().Where(count => count.BatchId == id).OrderBy(count => count.Kind).ToListAsync(stop);
        var words = scope.Current.Wording;
        var said = new BatchWords(words, calendar);
        var token = antiforgery.GetAndStoreTokens(context);
        var kinds = await ProblemKinds.OfAsync(db, batch, said, stop);
        var (path, found) = (Links.To($"/admin/imports/{id}"), batch.Problems + batch.Warnings);
        return new Page<Model>("BackOffice/ImportFiles/ImportDetail", batch.FileName, new Model(
            batch.FileName, BatchWords.State(batch), BatchWords.Tone(batch), Sentence(batch), Links.To("/admin/imports"), batch.State is BatchState.Received or BatchState.Checked or BatchState.Undoing, Stamps.Of(batch), path + "/stamp", path,
            [
                new("Received", said.Time(batch.ReceivedAt)), new("Handed in by", $"{batch.Who} ({BatchWords.Source(batch.Source)})"), new("Kind", batch.Kind), new("Size", BatchWords.Size(batch.Bytes)),
                new("Finished", said.Time(batch.FinishedAt)), new("Duration", BatchWords.Duration(batch)), new("Undone", said.Time(batch.UndoneAt)), new("SHA-256", batch.Sha256),
            ],
            [.. counts.Select(count => new Count(count.Kind, said.Number(count.Read), said.Number(count.Added), said.Number(count.Changed), said.Number(count.Unchanged), said.Number(count.Refused)))],
            kinds, kinds.Count >= BatchReports.ShownKinds ? $"The {BatchReports.ShownKinds} most frequent kinds are told here; the report has all." : "", ImportColumns.HrefOf(batch.Kind, files), batch.Kind == "" ? "" : batch.Kind + ".csv",
            found == 0 ? null : await Problems(id, words, kinds).PageAsync(context.Request, db.ImportProblems.AsNoTracking().Where(problem => problem.BatchId == id), stop),
            found > BatchReports.ShownProblems ? $"The first {BatchReports.ShownProblems:N0} of {said.Number(found)} are shown; the report has all." : "",
            [
                .. new BatchFolder(folder, scope.Current.Id, id).RefusedFiles.Select(name => new Download($"Rows to mend: {name}", "The refused rows as they came, and in the last column why. Mend them and hand that file in.", $"{path}/refused/{Uri.EscapeDataString(name)}")),
                .. found > 0 ? (Download[])[new("All problems as CSV", "File, line, what was found and what was expected.", path + "/problems.csv")] : [],
            ],
            new FormToken(token.FormFieldName, token.RequestToken ?? ""),
            batch.State.Allows(BatchEvent.GoodRowsWanted) && batch.HasGoodRows ? path + "/good-rows" : "",
            GoodRows(counts, said), batch.State == BatchState.Rejected ? Links.To("/admin/imports") + "#file" : "",
            batch.State.Allows(BatchEvent.Retried) ? path + "/retry" : "",
            batch.State.Allows(BatchEvent.UndoWanted) ? path + "/undo" : "", batch.UndoRefusal), frame: FrameKind.Office);
    }

    private static string GoodRows(IReadOnlyList<ImportCount> counts, BatchWords said) =>
        $"{said.Counted(counts.Sum(count => count.Read - count.Refused), "row is", "rows are")} written now; {said.Counted(counts.Sum(count => count.Refused), "stays", "stay")} out until you have mended them.";

    private static string Sentence(ImportBatch batch) => batch.State switch
    {
        BatchState.Received => "The file waits for its turn or is being checked. Nothing has been changed.",
        BatchState.Checked => "The check is done; the rows are being written.",
        BatchState.Rejected when batch.IsUnreadable => "The file as a whole could not be taken. Nothing has been changed.",
        BatchState.Rejected => "Some rows have problems, so nothing has been changed. Mend them and hand the file in again, or apply the good rows.",
        BatchState.Applied when batch.Problems > 0 => "The good rows are in the portal. Those that were refused can be mended and handed in again.",
        BatchState.Applied => "Everything in the file is in the portal.",
        BatchState.Undoing => "What it changed is being put back, all at once.",
        BatchState.Undone => "It was undone: everything is as it was before this import.",
        _ => "Something went wrong on our side, several times. What was written stays; trying again goes on.",
    };

    private static Listing<ImportProblem> Problems(Guid id, Wording words, IReadOnlyList<ProblemKinds.Kind> kinds) => new Listing<ImportProblem>("problems", "Problems", words)
    {
        Path = $"/admin/imports/{id}",
        Counted = ("problem", "problems"),
        NothingYet = new EmptyPage("No problems", "Every row is good."),
    }
    .Column("place", "Place", problem => problem.Ordinal, problem => Cell.Plain(problem.Line == 0 ? problem.File : $"{problem.File}, line {problem.Line}", problem.Place), null, lead: true)
    .Column("kind", "Kind", problem => problem.IsWarning, problem => Cell.Chip(problem.IsWarning ? "Warning" : "Problem", problem.IsWarning ? "warn" : "bad"), null, lead: true)
    .Column<string>("found", "Found", null, problem => Cell.Plain(problem.Found), null)
    .Column<string>("expected", "Expected", null, problem => Cell.Plain(problem.Expected), null)
    .FirstBy("place", down: false, tie: problem => problem.Ordinal)
    .Choose("severity", "Kind", "All", [new Choice("problem", "Problems"), new Choice("warning", "Warnings")], (rows, value) => rows.Where(problem => problem.IsWarning == (value == "warning")))
    .Choose("what", "What", "Everything", ProblemKinds.ToChoices(kinds), (rows, value) => int.TryParse(value, CultureInfo.InvariantCulture, out var kind) ? rows.Where(problem => problem.Kind == kind) : rows);

    private static async Task<Results<PhysicalFileHttpResult, NotFound>> Report(Guid id, PortalDb db, DataFolder folder, RetailerScope scope, CancellationToken stop) =>
        await db.ImportBatches.AnyAsync(batch => batch.Id == id, stop) && new BatchFolder(folder, scope.Current.Id, id).Problems is var path && File.Exists(path)
            ? TypedResults.PhysicalFile(path, "text/csv; charset=utf-8", $"problems-{id:N}.csv") : TypedResults.NotFound();

    private static async Task<Results<PhysicalFileHttpResult, NotFound>> Refused(Guid id, string name, PortalDb db, DataFolder folder, RetailerScope scope, CancellationToken stop)
    {
        if (!await db.ImportBatches.AnyAsync(batch => batch.Id == id, stop)) return TypedResults.NotFound();
        var place = new BatchFolder(folder, scope.Current.Id, id);
        return place.RefusedFiles.Contains(name) ? TypedResults.PhysicalFile(Path.Combine(place.Refused, name), "text/csv; charset=utf-8", name) : TypedResults.NotFound();
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> Wish(Guid id, HttpContext context, BatchWishes wishes, AuditTrail trail, Notices notices, BatchEvent wish, string said, CancellationToken stop)
    {
        trail.Note("Imports", wish == BatchEvent.Retried ? "Tried again" : "Applied the good rows", id.ToString(), $"/admin/imports/{id}");
        switch (await wishes.AskAsync(id, wish, stop))
        {
            case null: return TypedResults.NotFound();
            case true: notices.Put(context, "good", said); break;
            default: notices.Put(context, "warn", "That is not possible any more: the import has gone on."); break;
        }
        return TypedResults.LocalRedirect(Links.To($"/admin/imports/{id}"));
    }

    internal sealed record Model(
        string FileName, string State, string Tone, string Sentence, string BackHref, bool Working, string Stamp, string StampHref, string Href, IReadOnlyList<Fact> Facts, IReadOnlyList<Count> Counts,
        IReadOnlyList<ProblemKinds.Kind> Kinds, string MoreKinds, string ColumnsHref, string KindFile, TablePage? Table, string More,
        IReadOnlyList<Download> Downloads, FormToken Token, string GoodRowsAction, string GoodRows, string UploadHref, string RetryAction, string UndoHref, string UndoRefusal);
    internal sealed record Fact(string Label, string Text);
    internal sealed record Count(string Kind, string Read, string Added, string Changed, string Unchanged, string Refused);
    internal sealed record Download(string Label, string Text, string Href);
}
