using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace OrchardCore.Portal.Data;

/// <summary>Where the portal keeps its files: one folder a retailer, and what belongs to all of them beside it.</summary>
internal sealed class DataFolder(IOptions<PortalOptions> options, IHostEnvironment host)
{
    public string Root => field ??= Directory.CreateDirectory(Path.GetFullPath(options.Value.DataFolder, host.ContentRootPath)).FullName;

    /// <summary>A place in a retailer's folder; the folders on the way are made.</summary>
    public string Of(string retailerId, params ReadOnlySpan<string> parts)
    {
        var place = Path.Combine([Root, options.Value.RetailerFolder.Replace("{retailer}", retailerId, StringComparison.Ordinal), .. parts]);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        return place;
    }
}
