using System.Net;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.SignIn;

namespace OrchardCore.Portal.Tests.SignIn;

public sealed class ForgettingAPassword
{
    private const string New = "another staple entirely";

    [SkippableTheory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task A_mailed_link_sets_a_new_password_ends_all_sessions_and_tells_the_person(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var visitor = portal.Visit();

        var sent = await visitor.SendAsync("/forgot-password", [("email", "priya@home.example")]);
        Assert.Contains("Look in your inbox", await visitor.FollowAsync(sent), StringComparison.Ordinal);
        var mail = Assert.Single(await portal.MailsAsync("lumen", "ResetMail"));
        var done = await visitor.SendAsync(Mailbox.LinkIn(mail, "/reset-password"), [("token", TokenOf(mail)), ("password", New)], action: "/reset-password");

        Assert.Contains("Your password is changed", await visitor.FollowAsync(done), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await priya.GetAsync("/account/password")).StatusCode);
        await visitor.SignInAsync("priya@home.example", New);
        Assert.Equal("priya@home.example", Assert.Single(await portal.MailsAsync("lumen", "PasswordChangedMail")).To.Mailboxes.Single().Address);
    }

    [Fact]
    public async Task An_unknown_address_gets_the_same_answer_and_no_mail()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddSignInAsync("lumen", "priya@home.example", "", "1001");
        var visitor = portal.Visit();

        var unknown = await visitor.SendAsync("/forgot-password", [("email", "nobody@home.example")]);
        var known = await visitor.SendAsync("/forgot-password", [("email", "priya@home.example")]);

        Assert.Equal(known.Headers.Location, unknown.Headers.Location);
        await portal.MailsAsync("lumen", "ResetMail");   // jobs run in the order asked for
        Assert.Equal(1, await portal.ReadAsync("lumen", db => db.MailedLinks.CountAsync()));
    }

    [Fact]
    public async Task A_link_works_once()
    {
        await using var portal = await PortalApp.StartAsync();
        var (visitor, mail) = await AskedAsync(portal);
        var form = await visitor.ReadAsync(Mailbox.LinkIn(mail, "/reset-password"));
        (string, string)[] fields = [("__RequestVerificationToken", Visitor.TokenIn(form)), ("token", TokenOf(mail)), ("password", New)];
        await visitor.PostAsync("/reset-password", fields);

        var again = await visitor.PostAsync("/reset-password", fields);

        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        Assert.Contains("This link no longer works", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(Mailbox.LinkIn(mail, "/reset-password"))).StatusCode);
    }

    [Fact]
    public async Task A_refused_password_does_not_use_the_link_up()
    {
        await using var portal = await PortalApp.StartAsync();
        var (visitor, mail) = await AskedAsync(portal);
        var link = Mailbox.LinkIn(mail, "/reset-password");

        var refused = await visitor.SendAsync(link, [("token", TokenOf(mail)), ("password", "password123")], action: "/reset-password");
        Assert.Contains("lists of leaked passwords", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var done = await visitor.SendAsync(link, [("token", TokenOf(mail)), ("password", New)], action: "/reset-password");
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
    }

    [Fact]
    public async Task It_works_for_an_hour_and_only_the_newest_does()
    {
        await using var portal = await PortalApp.StartAsync();
        var (visitor, first) = await AskedAsync(portal);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await visitor.SendAsync("/forgot-password", [("email", "priya@home.example")]);
        var second = (await portal.MailsAsync("lumen", "ResetMail", expected: 2))[1];

        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(Mailbox.LinkIn(first, "/reset-password"))).StatusCode);
        await visitor.ReadAsync(Mailbox.LinkIn(second, "/reset-password"));
        portal.Clock.Advance(TimeSpan.FromMinutes(61));

        Assert.Equal(HttpStatusCode.Gone, (await visitor.GetAsync(Mailbox.LinkIn(second, "/reset-password"))).StatusCode);
    }

    [Fact]
    public async Task It_is_worthless_at_another_retailer()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddSignInAsync("tidewater", "priya@home.example", "", "7001");
        var (_, mail) = await AskedAsync(portal);

        Assert.Equal(HttpStatusCode.Gone, (await portal.Visit("tidewater").GetAsync(Mailbox.LinkIn(mail, "/reset-password"))).StatusCode);
    }

    [Fact]
    public async Task Neither_the_database_nor_the_outbox_keeps_the_token()
    {
        await using var portal = await PortalApp.StartAsync();
        var (_, mail) = await AskedAsync(portal);
        var token = TokenOf(mail);

        for (var tries = 0; tries < 50 && await portal.ReadAsync("lumen", db => db.Mail.AnyAsync(row => row.SentAt == null)); tries++) await Task.Delay(100);

        Assert.DoesNotContain(token, await portal.ReadAsync("lumen", async db => string.Join(' ', await db.MailedLinks.Select(link => link.TokenHash).ToListAsync())), StringComparison.Ordinal);
        Assert.DoesNotContain(token, await portal.ReadAsync("lumen", async db => string.Join(' ', await db.Mail.Select(row => row.Html + row.Text).ToListAsync())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_address_is_mailed_five_times_an_hour_at_most()
    {
        await using var portal = await PortalApp.StartAsync();
        var visitor = portal.Visit();
        for (var times = 0; times < 5; times++) Assert.Equal(HttpStatusCode.Redirect, (await visitor.SendAsync("/forgot-password", [("email", "nobody@home.example")])).StatusCode);

        Assert.Equal(HttpStatusCode.TooManyRequests, (await visitor.SendAsync("/forgot-password", [("email", "Nobody@home.example ")])).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SendAsync("/forgot-password", [("email", "somebody@home.example")])).StatusCode);
    }

    internal static string TokenOf(MimeKit.MimeMessage mail) => Mailbox.LinkIn(mail, "/reset-password").Split("token=")[1];

    private static async Task<(Visitor Visitor, MimeKit.MimeMessage Mail)> AskedAsync(PortalApp portal)
    {
        await portal.AddSignInAsync("lumen", "priya@home.example", "", "1001");
        var visitor = portal.Visit();
        await visitor.SendAsync("/forgot-password", [("email", "priya@home.example")]);
        return (visitor, Assert.Single(await portal.MailsAsync("lumen", "ResetMail")));
    }
}
