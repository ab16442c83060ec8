using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Importing;

/// <summary>For the retailer's billing system: hand in a file, ask what became of it. docs/importing.md has examples.</summary>
internal static class ImportApi
{
    private const int ProblemsInAnswer = 100;

    public static void Map(IEndpointRouteBuilder portal)
    {
        // No cookie is read here, so there is nothing to forge; who asks is the key's to say.
        var api = portal.MapGroup("/api/imports").AllowAnonymous().DisableAntiforgery().AddEndpointFilter<RouteGroupBuilder, ApiKeyFilter>();
        api.MapPost("", Receive);
        api.MapGet("/{id}", Show);
        api.MapGet("/{id}/problems.csv", Report);
    }

    private static async Task<Results<Accepted<Received>, ProblemHttpResult>> Receive(HttpContext context, ImportInbox inbox, IOptions<PortalOptions> options, CancellationToken stop)
    {
        var limit = options.Value.Imports.MaxFileBytes;
        if (!UploadedFile.Admit(context, limit)) return TooLarge(limit);
        if (await UploadedFile.OfAsync(context.Request, context.Request.Query["name"], stop) is not { } file)
            return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: "No file came.", detail: "Send multipart/form-data with the file in the field \"file\", or the file as the body and its name as ?name=readings.csv.");

        var key = (ApiKey)context.Items[typeof(ApiKey)]!;
        var goodRows = context.Request.Query["good-rows"] == "true";
        try
        {
            return await inbox.ReceiveAsync(file.Content, file.Name, ImportSource.Api, key.Name, stop, goodRows) switch
            {
                ReceiveOutcome.Taken taken => TypedResults.Accepted(Href(taken.BatchId), new Received(taken.BatchId, nameof(BatchState.Received), Href(taken.BatchId))),
                _ => TooLarge(limit),
            };
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge(limit);
        }
    }

    private static async Task<Results<Ok<Told>, ProblemHttpResult>> Show(string id, PortalDb db, CancellationToken stop)
    {
        if (!Guid.TryParse(id, out var batchId) || await db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(batch => batch.Id == batchId, stop) is not { } batch) return Unknown();
        var counts = await db.ImportCounts.AsNoTracking().Where(count => count.BatchId == batchId).OrderBy(count => count.Kind).ToListAsync(stop);
        var problems = await db.ImportProblems.AsNoTracking().Where(problem => problem.BatchId == batchId).OrderBy(problem => problem.Ordinal).Take(ProblemsInAnswer).ToListAsync(stop);
        return TypedResults.Ok(new Told(batch.Id, batch.State.ToString(), Href(batchId), batch.FileName, batch.Kind, batch.Bytes, batch.Sha256, batch.ReceivedAt, batch.FinishedAt,
            [.. counts.Select(count => new ToldCount(count.Kind, count.Read, count.Added, count.Changed, count.Unchanged, count.Refused))],
            batch.Problems, batch.Warnings,
            [.. problems.Select(problem => new ToldProblem(problem.IsWarning ? "warning" : "error", problem.File, problem.Line == 0 ? null : problem.Line, problem.Place, problem.Found, problem.Expected))],
            batch.Problems + batch.Warnings == 0 ? null : Href(batchId) + "/problems.csv"));
    }

    private static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> Report(string id, PortalDb db, DataFolder folder, RetailerScope scope, CancellationToken stop)
    {
        if (!Guid.TryParse(id, out var batchId) || !await db.ImportBatches.AnyAsync(batch => batch.Id == batchId, stop)) return Unknown();
        var path = new BatchFolder(folder, scope.Current.Id, batchId).Problems;
        return File.Exists(path) ? TypedResults.PhysicalFile(path, "text/csv; charset=utf-8", $"problems-{batchId:N}.csv") : Unknown();
    }

    private static string Href(Guid id) => Links.To($"/api/imports/{id}");
    private static ProblemHttpResult Unknown() => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such import.");
    private static ProblemHttpResult TooLarge(long limit) => TypedResults.Problem(statusCode: StatusCodes.Status413PayloadTooLarge, title: "The file is too large.", detail: $"At most {limit} bytes are taken.");

    internal sealed record Received(Guid Id, string State, string Href);
    internal sealed record Told(Guid Id, string State, string Href, string FileName, string Kind, long Bytes, string Sha256, DateTime ReceivedAt, DateTime? FinishedAt,
        IReadOnlyList<ToldCount> Counts, int ProblemCount, int WarningCount, IReadOnlyList<ToldProblem> Problems, string? Report);
    internal sealed record ToldCount(string Kind, long Read, long Added, long Changed, long Unchanged, long Refused);
    internal sealed record ToldProblem(string Severity, string File, long? Line, string Place, string Found, string Expected);
}
