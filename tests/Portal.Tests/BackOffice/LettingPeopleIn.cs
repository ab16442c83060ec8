using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Tests.BackOffice;

/// <summary>
/// Each address of the back office is tried by everybody who has no business there. The list is the running app's own, so that a new one
/// cannot be forgotten.
/// </summary>
public sealed partial class LettingPeopleIn
{
    [Fact]
    public async Task Only_the_roles_that_its_policy_names_reach_an_address_of_the_back_office()
    {
        await using var portal = await PortalApp.StartAsync();
        var customer = await portal.SignedInAsync("lumen", "owner@home.example", "1001");
        var abroad = await StaffAsync(portal, "tidewater", StaffRoles.Administrator);
        List<(string Role, Visitor Person)> staff = [];
        foreach (var role in StaffRoles.All) staff.Add((role.Key, await StaffAsync(portal, "lumen", role.Key)));

        var addresses = OfficeAddresses(portal).ToList();
        Assert.NotEmpty(addresses);
        var faults = new List<string>();
        foreach (var (method, address, policy) in addresses)
        {
            await TryAsync("nobody", portal.Visit(), HttpStatusCode.Redirect);
            await TryAsync("a customer", customer, HttpStatusCode.Forbidden);
            // The other retailer's administrator brings their cookies here: to this retailer they are nobody.
            await TryAsync("another retailer's administrator", Abroad(portal, abroad), HttpStatusCode.Redirect);
            foreach (var (role, person) in staff)
            {
                if (!StaffRoles.With(policy).Contains(role)) await TryAsync(role, person, HttpStatusCode.Forbidden);
                else if (method == "GET") Assert.NotEqual(HttpStatusCode.Forbidden, (await person.GetAsync(address)).StatusCode);
            }

            async Task TryAsync(string who, Visitor person, HttpStatusCode expected)
            {
                var answer = method == "GET" ? await person.GetAsync(address) : await person.PostAsync(address);
                if (answer.StatusCode != expected || (expected == HttpStatusCode.Redirect && !answer.Headers.Location!.OriginalString.Contains("/sign-in", StringComparison.Ordinal)))
                    faults.Add($"{who}: {method} {address}: {(int)answer.StatusCode} {answer.Headers.Location}");
            }
        }
        Assert.Empty(faults);
    }

    [Fact]
    public async Task The_menu_has_what_a_role_may_enter_and_nothing_else()
    {
        await using var portal = await PortalApp.StartAsync();
        var billing = await StaffAsync(portal, "lumen", "billing");
        var page = await billing.ReadAsync("/admin/imports");
        Assert.Contains("href=\"/lumen/admin/payments\"", page);
        Assert.DoesNotContain("href=\"/lumen/services\"", page);   // the customer's menu

        var both = await StaffAsync(portal, "lumen", "editor billing");
        Assert.Contains("href=\"/lumen/admin/payments\"", await both.ReadAsync("/admin/imports"));

        var editor = await StaffAsync(portal, "lumen", "editor");
        Assert.Equal(HttpStatusCode.Forbidden, (await editor.GetAsync("/admin/payments")).StatusCode);
    }

    private static async Task<Visitor> StaffAsync(PortalApp portal, string retailer, string roles)
    {
        var email = $"{roles.Replace(' ', '-')}@{retailer}.example";
        await portal.AddSignInAsync(retailer, email, roles);
        var person = portal.Visit(retailer);
        await person.SignInAsync(email, PortalApp.Password);
        return person;
    }

    private static Visitor Abroad(PortalApp portal, Visitor thief)
    {
        var here = portal.Visit();
        foreach (Cookie cookie in thief.Cookies.GetAllCookies()) here.Cookies.Add(new Cookie(cookie.Name.Replace(".tidewater", ".lumen", StringComparison.Ordinal), cookie.Value, cookie.Path, cookie.Domain) { Secure = true });
        return here;
    }

    private static IEnumerable<(string Method, string Address, string Policy)> OfficeAddresses(PortalApp portal) =>
        from endpoint in portal.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        let policy = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).FirstOrDefault(Policies.OfBackOffice.Contains)
        where policy is not null
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        select (method, Parameter().Replace(endpoint.RoutePattern.RawText!, match => match.Value.Contains("guid", StringComparison.Ordinal) ? Guid.Empty.ToString() : "1"), policy);

    [GeneratedRegex(@"\{[^}]+\}")] private static partial Regex Parameter();
}
