using System.Net;
using OrchardCore.Portal.SignIn;

namespace OrchardCore.Portal.Tests.SignIn;

public sealed class SigningIn
{
    private const string Refusal = "The e-mail address or the password is not right.";

    [Fact]
    public async Task A_customer_comes_to_the_page_that_was_asked_for()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddSignInAsync("lumen", "priya@home.example", "", "1001");
        var priya = portal.Visit();

        var asked = await priya.GetAsync("/statements?sort=-due");
        Assert.Equal("/lumen/sign-in?return=%2Flumen%2Fstatements%3Fsort%3D-due", asked.Headers.Location!.OriginalString);
        var entered = await priya.SendAsync("/sign-in", [("email", "Priya@Home.example"), ("password", PortalApp.Password), ("return", "/lumen/statements?sort=-due")]);

        Assert.Equal("/lumen/statements?sort=-due", entered.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/tidewater/statements")]
    public async Task And_never_to_a_place_outside_the_retailers_portal(string outside)
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddSignInAsync("lumen", "priya@home.example", "", "1001");

        var entered = await portal.Visit().SendAsync("/sign-in", [("email", "priya@home.example"), ("password", PortalApp.Password), ("return", outside)]);

        Assert.Equal("/lumen/", entered.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task An_administrator_without_accounts_comes_to_the_back_office()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddSignInAsync("lumen", "admin@home.example", "administrator");
        var admin = portal.Visit();

        var entered = await admin.SendAsync("/sign-in", [("email", "admin@home.example"), ("password", PortalApp.Password), ("return", "/lumen/")]);

        Assert.Equal("/lumen/admin", entered.Headers.Location!.OriginalString);
        Assert.Equal("/lumen/admin", (await admin.GetAsync("/sign-in")).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Who_is_signed_in_already_goes_home()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        Assert.Equal("/lumen/", (await priya.GetAsync("/sign-in")).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_wrong_password_an_unknown_address_and_a_paused_sign_in_look_the_same()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddSignInAsync("lumen", "priya@home.example", "", "1001");
        var wrong = await TryAsync(portal.Visit(), "priya@home.example", "not my password");
        var unknown = await TryAsync(portal.Visit(), "nobody@home.example", "not my password");
        for (var tries = 0; tries < 4; tries++) await TryAsync(portal.Visit(), "priya@home.example", "not my password");

        var paused = await TryAsync(portal.Visit(), "priya@home.example", PortalApp.Password);

        Assert.Contains(Refusal, wrong, StringComparison.Ordinal);
        Assert.Equal(wrong, unknown.Replace("nobody@", "priya@", StringComparison.Ordinal));
        Assert.Equal(wrong, paused);
    }

    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task Five_wrong_passwords_pause_a_sign_in_for_a_quarter_of_an_hour(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        await portal.AddSignInAsync("lumen", "priya@home.example", "", "1001");
        for (var tries = 0; tries < 5; tries++) await TryAsync(portal.Visit(), "priya@home.example", "not my password");

        portal.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Contains(Refusal, await TryAsync(portal.Visit(), "priya@home.example", PortalApp.Password), StringComparison.Ordinal);
        portal.Clock.Advance(TimeSpan.FromMinutes(2));

        await portal.Visit().SignInAsync("priya@home.example", PortalApp.Password);
    }

    [Fact]
    public async Task Many_tries_at_the_same_moment_get_no_more_than_five()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddSignInAsync("lumen", "priya@home.example", "", "1001");
        var visitors = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            var visitor = portal.Visit();
            return (visitor, Token: Visitor.TokenIn(await visitor.ReadAsync("/sign-in")));
        }));

        await Task.WhenAll(visitors.Take(9).Select(one => one.visitor.PostAsync("/sign-in", [("__RequestVerificationToken", one.Token), ("email", "priya@home.example"), ("password", "not my password")])));
        var right = visitors[9];
        var answer = await right.visitor.PostAsync("/sign-in", [("__RequestVerificationToken", right.Token), ("email", "priya@home.example"), ("password", PortalApp.Password)]);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_right_password_forgets_the_wrong_ones()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddSignInAsync("lumen", "priya@home.example", "", "1001");

        for (var round = 0; round < 2; round++)
        {
            for (var tries = 0; tries < 4; tries++) await TryAsync(portal.Visit(), "priya@home.example", "not my password");
            await portal.Visit().SignInAsync("priya@home.example", PortalApp.Password);
        }
    }

    [Theory]
    [InlineData("priya@home.example")]
    [InlineData("nobody@home.example")]
    public async Task After_ten_wrong_passwords_an_address_is_asked_to_wait_whether_or_not_it_has_a_sign_in(string email)
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddSignInAsync("lumen", "priya@home.example", "", "1001");
        for (var tries = 0; tries < 10; tries++) await TryAsync(portal.Visit(), email, "not my password");

        var answer = await portal.Visit().SendAsync("/sign-in", [("email", email), ("password", PortalApp.Password)]);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("Please wait a little", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await portal.AddSignInAsync("tidewater", email, "", "7001");
        await portal.Visit("tidewater").SignInAsync(email, PortalApp.Password);   // counted by retailer
    }

    [Fact]
    public async Task A_closed_sign_in_gets_in_no_more()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await priya.ReadAsync("/statements");

        await portal.DataAsync("lumen", async db =>
        {
            db.Users.Single().LockoutEnd = DateTimeOffset.MaxValue;
            await db.SaveChangesAsync();
        });

        Assert.Equal(HttpStatusCode.Redirect, (await priya.GetAsync("/statements")).StatusCode);
        Assert.Contains(Refusal, await TryAsync(portal.Visit(), "priya@home.example", PortalApp.Password), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddSignInAsync("lumen", "priya@home.example", "", "1001");

        Assert.Equal(HttpStatusCode.BadRequest, (await portal.Visit().PostAsync("/sign-in", [("email", "priya@home.example"), ("password", PortalApp.Password)])).StatusCode);
    }

    /// <summary>The page that a refused try gets, without what is new on every page.</summary>
    private static async Task<string> TryAsync(Visitor visitor, string email, string password)
    {
        var answer = await visitor.SendAsync("/sign-in", [("email", email), ("password", password)]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        return page.Replace(Visitor.TokenIn(page), "", StringComparison.Ordinal);
    }
}
