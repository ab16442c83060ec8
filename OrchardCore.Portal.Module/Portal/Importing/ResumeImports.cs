using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Importing;

/// <summary>Jobs may live in memory, batches do not: what is unfinished at start goes on.</summary>
internal sealed class ResumeImports(RetailerScope scope, DataFolder folder, PortalDb db, ImportInbox inbox, ImportQueue queue, TimeProvider clock) : IOpening
{
    public async Task OpenAsync(CancellationToken stop)
    {
        var imports = Directory.CreateDirectory(folder.Of(scope.Current.Id, "imports"));
        foreach (var slip in imports.EnumerateFiles("received.json", SearchOption.AllDirectories).ToList())
        {
            // Stored but not yet in the database. What never came whole goes, but another process may just be receiving it.
            var place = slip.Directory!;
            if (File.Exists(Path.Combine(place.FullName, "content")) && Guid.TryParse(place.Name, out var id)) await inbox.EnterAsync(id, stop);
            else if (place.LastWriteTimeUtc < clock.GetUtcNow().UtcDateTime.AddDays(-1)) place.Delete(recursive: true);
        }
        await queue.EnqueueNextAsync(db, scope.Current.Id, stop);
    }
}
