using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.BackOffice.ImportFiles;

/// <summary>A few characters that change when there is something new to see: a page asks for them, and for itself only when they differ.</summary>
internal static class Stamps
{
    /// <summary>Nothing is at work.</summary>
    public const string Still = "still";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/admin/imports/stamp", async (PortalDb db, CancellationToken stop) => TypedResults.Text(await OfAllAsync(db, stop))).ForOffice(Policies.RunImports);
        portal.MapGet("/admin/imports/{id:guid}/stamp", OfOne).ForOffice(Policies.RunImports);
    }

    public static async Task<string> OfAllAsync(PortalDb db, CancellationToken stop) =>
        string.Join(' ', (await db.ImportBatches.AsNoTracking().Unfinished().Take(50).ToListAsync(stop)).Select(Of)) is { Length: > 0 } working ? working : Still;

    public static string Of(ImportBatch batch) => FormattableString.Invariant($"{batch.Id:N}-{batch.State}-{batch.DoneFile}-{batch.DoneRecord}");

    private static async Task<Results<ContentHttpResult, NotFound>> OfOne(Guid id, PortalDb db, CancellationToken stop) =>
        await db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(batch => batch.Id == id, stop) is { } batch ? TypedResults.Text(Of(batch)) : TypedResults.NotFound();
}
