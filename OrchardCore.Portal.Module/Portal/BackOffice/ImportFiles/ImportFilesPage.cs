using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Importing.Sources;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.ImportFiles;

/// <summary>Every file that came, with what became of it, and a way to hand one in.</summary>
internal static class ImportFilesPage
{
    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/admin/imports", Show).ForOffice(Policies.RunImports);
        // The token is checked here, in the stream: Guard would read two gigabytes to find it.
        portal.MapPost("/admin/imports", Receive).ForOffice(Policies.RunImports).DisableAntiforgery();
        Stamps.Map(portal);
        ImportDetail.Map(portal);
        UndoPage.Map(portal);
        ImportKeys.Map(portal);
        ImportSources.Map(portal);
        ImportColumns.Map(portal);
    }

    private static async Task<IResult> Show(HttpContext context, PortalDb db, RetailerScope scope, RetailerCalendar calendar, IAntiforgery antiforgery, ExpectedFiles expected, IOptions<PortalOptions> options, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var list = List(new BatchWords(words, calendar), words);
        var rows = db.ImportBatches.AsNoTracking();
        if (Listing<ImportBatch>.WantsCsv(context.Request)) return list.Csv(context.Request, rows, "imports.csv");
        var token = antiforgery.GetAndStoreTokens(context);
        var stamp = await Stamps.OfAllAsync(db, stop);
        var late = (await expected.AllAsync(stop)).Where(one => one.IsLate).Select(one => $"{one.File.Kind}, which should have come by {new BatchWords(words, calendar).Time(one.DueAt)}");
        return new Page<Model>("BackOffice/ImportFiles/ImportFilesPage", "Imports", new Model(
            await list.PageAsync(context.Request, rows, stop), Links.To("/admin/imports"), new FormToken(token.FormFieldName, token.RequestToken ?? ""),
            Links.To("/admin/imports/keys"), Links.To("/admin/imports/columns"), BatchWords.Size(options.Value.Imports.MaxFileBytes), BatchWords.Plain(options.Value.Imports.MaxFileBytes), stamp != Stamps.Still, stamp, Links.To("/admin/imports/stamp"), string.Join("; ", late), Links.To(ImportSources.Path)), frame: FrameKind.Office);
    }

    /// <summary>Takes every file of the form. A script hands them in one by one and asks for JSON; a form gets a page.</summary>
    private static async Task<Results<RedirectHttpResult, JsonHttpResult<Taken>, ProblemHttpResult, BadRequest>> Receive(
        HttpContext context, ImportInbox inbox, AuditTrail trail, Notices notices, IAntiforgery antiforgery, IOptions<PortalOptions> options, CancellationToken stop)
    {
        var limit = options.Value.Imports.MaxFileBytes;
        var tooLarge = $"Too large: {BatchWords.Size(limit)} at most.";
        if (!UploadedFile.Admit(context, limit)) return Refused([tooLarge]);
        List<Guid> taken = [];
        List<string> refused = [];
        await foreach (var file in UploadedFile.AllAsync(context.Request, stop))
        {
            if (taken.Count + refused.Count == 0 && !await file.IsGenuineAsync(context, antiforgery)) return TypedResults.BadRequest();
            var name = ShownName.Of(file.Name);
            var goodRows = file.FieldsBefore.GetValueOrDefault("good-rows") == "true";
            if (await inbox.ReceiveAsync(file.Content, file.Name, ImportSource.Upload, context.User.Identity?.Name ?? "", stop, goodRows) is ReceiveOutcome.Taken one)
            {
                taken.Add(one.BatchId);
                await trail.NoteNowAsync("Imports", "Uploaded", name, $"/admin/imports/{one.BatchId}");
            }
            else refused.Add($"{name}: {tooLarge}");
        }
        if (taken.Count == 0) return Refused(refused is [] ? ["Choose a file first."] : refused);
        var href = Links.To(taken is [var only] ? $"/admin/imports/{only}" : "/admin/imports");
        if (WantsJson(context)) return TypedResults.Json(new Taken(href));
        notices.Put(context, refused.Count > 0 ? "warn" : "good", string.Join(" ", [taken.Count == 1 ? "The file is here, and is checked now." : $"{taken.Count} files are here, and are checked one after the other.", .. refused]));
        return TypedResults.LocalRedirect(href);

        Results<RedirectHttpResult, JsonHttpResult<Taken>, ProblemHttpResult, BadRequest> Refused(IReadOnlyList<string> why)
        {
            if (WantsJson(context)) return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: string.Join(" ", why));
            notices.Put(context, "bad", string.Join(" ", why));
            return TypedResults.LocalRedirect(Links.To("/admin/imports"));
        }
    }

    private static bool WantsJson(HttpContext context) => context.Request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.OrdinalIgnoreCase);

    private static Listing<ImportBatch> List(BatchWords said, Wording words) => new Listing<ImportBatch>("imports", "Imports", words)
    {
        Path = "/admin/imports",
        Counted = ("import", "imports"),
        NothingYet = new EmptyPage("No imports yet", "Files that you hand in here, by the drop folder or by the API appear here with what became of them."),
    }
    .Column("file", "File", batch => batch.FileName, batch => Cell.Link(batch.FileName, Links.To($"/admin/imports/{batch.Id}"), BatchWords.Size(batch.Bytes)), batch => batch.FileName, lead: true)
    .Column("state", "State", batch => batch.State, batch => Cell.Chip(BatchWords.State(batch), BatchWords.Tone(batch)), batch => batch.State.ToString(), lead: true)
    .Column("kind", "Kind", batch => batch.Kind, batch => Cell.Plain(batch.Kind), batch => batch.Kind)
    .Column("received", "Received", batch => batch.ReceivedAt, batch => Cell.Plain(said.Time(batch.ReceivedAt)), batch => batch.ReceivedAt.ToString("O"))
    .Column<string>("duration", "Duration", null, batch => Cell.Plain(BatchWords.Duration(batch)), BatchWords.Duration, "end")
    .Column("problems", "Problems", batch => batch.Problems, batch => Cell.Plain(said.Number(batch.Problems)), batch => said.Number(batch.Problems), "end")
    .Column("warnings", "Warnings", batch => batch.Warnings, batch => Cell.Plain(said.Number(batch.Warnings)), batch => said.Number(batch.Warnings), "end")
    .Column("who", "From", batch => batch.Who, batch => Cell.Plain(batch.Who, BatchWords.Source(batch.Source)), batch => batch.Who)
    .FirstBy("received", down: true, tie: batch => batch.Id)
    .Choose("state", "State", "All states", Enum.GetValues<BatchState>().Select(state => new Choice(state.ToString(), BatchWords.StateName(state))),
        (rows, value) => Enum.TryParse<BatchState>(value, out var state) ? rows.Where(batch => batch.State == state) : rows)
    .Search("File", batch => batch.FileName);

    internal sealed record Model(TablePage Table, string Action, FormToken Token, string KeysHref, string ColumnsHref, string Limit, string LimitBytes, bool Working, string Stamp, string StampHref, string Late, string SourcesHref);
    internal sealed record Taken(string Href);
}
