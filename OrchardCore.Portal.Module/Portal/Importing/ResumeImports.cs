using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Importing;

/// <summary>Jobs may live in memory, batches do not: what is unfinished at start goes on.</summary>
internal sealed class ResumeImports(IRetailerScopes retailers, DataFolder folder, TimeProvider clock) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var retailer in retailers.All)
            await retailers.RunAsync(retailer.Id, scope => ResumeAsync(retailer.Id, scope, cancellationToken));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task ResumeAsync(string retailerId, IServiceProvider scope, CancellationToken stop)
    {
        var imports = Directory.CreateDirectory(folder.Of(retailerId, "imports"));
        foreach (var slip in imports.EnumerateFiles("received.json", SearchOption.AllDirectories).ToList())
        {
            // Stored but not yet in the database. What never came whole goes, but another process may just be receiving it.
            var place = slip.Directory!;
            if (File.Exists(Path.Combine(place.FullName, "content")) && Guid.TryParse(place.Name, out var id)) await scope.GetRequiredService<ImportInbox>().EnterAsync(id, stop);
            else if (place.LastWriteTimeUtc < clock.GetUtcNow().UtcDateTime.AddDays(-1)) place.Delete(recursive: true);
        }
        await scope.GetRequiredService<ImportQueue>().EnqueueNextAsync(scope.GetRequiredService<PortalDb>(), retailerId, stop);
    }
}
