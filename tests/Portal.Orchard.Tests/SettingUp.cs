using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Statements;
using OrchardCore.Settings;
using OrchardCore.Portal.Tests;

namespace Portal.Orchard.Tests;

/// <summary>From nothing to a portal, and who its retailer is.</summary>
[Collection(nameof(OrchardApp))]
public sealed class SettingUp(OrchardApp portal)
{
    [Fact]
    public async Task The_demo_recipe_gives_a_tenant_brand_data_answers_and_people_in_one_step()
    {
        await OrchardApp.UntilAsync(() => portal.ReadAsync(OrchardApp.Demo, db => db.Statements.AnyAsync(statement => statement.AccountNumber == "20417781")));

        var priya = await portal.SignInAsync(OrchardApp.Demo, "priya@example.com", "Sunny-Banksia-14");
        var page = await priya.ReadAsync("/statements");
        Assert.Contains("/brand/logo", page, StringComparison.Ordinal);
        Assert.Contains("ABN 33 900 100 200", page, StringComparison.Ordinal);
        Assert.Contains("/help/", await priya.ReadAsync("/help"), StringComparison.Ordinal);
        var sam = await portal.SignInAsync(OrchardApp.Demo, "sam@lumen.example.com", "Copper-Lantern-15");
        await sam.ReadAsync("/admin/inbox");
    }

    [Fact]
    public async Task The_empty_recipe_gives_a_portal_with_nobody_in_it_that_calls_itself_as_the_site_does()
    {
        var page = await portal.Visit("lumen").ReadAsync("/help");

        Assert.Contains("lumen", page, StringComparison.Ordinal);
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.Statements.CountAsync(statement => statement.AccountNumber == "20417781")));
    }

    [Fact]
    public async Task What_the_retailer_is_is_written_in_the_sites_settings_where_the_brand_editor_is_linked_from()
    {
        var admin = await portal.SignInAsync("tidewater", "admin");
        var address = new Uri("/tidewater/Admin/Settings/customerportal", UriKind.Relative);
        var page = await admin.Client.GetStringAsync(address);
        Assert.Contains("href=\"/tidewater/portal/admin/branding\"", page, StringComparison.Ordinal);
        Assert.Contains("Australia/Sydney", page, StringComparison.Ordinal);
        try
        {
            var faulty = await SendAsync(admin, address, page, currency: "shells", "BPAY without a bar");
            Assert.Contains("currency", faulty, StringComparison.Ordinal);
            Assert.Contains("Expected a bar in each line", faulty, StringComparison.Ordinal);
            Assert.Contains("BPAY without a bar", faulty, StringComparison.Ordinal);   // nothing typed is lost

            await SendAsync(admin, address, page, currency: "NZD", "BPAY | Biller code <b>123456</b>");
            var customer = await portal.SignedInAsync("tidewater", "kiwi", "Customer", "9601");
            Assert.Contains("Biller code &lt;b&gt;123456", await customer.ReadAsync("/pay"), StringComparison.Ordinal);
            Assert.Contains(await portal.ReadAsync("tidewater", db => db.Set<AuditEntry>().AsNoTracking().ToListAsync()), entry => entry is { Area: "Settings", Action: "Changed", Who: "admin" } && entry.Detail.Contains("NZD", StringComparison.Ordinal));
            var snoop = await portal.SignedInAsync("tidewater", "settings-snoop", "Billing");
            Assert.NotEqual(HttpStatusCode.OK, (await snoop.Client.GetAsync(address)).StatusCode);
            var editor = await portal.SignedInAsync("tidewater", "settings-editor", "Editor");
            Assert.Contains(address.OriginalString, await editor.ReadAsync("/admin/branding"), StringComparison.Ordinal);   // the menu leads there
            Assert.Contains("ISite.Currency", await editor.Client.GetStringAsync(address), StringComparison.Ordinal);
            Assert.NotEqual(HttpStatusCode.OK, (await editor.Client.GetAsync(new Uri("/tidewater/Admin/Settings/general", UriKind.Relative))).StatusCode);
        }
        finally
        {
            await portal.InAsync("tidewater", async scope =>
            {
                var sites = scope.GetRequiredService<ISiteService>();
                var site = await sites.LoadSiteSettingsAsync();
                site.Properties["Retailer"] = new JsonObject();
                await sites.UpdateSiteSettingsAsync(site);
            });
        }
    }

    private static async Task<string> SendAsync(Visitor admin, Uri address, string page, string currency, string ways)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = Visitor.TokenIn(page),
            ["ISite.Currency"] = currency,
            ["ISite.PaymentOptions"] = ways,
            ["ISite.TaxOnTop"] = "false",
        });
        return await (await admin.Client.PostAsync(address, form)).Content.ReadAsStringAsync();
    }
}
