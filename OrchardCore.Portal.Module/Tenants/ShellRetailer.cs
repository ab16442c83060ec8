using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrchardCore.Environment.Shell;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Settings;

namespace Portal.Orchard.Tenants;

/// <summary>
/// The retailer that this tenant is: name and time zone from the site's settings, the rest from their section "Retailer", which has the
/// shape of a retailer.json (docs/branding.md). It is read anew when the settings change.
/// </summary>
internal sealed class ShellRetailer(ShellSettings shell, ThemeTemplates themes, DataFolder folder, IOptions<PortalPlace> place, ILogger<ShellRetailer> log)
{
    private const string Section = "Retailer";

    private (ISite Site, Retailer Retailer)? _made;

    public async ValueTask<Retailer> ReadAsync(IServiceProvider scope)
    {
        var site = await scope.GetRequiredService<ISiteService>().GetSiteSettingsAsync();
        if (_made is { } made && ReferenceEquals(made.Site, site)) return made.Retailer;
        var retailer = Make(site);
        _made = (site, retailer);
        return retailer;
    }

    private Retailer Make(ISite site)
    {
        var written = site.Properties[Section] as JsonObject ?? [];
        try
        {
            return Placed(RetailerFile.Read(Named(written.DeepClone().AsObject(), site), $"Settings of tenant {shell.Name}, {Section}"), site);
        }
        catch (FormatException fault)
        {
            log.SettingsRefused(shell.Name, fault.Message);   // they are mended in the admin, which must not be taken down with them
            return Placed(RetailerFile.Read(Named([], site), shell.Name), site);
        }
    }

    /// <summary>What the site says of itself, where the section does not say it.</summary>
    private JsonObject Named(JsonObject retailer, ISite site)
    {
        retailer["id"] = shell.Name;
        retailer["name"] ??= site.SiteName;
        retailer["timeZone"] ??= site.TimeZoneId;
        var culture = CultureInfo.CreateSpecificCulture((string?)retailer["culture"] ?? CultureInfo.CurrentCulture.Name);
        if (culture.IsNeutralCulture || culture.Name == "") culture = CultureInfo.GetCultureInfo("en-AU");
        retailer["culture"] ??= culture.Name;
        retailer["currency"] ??= new RegionInfo(culture.Name).ISOCurrencySymbol;
        return retailer;
    }

    private Retailer Placed(Retailer retailer, ISite site) => retailer with
    {
        Hosts = shell.RequestUrlHosts,
        Prefix = string.IsNullOrEmpty(shell.RequestUrlPrefix) ? "" : "/" + shell.RequestUrlPrefix,
        Path = place.Value.Path,
        Folder = folder.Of(shell.Name, ""),
        ThemeTemplates = themes.Of((string?)site.Properties["CurrentThemeName"]),
    };
}
