using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using OrchardCore.Navigation;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using Portal.Orchard.People;
using Portal.Orchard.Settings;
using Portal.Orchard.Tenants;

namespace Portal.Orchard;

/// <summary>The portal's back office in Orchard's admin menu: what the tenant has switched on, for whom the permission lets in.</summary>
internal sealed class AdminMenu(IReadOnlyList<Feature> features, IOptions<PortalPlace> place, IStringLocalizer<AdminMenu> S) : AdminNavigationProvider
{
    private static readonly RouteValueDictionary Facts = new() { { "area", "OrchardCore.Settings" }, { "groupId", RetailerFactsDriver.Group } };

    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Customer Portal"], "4", portal =>
        {
            portal.AddClass("customer-portal").Id("customerportal");
            foreach (var (feature, position) in features.Where(feature => feature.Office != "" && feature.InMenu).Select((feature, at) => (feature, at)))
                portal.Add(new LocalizedString(feature.Label, S[feature.Label]), position.ToString("000", System.Globalization.CultureInfo.InvariantCulture), entry => entry
                    .Url($"~{place.Value.Path}{feature.Path}")
                    .Permission(PortalPermissions.Of(feature.Office))
                    .LocalNav());
        });
        builder.Add(S["Settings"], settings => settings
            .Add(S["Customer Portal"], S["Customer Portal"].PrefixPosition(), entry => entry
                .Action("Index", "Admin", Facts)
                .Permission(PortalPermissions.Of(Policies.EditBrand))
                .LocalNav()));
        return ValueTask.CompletedTask;
    }
}
