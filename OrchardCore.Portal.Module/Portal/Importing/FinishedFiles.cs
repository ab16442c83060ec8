using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Importing;

/// <summary>What came by the drop folder goes to drop/done or drop/refused when it is finished, with a report beside it.</summary>
internal sealed class FinishedFiles(DataFolder folder, RetailerScope scope, PortalDb db)
{
    public async Task PutAsync(ImportBatch batch, BatchFolder place, CancellationToken stop)
    {
        if (batch.Source != ImportSource.DropFolder) return;
        var name = $"{ShownName.Stem(batch.FileName)}.{batch.Id.ToString("N")[^8..]}{Path.GetExtension(batch.FileName)}";   // the same name may come every day
        var target = folder.Of(scope.Current.Id, "drop", batch.State == BatchState.Applied ? "done" : "refused", name);
        File.Copy(place.Content, target, overwrite: true);
        if (File.Exists(place.Problems) && batch.Problems + batch.Warnings > 0) File.Copy(place.Problems, target + ".problems.csv", overwrite: true);
        foreach (var refused in place.RefusedFiles) File.Copy(Path.Combine(place.Refused, refused), $"{target}.{refused}", overwrite: true);

        var counts = await db.ImportCounts.AsNoTracking().Where(count => count.BatchId == batch.Id).OrderBy(count => count.Kind).ToListAsync(stop);
        await File.WriteAllLinesAsync(target + ".report.txt",
        [
            string.Create(CultureInfo.InvariantCulture, $"{batch.FileName}: {batch.State}. {batch.Problems} problems, {batch.Warnings} warnings."),
            .. counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Kind}: {count.Read} read, {count.Added} added, {count.Changed} changed, {count.Unchanged} unchanged, {count.Refused} refused")),
        ], stop);
    }
}
