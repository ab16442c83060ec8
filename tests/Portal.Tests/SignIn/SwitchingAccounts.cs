using System.Net;
using OrchardCore.Portal.Tests.Statements;

namespace OrchardCore.Portal.Tests.SignIn;

public sealed class SwitchingAccounts
{
    [Fact]
    public async Task Another_account_comes_into_view_and_stays_there()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001", "1002");
        await portal.AddAsync("lumen", ListingStatements.StatementOf("90000001", "1001"), ListingStatements.StatementOf("90000002", "1002"));

        var switched = await priya.SendAsync("/statements", [("account", "1002"), ("return", "/lumen/statements")], action: "/switch-account");

        var page = await priya.FollowAsync(switched);
        Assert.Contains("90000002", page, StringComparison.Ordinal);
        Assert.DoesNotContain("90000001", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_account_is_not_found()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddSignInAsync("lumen", "tom@home.example", "", "2001");
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var answer = await priya.SendAsync("/statements", [("account", "2001")], action: "/switch-account");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.False(answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.Contains("portal-account", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_cookie_is_a_wish_that_opens_nothing()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddSignInAsync("lumen", "tom@home.example", "", "2001");
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.AddAsync("lumen", ListingStatements.StatementOf("90000001", "1001"), ListingStatements.StatementOf("90000002", "2001"));

        priya.Cookies.Add(new Uri("https://localhost/"), new Cookie("__Host-portal-account.lumen", "2001") { Secure = true });

        var page = await priya.ReadAsync("/statements");
        Assert.Contains("90000001", page, StringComparison.Ordinal);
        Assert.DoesNotContain("90000002", page, StringComparison.Ordinal);
    }
}
