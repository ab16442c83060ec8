using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Environment.Extensions;
using OrchardCore.Environment.Shell;
using OrchardCore.Users;
using OrchardCore.Users.Models;

namespace Portal.Orchard.Tests;

/// <summary>Orchard's users as customers and as the retailer's people.</summary>
[Collection(nameof(OrchardApp))]
public sealed class LettingPeopleIn(OrchardApp portal)
{
    [Fact]
    public async Task Who_is_not_signed_in_logs_in_at_Orchard_and_comes_back()
    {
        var answer = await portal.Visit("lumen").GetAsync("/statements?page=2");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith("/lumen/Login?ReturnUrl=%2Flumen%2Fportal%2Fstatements%3Fpage%3D2", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_is_a_customer_by_role_and_by_account()
    {
        var nobody = await portal.SignedInAsync("lumen", "linkless", "Customer");
        var other = await portal.SignedInAsync("lumen", "roleless", "Editor", "3001");

        foreach (var visitor in new[] { nobody, other })
        {
            var answer = await visitor.GetAsync("/statements");
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("You cannot see this page", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_account_that_is_taken_away_is_gone_at_once()
    {
        var customer = await portal.SignedInAsync("lumen", "leaver", "Customer", "3010", "3011");
        Assert.Contains("3011", await customer.ReadAsync("/settings"), StringComparison.Ordinal);

        await ChangeAsync("lumen", "leaver", user => user.UserClaims = [.. user.UserClaims.Where(claim => claim.ClaimValue != "3011")]);
        Assert.DoesNotContain("3011", await customer.ReadAsync("/settings"), StringComparison.Ordinal);

        await ChangeAsync("lumen", "leaver", user => user.IsEnabled = false);
        Assert.NotEqual(HttpStatusCode.OK, (await customer.GetAsync("/settings")).StatusCode);
    }

    [Fact]
    public async Task Each_of_the_retailers_people_enters_what_their_role_says_in_Orchards_admin()
    {
        var support = await portal.SignedInAsync("lumen", "supporter", "Support");
        var billing = await portal.SignedInAsync("lumen", "biller", "Billing");

        var mail = await support.ReadAsync("/admin/mail");
        Assert.Contains("ta-left-sidebar", mail, StringComparison.Ordinal);   // Orchard's admin
        Assert.Contains("/lumen/portal/admin/mail", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("/lumen/portal/admin/payments", mail, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await support.GetAsync("/admin/payments")).StatusCode);
        await billing.ReadAsync("/admin/payments");
    }

    [Fact]
    public async Task One_of_the_retailers_people_goes_on_to_the_admin_after_signing_in()
    {
        var support = await portal.SignedInAsync("lumen", "arriver", "Support");

        Assert.Equal("/lumen/Admin", (await support.GetAsync("")).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task What_is_switched_off_is_neither_shown_nor_there()
    {
        var admin = await portal.SignInAsync("tidewater", "admin");
        await admin.ReadAsync("/admin/payments");

        await SwitchAsync("tidewater", PortalFeatures.Payments, on: false);
        try
        {
            Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/admin/payments")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/pay/guest")).StatusCode);
            Assert.DoesNotContain("/admin/payments", await admin.ReadAsync("/admin/mail"), StringComparison.Ordinal);
        }
        finally
        {
            await SwitchAsync("tidewater", PortalFeatures.Payments, on: true);
        }
        await admin.ReadAsync("/admin/payments");
    }

    [Fact]
    public async Task Leaving_ends_the_session()
    {
        var customer = await portal.SignedInAsync("lumen", "goer", "Customer", "3020");

        await customer.SendAsync("/settings", [], "/sign-out");

        Assert.Equal(HttpStatusCode.Redirect, (await customer.GetAsync("/settings")).StatusCode);
    }

    private Task ChangeAsync(string tenant, string name, Action<User> change) => portal.InAsync(tenant, async scope =>
    {
        var users = scope.GetRequiredService<UserManager<IUser>>();
        var user = (User)(await users.FindByNameAsync(name))!;
        change(user);
        await users.UpdateAsync(user);
    });

    private Task SwitchAsync(string tenant, string feature, bool on) => portal.InAsync(tenant, async scope =>
    {
        var manager = scope.GetRequiredService<IShellFeaturesManager>();
        var meant = scope.GetRequiredService<IExtensionManager>().GetFeatures().Single(one => one.Id == feature);
        if (on) await manager.EnableFeaturesAsync([meant], force: true);
        else await manager.DisableFeaturesAsync([meant], force: true);
    });
}
