using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrchardCore.Environment.Shell;
using OrchardCore.Localization;
using OrchardCore.Portal;
using OrchardCore.Portal.Branding;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Settings;
using Portal.Orchard.Settings;

namespace Portal.Orchard.Tenants;

/// <summary>
/// The retailer that this tenant is: name and time zone from the site's settings, the rest from their section "Retailer", which has the
/// shape of a retailer.json (docs/branding.md). It is read anew when the settings change.
/// </summary>
internal sealed class ShellRetailer(ShellSettings shell, ThemeTemplates themes, DataFolder folder, IOptions<PortalPlace> place, IOptions<PortalOptions> options, ILogger<ShellRetailer> log)
{
    private const string UsualCulture = "en-AU";
    private const string UsualCurrency = "AUD";

    private Made? _made;

    private sealed record Made(ISite Site, Retailer Retailer);

    public async ValueTask<Retailer> ReadAsync(IServiceProvider scope)
    {
        var site = await scope.GetRequiredService<ISiteService>().GetSiteSettingsAsync();
        if (_made is { } made && ReferenceEquals(made.Site, site)) return made.Retailer;
        var retailer = Placed(Read(site, await scope.GetRequiredService<ILocalizationService>().GetDefaultCultureAsync()), site);
        _made = new Made(site, retailer);
        return retailer;
    }

    /// <summary>The same in the look that its editors have published.</summary>
    public async ValueTask<Retailer> DressedAsync(IServiceProvider scope, CancellationToken stop) =>
        await scope.GetRequiredService<IRetailerLooks>().DressAsync(await ReadAsync(scope), stop);

    /// <returns>What is wrong with a section that is not saved yet; null where it makes a retailer.</returns>
    public async Task<string?> FaultAsync(JsonObject section, ISite site, IServiceProvider scope)
    {
        try
        {
            var retailer = Read(section, site, await scope.GetRequiredService<ILocalizationService>().GetDefaultCultureAsync());
            var faults = string.Join("; ", Look.Of(retailer).Faults());
            return faults == "" ? null : faults;
        }
        catch (FormatException fault)
        {
            return fault.Message;
        }
    }

    private Retailer Read(JsonObject section, ISite site, string culture) => RetailerFile.Read(Named(section.DeepClone().AsObject(), site, culture), $"Settings of tenant {shell.Name}, {RetailerFacts.Section}");

    private Retailer Read(ISite site, string culture)
    {
        try
        {
            return Read(site.Properties[RetailerFacts.Section] as JsonObject ?? [], site, culture);
        }
        catch (FormatException fault)
        {
            log.SettingsRefused(shell.Name, fault.Message);   // they are mended in the admin, which must not be taken down with them
            return new Retailer { Id = shell.Name, Name = site.SiteName, TimeZone = "UTC", Culture = UsualCulture, CurrencyCode = UsualCurrency };
        }
    }

    /// <summary>What the site says of itself, where the section does not say it.</summary>
    private JsonObject Named(JsonObject retailer, ISite site, string culture)
    {
        var usual = culture == "" ? CultureInfo.GetCultureInfo(UsualCulture) : CultureInfo.CreateSpecificCulture(culture);
        retailer["id"] = shell.Name;
        retailer["name"] ??= site.SiteName;
        retailer["timeZone"] ??= site.TimeZoneId;
        retailer["culture"] ??= usual.Name;
        retailer["currency"] ??= new RegionInfo(usual.Name).ISOCurrencySymbol;
        return retailer;
    }

    private Retailer Placed(Retailer retailer, ISite site) => retailer with
    {
        Hosts = HostsOf(site),
        Prefix = string.IsNullOrEmpty(shell.RequestUrlPrefix) ? "" : "/" + shell.RequestUrlPrefix,
        Path = place.Value.Path,
        Folder = folder.Of(shell.Name, ""),
        ThemeTemplates = themes.Of((string?)site.Properties["CurrentThemeName"]),
    };

    /// <summary>A site that has neither host names nor a prefix is found where it, or the portal's settings, say that it is: mails need an address to lead to.</summary>
    private string[] HostsOf(ISite site) =>
        shell.RequestUrlHosts is { Length: > 0 } own ? own
        : string.IsNullOrEmpty(shell.RequestUrlPrefix) && Uri.TryCreate(string.IsNullOrEmpty(site.BaseUrl) ? options.Value.PublicAddress : site.BaseUrl, UriKind.Absolute, out var address) ? [address.Authority] : [];
}
