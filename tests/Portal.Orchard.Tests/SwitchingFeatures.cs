using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Environment.Extensions;
using OrchardCore.Environment.Shell;
using OrchardCore.Themes.Services;

namespace Portal.Orchard.Tests;

/// <summary>Each feature is switched off and on alone: its screens go and come back, and nothing else breaks.</summary>
[Collection(nameof(OrchardApp))]
public sealed class SwitchingFeatures(OrchardApp portal)
{
    private const string Tenant = "tidewater";

    [Theory]
    [InlineData(PortalFeatures.Payments, "/admin/payments", "/pay/guest")]
    [InlineData(PortalFeatures.Imports, "/admin/imports", "/admin/imports/sources")]
    [InlineData(PortalFeatures.Branding, "/admin/branding", "/admin/templates")]
    [InlineData(PortalFeatures.BackOffice, "/admin", "/admin/inbox")]
    public async Task What_is_switched_off_is_neither_shown_nor_there_and_comes_back(string feature, params string[] screens)
    {
        var admin = await portal.SignInAsync(Tenant, "admin");
        var customer = await portal.SignedInAsync(Tenant, "switched-" + feature.Split('.')[^1].ToLowerInvariant(), "Customer", "9301");
        foreach (var screen in screens) Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync(screen)).StatusCode);

        var off = await SwitchOffAsync(feature);
        try
        {
            foreach (var screen in screens) Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync(screen)).StatusCode);
            var menu = await portal.Visit(Tenant, "").GetAsync("/Admin") is { StatusCode: HttpStatusCode.Redirect } ? await admin.Client.GetStringAsync(new Uri($"/{Tenant}/Admin", UriKind.Relative)) : "";
            foreach (var screen in screens) Assert.DoesNotContain($"/portal{screen}\"", menu, StringComparison.Ordinal);
            await AssertCustomersAreServedAsync(customer);
            if (feature != PortalFeatures.BackOffice) await admin.ReadAsync("/admin");
        }
        finally
        {
            await SwitchOnAsync(off);
        }
        foreach (var screen in screens) Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync(screen)).StatusCode);
    }

    [Fact]
    public async Task Without_content_items_Help_has_the_portals_own_answers_and_its_editor_stays_away()
    {
        var admin = await portal.SignInAsync(Tenant, "admin");
        var customer = await portal.SignedInAsync(Tenant, "switched-faq", "Customer", "9310");

        var off = await SwitchOffAsync(PortalFeatures.Faq);
        try
        {
            await AssertCustomersAreServedAsync(customer);
            await admin.ReadAsync("/admin");
        }
        finally
        {
            await SwitchOnAsync(off);
        }
        await customer.ReadAsync("/help");
    }

    [Fact]
    public async Task Switched_off_as_a_whole_the_portal_is_gone_and_the_site_goes_on()
    {
        var customer = await portal.SignedInAsync(Tenant, "switched-all", "Customer", "9320");
        await UseThemeAsync("TheTheme");   // the portal's own goes with it

        var off = await SwitchOffAsync(PortalFeatures.Portal);
        try
        {
            Assert.Equal(HttpStatusCode.NotFound, (await customer.GetAsync("/statements")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await portal.Visit(Tenant, "").GetAsync("/Login")).StatusCode);
            await (await portal.SignedInAsync("lumen", "unswitched", "Customer", "9320")).ReadAsync("/statements");
        }
        finally
        {
            await SwitchOnAsync(off);
            await UseThemeAsync("OrchardCore.Portal.Theme");
        }
        await customer.ReadAsync("/statements");
    }

    private static async Task AssertCustomersAreServedAsync(OrchardCore.Portal.Tests.Visitor customer)
    {
        foreach (var screen in new[] { "", "/services", "/charges", "/statements", "/transactions", "/usage", "/account", "/settings", "/help", "/contact", "/pay" }) await customer.ReadAsync(screen);
    }

    /// <returns>All that went with it.</returns>
    private async Task<IReadOnlyList<string>> SwitchOffAsync(string feature)
    {
        IReadOnlyList<string> off = [];
        await portal.InAsync(Tenant, async scope =>
        {
            var manager = scope.GetRequiredService<IShellFeaturesManager>();
            var before = (await manager.GetEnabledFeaturesAsync()).Select(one => one.Id).ToList();
            var gone = await manager.DisableFeaturesAsync([scope.GetRequiredService<IExtensionManager>().GetFeatures().Single(one => one.Id == feature)], force: true);
            off = [.. gone.Select(one => one.Id).Where(before.Contains)];
        });
        return off;
    }

    private Task UseThemeAsync(string theme) => portal.InAsync(Tenant, async scope =>
    {
        await scope.GetRequiredService<IShellFeaturesManager>().EnableFeaturesAsync([scope.GetRequiredService<IExtensionManager>().GetFeatures().Single(one => one.Id == theme)], force: true);
        await scope.GetRequiredService<ISiteThemeService>().SetSiteThemeAsync(theme);
    });

    private async Task SwitchOnAsync(IReadOnlyList<string> features)
    {
        var scope = await portal.Shells.GetScopeAsync(portal.Shells.GetSettings(Tenant));
        await scope.UsingAsync(shell => shell.ServiceProvider.GetRequiredService<IShellFeaturesManager>().EnableFeaturesAsync(
            shell.ServiceProvider.GetRequiredService<IExtensionManager>().GetFeatures().Where(one => features.Contains(one.Id)), force: true));
    }
}
