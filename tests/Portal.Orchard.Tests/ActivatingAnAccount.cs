using System.Net;
using System.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.Tests;
using OrchardCore.Users;
using OrchardCore.Users.Models;

namespace Portal.Orchard.Tests;

/// <summary>A customer with a bill in the hand gets to their account, as one of Orchard's users.</summary>
[Collection(nameof(OrchardApp))]
public sealed class ActivatingAnAccount(OrchardApp portal)
{
    [Fact]
    public async Task Two_numbers_from_a_bill_make_a_new_user_who_is_in_at_once_and_logs_in_with_the_address()
    {
        await AddBillAsync("lumen", "9101", "L-9101", "o'first.timer@example.com");
        var person = portal.Visit("lumen");
        Assert.Contains("/lumen/portal/activate\"", await person.Client.GetStringAsync(new Uri("/lumen/Login", UriKind.Relative)), StringComparison.Ordinal);

        var link = await AskedAsync(person, "lumen", " 91-01 ", "l-9101", "o'first.timer@example.com");
        var page = await person.ReadAsync(link);
        Assert.Contains("Choose a password", page, StringComparison.Ordinal);
        var weak = await person.PostAsync("/activate/account", Sent(page, link, "weak"));
        Assert.Contains("Passwords must", await weak.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var done = await person.PostAsync("/activate/account", Sent(page, link, OrchardApp.Password));

        Assert.Equal("/lumen/portal/", done.Headers.Location!.OriginalString);
        Assert.Contains("L-9101", await person.ReadAsync("/statements"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await portal.Visit("lumen").GetAsync(link)).StatusCode);
        await portal.MailAsync("lumen", "ActivatedMail", "o'first.timer@example.com");
        var later = await portal.SignInAsync("lumen", "o'first.timer@example.com");
        Assert.Contains("9101", await later.ReadAsync("/settings"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_a_sign_in_with_the_address_logs_in_at_Orchard_and_adds_the_account()
    {
        var known = await portal.SignedInAsync("lumen", "known", "Customer", "9110");
        await AddBillAsync("lumen", "9111", "L-9111", "known@example.com");
        var stranger = portal.Visit("lumen");
        var link = await AskedAsync(stranger, "lumen", "9111", "L-9111", "known@example.com");

        var toLogIn = (await stranger.GetAsync(link)).Headers.Location!.OriginalString;
        Assert.StartsWith("/lumen/Login?returnUrl=%2Flumen%2Fportal%2Factivate%2Faccount", toLogIn, StringComparison.Ordinal);
        var other = await portal.SignedInAsync("lumen", "somebody-else", "Customer", "9112");
        Assert.Contains("You are signed in as somebody else", await other.ReadAsync(link), StringComparison.Ordinal);
        Assert.Contains("You are signed in as somebody else", await (await other.PostAsync("/activate/account", Sent(await other.ReadAsync("/settings"), link))).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var elsewhere = await portal.SignInAsync("lumen", "known");
        var done = await known.PostAsync("/activate/account", Sent(await known.ReadAsync(link), link));
        Assert.Equal("/lumen/portal/", done.Headers.Location!.OriginalString);
        Assert.Contains("L-9111", await known.ReadAsync("/statements"), StringComparison.Ordinal);   // the new account is in view
        Assert.Contains("9110", await known.ReadAsync("/settings"), StringComparison.Ordinal);
        Assert.DoesNotContain("9111", await (await elsewhere.GetAsync("/settings")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await elsewhere.GetAsync("/statements/L-9111")).StatusCode);
    }

    [Fact]
    public async Task A_user_without_an_account_is_asked_for_a_bill_and_becomes_a_customer_with_it()
    {
        var registered = await portal.SignedInAsync("lumen", "registered", "Authenticated");
        Assert.Equal("/lumen/portal/activate", (await registered.GetAsync("")).Headers.Location!.OriginalString);
        await AddBillAsync("lumen", "9120", "L-9120", "Registered@example.com");
        await ChangeAsync("lumen", "registered", user => user.LoginInfos.Add(new UserLoginInfo("Elsewhere", "of-somebody-else", "Elsewhere")));

        var link = await AskedAsync(registered, "lumen", "9120", "L-9120", "Registered@example.com");
        await registered.PostAsync("/activate/account", Sent(await registered.ReadAsync(link), link));

        Assert.Contains("L-9120", await registered.ReadAsync("/statements"), StringComparison.Ordinal);
        await ChangeAsync("lumen", "registered", user => Assert.Empty(user.LoginInfos));   // whoever registered the address first is out
    }

    [Fact]
    public async Task Wrong_numbers_get_the_same_answer_and_no_mail_and_too_many_are_refused()
    {
        await AddBillAsync("tidewater", "9130", "T-9130", "quiet@example.com");
        await AddBillAsync("tidewater", "9131", "T-9131", "loud@example.com");
        var visitor = portal.Visit("tidewater");

        foreach (var (account, statement) in new[] { ("9999", "T-9130"), ("9130", "T-9131"), ("9130", "-"), ("9131", "T-9131") })
        {
            var answer = await visitor.SendAsync("/activate", [("account", account), ("statement", statement)]);
            Assert.Equal("/tidewater/portal/activate/sent", answer.Headers.Location!.OriginalString);
        }
        await portal.MailAsync("tidewater", "ActivationMail", "loud@example.com");   // of the last, which is right
        Assert.Empty(portal.MailsTo("tidewater", "ActivationMail", "quiet@example.com"));

        for (var time = 0; time < 3; time++) await visitor.SendAsync("/activate", [("account", "9130"), ("statement", "guess")]);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await visitor.SendAsync("/activate", [("account", "91 30"), ("statement", "guess")])).StatusCode);
    }

    [Fact]
    public async Task A_link_works_at_its_own_tenant_and_once_even_when_it_is_pressed_twice()
    {
        await AddBillAsync("lumen", "9140", "L-9140", "twice@example.com");
        await portal.AddUserAsync("tidewater", "unrelated", "Customer", "9140");
        var person = portal.Visit("lumen");
        var link = await AskedAsync(person, "lumen", "9140", "L-9140", "twice@example.com");

        Assert.Equal(HttpStatusCode.Gone, (await portal.Visit("tidewater").GetAsync(link.Replace("/lumen/portal", "", StringComparison.Ordinal))).StatusCode);
        var page = await person.ReadAsync(link);
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => person.PostAsync("/activate/account", Sent(page, link, OrchardApp.Password))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.OriginalString == "/lumen/portal/");
        await portal.InAsync("lumen", async scope =>
        {
            var user = (User)(await scope.GetRequiredService<UserManager<IUser>>().FindByEmailAsync("twice@example.com"))!;
            Assert.Equal(("9140", "Customer"), (Assert.Single(user.UserClaims).ClaimValue, Assert.Single(user.RoleNames)));
        });
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.Users.CountAsync()));   // the portal keeps no sign-ins of its own here
    }

    private Task ChangeAsync(string tenant, string name, Action<User> change) => portal.InAsync(tenant, async scope =>
    {
        var users = scope.GetRequiredService<UserManager<IUser>>();
        var user = (User)(await users.FindByNameAsync(name))!;
        change(user);
        await users.UpdateAsync(user);
    });

    private Task<int> AddBillAsync(string tenant, string account, string statement, string email) => portal.ReadAsync(tenant, db =>
    {
        var row = OrchardApp.AccountOf(account);
        row.Email = email;
        db.AddRange(row, KeepingTenantsApart.StatementOf(statement, account));
        return db.SaveChangesAsync();
    });

    private async Task<string> AskedAsync(Visitor person, string tenant, string account, string statement, string email)
    {
        var sent = await person.SendAsync("/activate", [("account", account), ("statement", statement)]);
        Assert.Contains("Look in your inbox", await person.FollowAsync(sent), StringComparison.Ordinal);
        return Mailbox.LinkIn(await portal.MailAsync(tenant, "ActivationMail", email), "/activate/account");
    }

    private static (string, string)[] Sent(string page, string link, string password = "") =>
        [("__RequestVerificationToken", Visitor.TokenIn(page)), ("token", HttpUtility.ParseQueryString(link[link.IndexOf('?', StringComparison.Ordinal)..])["token"]!), ("password", password)];
}
