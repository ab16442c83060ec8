using System.Net;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.SignIn.Sessions;

namespace OrchardCore.Portal.Tests.SignIn;

public sealed class BeingSignedIn
{
    private static readonly Uri Host = new("https://localhost/");

    [Fact]
    public async Task Signing_out_ends_the_session_even_for_a_stolen_cookie()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var thief = portal.Visit();
        Steal(priya, thief);
        await thief.ReadAsync("/account/password");

        var left = await priya.SendAsync("/account/password", [], action: "/sign-out");

        Assert.Equal("\"cache\", \"storage\"", string.Join(", ", left.Headers.GetValues("Clear-Site-Data")));
        Assert.Contains("You are signed out.", await priya.FollowAsync(left), StringComparison.Ordinal);
        Assert.StartsWith("/lumen/sign-in", (await thief.GetAsync("/account/password")).Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_ends_after_two_hours_without_use()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        portal.Clock.Advance(TimeSpan.FromMinutes(110));
        await priya.ReadAsync("/account/password");
        portal.Clock.Advance(TimeSpan.FromMinutes(110));
        await priya.ReadAsync("/account/password");
        portal.Clock.Advance(TimeSpan.FromMinutes(121));

        var asked = await priya.GetAsync("/account/password");
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Contains("your session has ended", await priya.FollowAsync(asked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task And_after_twelve_hours_in_any_case()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        for (var hour = 1; hour < 12; hour++)
        {
            portal.Clock.Advance(TimeSpan.FromHours(1));
            await priya.ReadAsync("/account/password");
        }

        portal.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(HttpStatusCode.Redirect, (await priya.GetAsync("/account/password")).StatusCode);
    }

    [Fact]
    public async Task When_a_session_was_used_is_written_every_five_minutes_at_most()
    {
        await using var portal = await PortalApp.StartAsync();
        var start = portal.Clock.GetUtcNow().UtcDateTime;
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        portal.Clock.Advance(TimeSpan.FromMinutes(4));
        await priya.ReadAsync("/account/password");
        Assert.Equal(start, await SeenAsync(portal));
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await priya.ReadAsync("/account/password");

        Assert.Equal(start.AddMinutes(6), await SeenAsync(portal));
    }

    [Fact]
    public async Task A_cookie_of_one_retailer_is_worthless_at_another()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.AddSignInAsync("tidewater", "priya@home.example", "", "1001");
        var visitor = portal.Visit("tidewater");

        foreach (Cookie cookie in priya.Cookies.GetAllCookies())
            visitor.Cookies.Add(Host, new Cookie(cookie.Name.Replace(".lumen", ".tidewater", StringComparison.Ordinal), cookie.Value) { Secure = true });

        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/account/password")).StatusCode);
    }

    [Fact]
    public async Task Signing_in_again_begins_a_new_session_and_ends_the_old_one()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddSignInAsync("lumen", "priya@home.example", "", "1001");
        var (priya, copy) = (portal.Visit(), portal.Visit());
        await priya.SignInAsync("priya@home.example", PortalApp.Password);
        Steal(priya, copy);
        var token = Visitor.TokenIn(await priya.ReadAsync("/account/password"));

        await priya.PostAsync("/sign-in", [("__RequestVerificationToken", token), ("email", "priya@home.example"), ("password", PortalApp.Password)]);

        Assert.Equal(HttpStatusCode.Redirect, (await copy.GetAsync("/account/password")).StatusCode);
        await priya.ReadAsync("/account/password");
        Assert.Equal(2, await portal.ReadAsync("lumen", db => db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task What_a_person_may_do_is_read_anew_each_time()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await priya.ReadAsync("/statements");

        await portal.DataAsync("lumen", db => db.AccountAccess.ExecuteDeleteAsync());

        Assert.Equal(HttpStatusCode.Forbidden, (await priya.GetAsync("/statements")).StatusCode);
    }

    [Fact]
    public async Task A_customer_sees_where_they_are_signed_in_and_signs_out_the_others()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var phone = portal.Visit();
        phone.Client.DefaultRequestHeaders.UserAgent.ParseAdd("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1");
        await phone.SignInAsync("priya@home.example", PortalApp.Password);
        Assert.Contains("Safari on iPhone", await priya.ReadAsync("/account/password"), StringComparison.Ordinal);

        var done = await priya.SendAsync("/account/password", [], action: "/account/password/sign-out-others");

        var page = await priya.FollowAsync(done);
        Assert.Contains("Other browsers are signed out.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Safari on iPhone", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await phone.GetAsync("/account/password")).StatusCode);
    }

    private static Task<DateTime> SeenAsync(PortalApp portal) => portal.ReadAsync("lumen", db => db.Sessions.Select(session => session.SeenAt).SingleAsync());

    private static void Steal(Visitor from, Visitor by)
    {
        foreach (Cookie cookie in from.Cookies.GetAllCookies()) by.Cookies.Add(Host, new Cookie(cookie.Name, cookie.Value) { Secure = true });
    }
}
