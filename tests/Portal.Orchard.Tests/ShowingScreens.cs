using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Environment.Extensions;
using OrchardCore.Environment.Shell;
using OrchardCore.Portal.Branding;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Settings;
using OrchardCore.Themes.Services;

namespace Portal.Orchard.Tests;

/// <summary>The customer's screens in the layout of a tenant's theme.</summary>
[Collection(nameof(OrchardApp))]
public sealed class ShowingScreens(OrchardApp portal)
{
    public static TheoryData<string> Tenants => [.. OrchardApp.Tenants];

    [Theory, MemberData(nameof(Tenants))]
    public async Task Every_screen_of_the_menu_opens_in_the_theme(string tenant)
    {
        var customer = await portal.SignedInAsync(tenant, "everywhere", "Customer", "1001");
        IReadOnlyList<Feature> features = [];
        await portal.InAsync(tenant, scope => Task.FromResult(features = scope.GetRequiredService<IReadOnlyList<Feature>>()));

        foreach (var screen in features.Where(feature => feature.Office == "" && (feature.InMenu || feature.Bar != "")))
        {
            var page = await customer.ReadAsync(screen.Path);
            Assert.Single(Regex.Matches(page, "<html"));
            Assert.Contains($"href=\"/{tenant}/portal{screen.Path}\" aria-current=\"page\"", page, StringComparison.Ordinal);
            Assert.Contains("1001", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_of_the_site_stands_in_the_same_frame()
    {
        var customer = await portal.SignedInAsync("lumen", "lost", "Customer", "1010");

        var answer = await customer.Client.GetAsync(new Uri("/lumen/no-such-page", UriKind.Relative));

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Page not found", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/lumen/portal/statements\"", page, StringComparison.Ordinal);
        Assert.Contains("1010", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_theme_overrides_a_screen_by_a_file_of_its_name_for_its_own_tenant_alone()
    {
        const string Own = "recycle yours with the cardboard";
        var here = await portal.SignedInAsync("tidewater", "themed", "Customer", "1020");
        var there = await portal.SignedInAsync("lumen", "unthemed", "Customer", "1020");

        await UseThemeAsync("tidewater", "Portal.RetailerTheme");
        try
        {
            Assert.Contains(Own, await here.ReadAsync("/statements"), StringComparison.Ordinal);
            Assert.DoesNotContain(Own, await there.ReadAsync("/statements"), StringComparison.Ordinal);
            Assert.Contains("href=\"/tidewater/portal/statements\" aria-current=\"page\"", await here.ReadAsync("/statements"), StringComparison.Ordinal);   // the frame is its base theme's
        }
        finally
        {
            await UseThemeAsync("tidewater", "OrchardCore.Portal.Theme");
        }
        Assert.DoesNotContain(Own, await here.ReadAsync("/statements"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_theme_that_knows_nothing_of_the_portal_its_menu_stands_above_the_screen()
    {
        var customer = await portal.SignedInAsync("tidewater", "elsewhere", "Customer", "1030");

        await UseThemeAsync("tidewater", "TheTheme");
        try
        {
            var page = await customer.ReadAsync("/statements");
            Assert.Contains("navbar", page, StringComparison.Ordinal);
            Assert.Contains("inside.css", page, StringComparison.Ordinal);
            Assert.Contains("href=\"/tidewater/portal/statements\" aria-current=\"page\"", page, StringComparison.Ordinal);
        }
        finally
        {
            await UseThemeAsync("tidewater", "OrchardCore.Portal.Theme");
        }
    }

    [Fact]
    public async Task The_settings_say_who_the_retailer_is_and_wrong_ones_do_not_take_the_site_down()
    {
        var customer = await portal.SignedInAsync("tidewater", "settled", "Customer", "1040");

        await SetRetailerAsync("tidewater", """{ "name": "Tidewater & Sons", "words": { "Statements": "Bills" } }""");
        Assert.Contains("Tidewater &amp; Sons", await customer.ReadAsync("/statements"), StringComparison.Ordinal);
        Assert.Contains("Bills", await customer.ReadAsync("/statements"), StringComparison.Ordinal);

        await SetRetailerAsync("tidewater", """{ "currency": "shells", "brand": { "colour": "red" } }""");
        Assert.Contains("1040", await customer.ReadAsync("/statements"), StringComparison.Ordinal);

        await SetRetailerAsync("tidewater", "{}");
        Assert.Contains("Statements", await customer.ReadAsync("/statements"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_that_was_published_dresses_its_own_tenant_and_can_be_taken_back()
    {
        var here = await portal.SignedInAsync("tidewater", "looker", "Customer", "1050");
        var there = await portal.SignedInAsync("lumen", "overlooker", "Customer", "1050");

        await portal.InAsync("tidewater", async scope =>
        {
            var shelf = scope.GetRequiredService<LookShelf>();
            Assert.True(await shelf.SaveAsync(shelf.Published with { Words = new() { ["Statements"] = "Water bills" } }, Guid.Empty, "Test", default));
            Assert.True(await shelf.PublishAsync((await shelf.OpenAsync(default)).Edition, "Test", default));
        });
        Assert.Contains("Water bills", await here.ReadAsync("/statements"), StringComparison.Ordinal);
        Assert.DoesNotContain("Water bills", await there.ReadAsync("/statements"), StringComparison.Ordinal);

        await portal.InAsync("tidewater", async scope => Assert.True(await scope.GetRequiredService<LookShelf>().GoBackAsync(1, await scope.GetRequiredService<PortalDb>().LookVersions.MaxAsync(version => version.Number), "Test", default)));
        Assert.DoesNotContain("Water bills", await here.ReadAsync("/statements"), StringComparison.Ordinal);
    }

    private Task SetRetailerAsync(string tenant, string written) => portal.InAsync(tenant, async scope =>
    {
        var sites = scope.GetRequiredService<ISiteService>();
        var site = await sites.LoadSiteSettingsAsync();
        site.Properties["Retailer"] = JsonNode.Parse(written);
        await sites.UpdateSiteSettingsAsync(site);
    });

    private Task UseThemeAsync(string tenant, string theme) => portal.InAsync(tenant, async scope =>
    {
        var feature = scope.GetRequiredService<IExtensionManager>().GetFeatures().Single(one => one.Id == theme);
        await scope.GetRequiredService<IShellFeaturesManager>().EnableFeaturesAsync([feature], force: true);
        await scope.GetRequiredService<ISiteThemeService>().SetSiteThemeAsync(theme);
    });
}
