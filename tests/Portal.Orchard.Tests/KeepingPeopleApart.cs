using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Security;

namespace Portal.Orchard.Tests;

/// <summary>Whom Orchard knows as one of the retailer's people, the portal does too, whatever their role is called.</summary>
[Collection(nameof(OrchardApp))]
public sealed class KeepingPeopleApart(OrchardApp portal)
{
    [Fact]
    public async Task Nobody_looks_at_an_account_of_one_of_the_retailers_own_people_as_they_do()
    {
        await MakeRoleAsync("lumen", "Night desk", Policies.BackOffice, Policies.AnswerContacts);
        await portal.AddUserAsync("lumen", "colleague", "Night desk", "9201");
        await portal.AddUserAsync("lumen", "stranger", "Customer", "9202");
        await MakeRoleAsync("lumen", "Mail reader", Policies.SeeMail);   // not the back office's own permission
        await portal.AddUserAsync("lumen", "mail-reader", "Mail reader", "9203");
        var support = await portal.SignedInAsync("lumen", "looker-on", "Support");

        var refused = await support.SendAsync("/admin/customers/9201", [("reason", "Curious")], "/admin/customers/9201/view");
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains("belongs to one of your own people", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("belongs to one of your own people", await (await support.SendAsync("/admin/customers/9203", [("reason", "Curious")], "/admin/customers/9203/view")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("/lumen/portal/", (await support.SendAsync("/admin/customers/9202", [("reason", "Asked by phone")], "/admin/customers/9202/view")).Headers.Location!.OriginalString);
        Assert.Contains("9202", await support.ReadAsync("/settings"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customer_reads_on_Account_Details_when_somebody_looked_and_not_who_it_was()
    {
        var customer = await portal.SignedInAsync("tidewater", "looked-at", "Customer", "9221");
        var other = await portal.SignedInAsync("tidewater", "not-looked-at", "Customer", "9222");
        Assert.DoesNotContain("When we looked", await customer.ReadAsync("/account"), StringComparison.Ordinal);
        var support = await portal.SignedInAsync("tidewater", "curious-support", "Support");

        await support.SendAsync("/admin/customers/9221", [("reason", "Asked by phone")], "/admin/customers/9221/view");

        var page = await customer.ReadAsync("/account");
        Assert.Contains("When we looked at your account", page, StringComparison.Ordinal);
        Assert.Contains("Account 9221, today at", page, StringComparison.Ordinal);
        Assert.DoesNotContain("curious-support", page, StringComparison.Ordinal);
        Assert.Contains("When we looked", await (await customer.SendAsync("/account", [("email", "nonsense")], "/account/person")).Content.ReadAsStringAsync(), StringComparison.Ordinal);   // and beside what is to be mended
        Assert.DoesNotContain("When we looked", await other.ReadAsync("/account"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_can_be_given_to_those_whose_roles_allow_it_and_to_nobody_who_is_switched_off()
    {
        await MakeRoleAsync("tidewater", "Evening desk", Policies.BackOffice, Policies.AnswerContacts);
        await portal.AddUserAsync("tidewater", "evening", "Evening desk");
        await portal.AddUserAsync("tidewater", "biller-only", "Billing");
        await portal.AddUserAsync("tidewater", "plain-customer", "Customer", "9210");

        IReadOnlyList<StaffMember> may = [];
        await portal.InAsync("tidewater", async scope => may = await scope.GetRequiredService<IStaffList>().WhoMayAsync(Policies.AnswerContacts, default));

        Assert.Contains(may, one => one is { Name: "evening", Email: "evening@example.com" });
        Assert.Contains(may, one => one.Name == "admin");
        Assert.DoesNotContain(may, one => one.Name is "biller-only" or "plain-customer");
    }

    private Task MakeRoleAsync(string tenant, string name, params string[] permissions) => portal.InAsync(tenant, scope =>
        scope.GetRequiredService<RoleManager<IRole>>().CreateAsync(new Role { RoleName = name, RoleClaims = [.. permissions.Select(RoleClaim.Create)] }));
}
