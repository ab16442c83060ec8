using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Importing;

/// <summary>Where a batch's file and reports lie, under names of our own: imports/{id}/ in the retailer's folder.</summary>
internal sealed class BatchFolder
{
    public BatchFolder(DataFolder folder, string retailerId, Guid batchId) =>
        Root = Directory.CreateDirectory(folder.Of(retailerId, "imports", batchId.ToString("N"))).FullName;

    public string Root { get; }

    /// <summary>The file as it came.</summary>
    public string Content => Path.Combine(Root, "content");

    /// <summary>The file while it comes.</summary>
    public string Incoming => Path.Combine(Root, "incoming");

    /// <summary>What is known of a file that has no row yet.</summary>
    public string Slip => Path.Combine(Root, "received.json");
    public string Problems => Path.Combine(Root, "problems.csv");

    /// <summary>The refused rows of each file, to be mended.</summary>
    public string Refused => Path.Combine(Root, "refused");

    public IReadOnlyList<string> RefusedFiles => Directory.Exists(Refused) ? [.. Directory.GetFiles(Refused).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [];
}
