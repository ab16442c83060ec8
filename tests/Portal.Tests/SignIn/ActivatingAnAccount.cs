using System.Net;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.Tests.Statements;

namespace OrchardCore.Portal.Tests.SignIn;

public sealed class ActivatingAnAccount
{
    [SkippableTheory]
    [InlineData("Sqlite", "20417781", "20417781", "90017343")]
    [InlineData("Sqlite", "20417781", " 2041 7781 ", "9001-7343")]
    [InlineData("Sqlite", "2041-7781", "20417781", "90017343")]
    [InlineData("PostgreSql", "2041-7781", "20417781", "90017343")]
    public async Task Two_numbers_from_a_bill_bring_a_link_and_the_link_a_sign_in(string engine, string stored, string account, string statement)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        await portal.AddAsync("lumen", PortalApp.AccountOf(stored, "priya@home.example"), ListingStatements.StatementOf("90017343", stored));
        var priya = portal.Visit();

        var sent = await priya.SendAsync("/activate", [("account", account), ("statement", statement)]);
        Assert.Contains("Look in your inbox", await priya.FollowAsync(sent), StringComparison.Ordinal);
        var mail = Assert.Single(await portal.MailsAsync("lumen", "ActivationMail"));
        Assert.Equal("priya@home.example", mail.To.Mailboxes.Single().Address);
        var page = await priya.ReadAsync(LinkIn(mail));
        Assert.Contains("value=\"Priya Raman\"", page, StringComparison.Ordinal);
        var done = await priya.PostAsync("/activate/account", [("__RequestVerificationToken", Visitor.TokenIn(page)), ("token", TokenOf(mail)), ("name", "Priya R."), ("password", "three words apart")]);

        Assert.Equal("/lumen/", done.Headers.Location!.OriginalString);
        Assert.Contains("90017343", await priya.ReadAsync("/statements"), StringComparison.Ordinal);
        Assert.Single(await portal.MailsAsync("lumen", "ActivatedMail"));
        await portal.Visit().SignInAsync("priya@home.example", "three words apart");
        Assert.Equal(HttpStatusCode.Gone, (await portal.Visit().GetAsync(LinkIn(mail))).StatusCode);
    }

    [Fact]
    public async Task Numbers_that_do_not_belong_together_get_the_same_answer_and_no_mail()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", PortalApp.AccountOf("20417781"), PortalApp.AccountOf("20417799"),
            ListingStatements.StatementOf("90017343", "20417781"), ListingStatements.StatementOf("90017344", "20417799"));
        var visitor = portal.Visit();

        foreach (var (account, statement) in new[] { ("99999999", "90017343"), ("20417781", "90017344"), ("20417781", "-"), ("20417781", "90017343") })
        {
            var answer = await visitor.SendAsync("/activate", [("account", account), ("statement", statement)]);
            Assert.Equal("/lumen/activate/sent", answer.Headers.Location!.OriginalString);
        }

        await portal.MailsAsync("lumen", "ActivationMail");   // of the last, which is right
        Assert.Equal(1, await portal.ReadAsync("lumen", db => db.MailedLinks.CountAsync()));
    }

    [Fact]
    public async Task Who_has_a_sign_in_with_the_address_adds_the_account_with_its_password()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddSignInAsync("lumen", "priya@home.example", "", "20417781");
        await portal.AddAsync("lumen", PortalApp.AccountOf("20417799", "Priya@home.example"), ListingStatements.StatementOf("90017344", "20417799"));
        var (priya, mail) = await AskedAsync(portal, "20417799", "90017344");

        var wrong = await priya.SendAsync(LinkIn(mail), [("token", TokenOf(mail)), ("password", "not my password")], action: "/activate/account");
        Assert.Contains("This is not the password of your sign-in", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var done = await priya.SendAsync(LinkIn(mail), [("token", TokenOf(mail)), ("password", PortalApp.Password)], action: "/activate/account");

        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Contains("90017344", await priya.ReadAsync("/statements"), StringComparison.Ordinal);   // the new account is in view
        Assert.Equal(2, await portal.ReadAsync("lumen", db => db.AccountAccess.CountAsync()));
        Assert.Equal(1, await portal.ReadAsync("lumen", db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task A_link_works_for_a_day_and_at_its_retailer_only()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", PortalApp.AccountOf("20417781"), ListingStatements.StatementOf("90017343", "20417781"));
        await portal.AddAsync("tidewater", PortalApp.AccountOf("20417781"));
        var (priya, mail) = await AskedAsync(portal, "20417781", "90017343");

        Assert.Equal(HttpStatusCode.Gone, (await portal.Visit("tidewater").GetAsync(LinkIn(mail))).StatusCode);
        portal.Clock.Advance(TimeSpan.FromHours(23));
        await priya.ReadAsync(LinkIn(mail));
        portal.Clock.Advance(TimeSpan.FromHours(2));
        var late = await priya.GetAsync(LinkIn(mail));

        Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
        Assert.Contains("Send me a new link", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_is_used_twice_at_once_makes_one_sign_in()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", PortalApp.AccountOf("20417781"), ListingStatements.StatementOf("90017343", "20417781"));
        var (priya, mail) = await AskedAsync(portal, "20417781", "90017343");
        var form = Visitor.TokenIn(await priya.ReadAsync(LinkIn(mail)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ =>
            priya.PostAsync("/activate/account", [("__RequestVerificationToken", form), ("token", TokenOf(mail)), ("name", "Priya"), ("password", "three words apart")])));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.DoesNotContain(answers, answer => answer.StatusCode == HttpStatusCode.InternalServerError);
        Assert.Equal(1, await portal.ReadAsync("lumen", db => db.Users.CountAsync()));
    }

    private static async Task<(Visitor Visitor, MimeMessage Mail)> AskedAsync(PortalApp portal, string account, string statement)
    {
        var visitor = portal.Visit();
        await visitor.SendAsync("/activate", [("account", account), ("statement", statement)]);
        return (visitor, Assert.Single(await portal.MailsAsync("lumen", "ActivationMail")));
    }

    private static string LinkIn(MimeMessage mail) => Mailbox.LinkIn(mail, "/activate/account");
    private static string TokenOf(MimeMessage mail) => LinkIn(mail).Split("token=")[1];
}
