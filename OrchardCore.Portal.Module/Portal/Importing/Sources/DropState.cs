using Microsoft.Extensions.Options;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Importing.Sources;

/// <summary>A file that lies in the drop folder.</summary>
/// <param name="Since">Its own time, in UTC.</param>
/// <param name="Why">Why it lies there; <paramref name="IsStuck"/> where somebody has to do something.</param>
internal sealed record WaitingFile(string Name, long Bytes, DateTime Since, string Why, bool IsStuck);

/// <summary>The drop folder of the retailer in scope, as it is now: whichever process looks through it.</summary>
internal sealed class DropState(DataFolder folder, RetailerScope scope, IOptions<PortalOptions> options, TimeProvider clock)
{
    /// <summary>Beyond this the rounds themselves have stopped.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);
    private const int Most = 200;

    /// <summary>As the operator calls it; never a path of the server.</summary>
    public string Name => options.Value.Imports.DropFolderName is { Length: > 0 } name ? name.Replace("{retailer}", scope.Current.Id, StringComparison.Ordinal) : "drop/ in your folder on the portal's server";

    public int EverySeconds => options.Value.Imports.DropFolderSeconds;

    /// <summary>When it was looked through last, in UTC; null where never.</summary>
    public DateTime? LookedAt => Marker(folder, scope.Current.Id) is { Exists: true } marker ? marker.LastWriteTimeUtc : null;

    public bool IsLookedThrough => LookedAt is { } at && clock.GetUtcNow().UtcDateTime - at < TimeSpan.FromSeconds(3 * EverySeconds) + Slack;

    public IReadOnlyList<WaitingFile> Waiting()
    {
        var drop = new DirectoryInfo(folder.Of(scope.Current.Id, "drop"));
        return !drop.Exists ? [] : [.. drop.EnumerateFiles().Take(Most).Select(Look).OrderBy(file => file.Since)];
    }

    /// <summary>Said by whoever looked, at the end of a round.</summary>
    public static void Looked(DataFolder folder, string retailerId, DateTime now)
    {
        var marker = Marker(folder, retailerId);
        if (!marker.Exists) marker.Create().Dispose();
        File.SetLastWriteTimeUtc(marker.FullName, now);
    }

    private WaitingFile Look(FileInfo file)
    {
        var (why, stuck) = WhyOf(file);
        return new WaitingFile(ShownName.Of(file.Name), file.Attributes.HasFlag(FileAttributes.ReparsePoint) ? 0 : file.Length, file.LastWriteTimeUtc, why, stuck);
    }

    private (string, bool) WhyOf(FileInfo file)
    {
        var age = clock.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc;
        if (file.Attributes.HasFlag(FileAttributes.ReparsePoint)) return ("Left alone: it is a link. Put the file itself there.", true);
        if (!DropFolder.IsMeant(file)) return ("Left alone: a name like this is of a file that is still being written. Rename it when it is whole.", age > TimeSpan.FromHours(1));
        if (!IsLookedThrough) return ("Nobody looks through the folder at the moment. Tell whoever runs the portal.", true);
        return age < TimeSpan.FromSeconds(3 * EverySeconds) + Slack ? ("Taken when it has been still for a round.", false) : ("It still grows, or the portal may not move it. Ask whoever runs the portal to look at its owner and rights.", true);
    }

    private static FileInfo Marker(DataFolder folder, string retailerId) => new(folder.Of(retailerId, "imports", ".looked"));
}
