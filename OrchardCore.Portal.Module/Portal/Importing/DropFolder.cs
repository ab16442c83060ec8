using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Importing.Sources;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Importing;

/// <summary>Looks through the retailers' drop folders. A file is taken when it has been still for a round.</summary>
internal sealed class DropFolder(IRetailerScopes retailers, DataFolder folder, IOptions<PortalOptions> options, TimeProvider clock, ILogger<DropFolder> log) : BackgroundService
{
    private Dictionary<string, (long Length, DateTime Written)> _seen = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rounds = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.Imports.DropFolderSeconds));
        do
        {
            Dictionary<string, (long, DateTime)> seen = [];
            foreach (var retailer in retailers.All)
            {
                try
                {
                    await LookAsync(retailer, seen, stoppingToken);
                }
                catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
                {
                    log.DropFolderFaulted(fault, retailer.Id);   // the others' files must not wait for this one
                }
            }
            _seen = seen;
        }
        while (await rounds.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(Retailer retailer, Dictionary<string, (long, DateTime)> seen, CancellationToken stop)
    {
        var drop = Directory.CreateDirectory(folder.Of(retailer.Id, "drop"));
        foreach (var file in drop.GetFiles().Where(IsMeant).OrderBy(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal))
        {
            var now = (file.Length, file.LastWriteTimeUtc);
            if (!_seen.TryGetValue(file.FullName, out var before) || before != now) seen[file.FullName] = now;   // new, or still growing
            else await retailers.RunAsync(retailer.Id, scope => ClaimAsync(scope, file.FullName, stop));
        }
        DropState.Looked(folder, retailer.Id, clock.GetUtcNow().UtcDateTime);
    }

    private static Task ClaimAsync(IServiceProvider scope, string path, CancellationToken stop) =>
        !scope.GetRequiredService<PartsOn>().Has(PortalParts.Imports) ? Task.CompletedTask
            : scope.GetRequiredService<ImportInbox>().ClaimAsync(path, ImportSource.DropFolder, "drop folder", stop);

    /// <summary>Whether it is taken at all: not what is hidden, linked, or by its name not whole yet.</summary>
    public static bool IsMeant(FileInfo file) =>
        !file.Name.StartsWith('.') && !file.Attributes.HasFlag(FileAttributes.ReparsePoint)
        && file.Extension.ToLowerInvariant() is not (".tmp" or ".part" or ".filepart" or ".crdownload");
}
