using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.SignIn.SecondStep;
using OrchardCore.Portal.Tests.BackOffice;
using OrchardCore.Portal.Tests.Statements;
using OtpNet;

namespace OrchardCore.Portal.Tests.SignIn;

public sealed partial class TakingASecondStep
{
    // RFC 6238, appendix B, SHA-1: the last six of its eight digits, since a code is the remainder by a power of ten.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code)
    {
        var secret = Base32Encoding.ToString("12345678901234567890"u8.ToArray());
        var at = DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime;

        Assert.Equal(seconds / 30, Authenticator.StepOf(secret, code, at));
        Assert.Equal(seconds / 30, Authenticator.StepOf(secret, code, at.AddSeconds(30)));
        Assert.Null(Authenticator.StepOf(secret, code, at.AddSeconds(90)));
    }

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task A_customer_turns_it_on_and_a_password_alone_opens_nothing_any_more(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var other = await AgainAsync(portal, "priya@home.example");

        var (app, recovery) = await TurnOnAsync(portal, priya);

        Assert.Equal(10, recovery.Count);
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/statements")).StatusCode);   // other browsers are signed out
        Assert.Equal(HttpStatusCode.OK, (await priya.GetAsync("/statements")).StatusCode);
        var stored = await portal.ReadAsync("lumen", async db => (await db.Users.SingleAsync()).CodeSecret + string.Join(' ', await db.RecoveryCodes.Select(code => code.Hash).ToListAsync()));
        Assert.DoesNotContain(app.Secret, stored);
        Assert.DoesNotContain(recovery[0].Replace("-", "", StringComparison.Ordinal)[4..], stored);

        var visitor = portal.Visit();
        await visitor.SignInAsync("priya@home.example", PortalApp.Password);
        foreach (var address in new[] { "/statements", "/", "/account/password", "/account/second-step", "/prove", "/admin" })
            Assert.Contains("/sign-in", (await visitor.GetAsync(address)).Headers.Location!.OriginalString);
        var fixedCookie = visitor.Cookies.GetAllCookies().Select(cookie => cookie.Value).ToList();
        portal.Clock.Advance(TimeSpan.FromSeconds(60));
        var code = app.Now(portal);
        await EnterAsync(visitor, code);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/statements")).StatusCode);
        Assert.DoesNotContain(visitor.Cookies.GetAllCookies().Single(cookie => cookie.Name.Contains("session", StringComparison.Ordinal)).Value, fixedCookie);   // a new session

        var thief = portal.Visit();
        await thief.SignInAsync("priya@home.example", PortalApp.Password);
        Assert.Contains("was used before", await RefusedAsync(thief, code));   // seen over a shoulder
        await EnterAsync(thief, recovery[3].ToLowerInvariant());
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/statements")).StatusCode);
        var third = portal.Visit();
        await third.SignInAsync("priya@home.example", PortalApp.Password);
        Assert.Contains("was used before", await RefusedAsync(third, recovery[3]));
    }

    [Fact]
    public async Task Guessing_codes_is_paused_longer_each_time_and_the_person_is_told()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var (app, _) = await TurnOnAsync(portal, priya);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var thief = portal.Visit();
        for (var tries = 0; tries < 5; tries++)
        {
            await thief.SignInAsync("priya@home.example", PortalApp.Password);   // a right password does not forget wrong codes
            await RefusedAsync(thief, "000000");
        }

        await thief.SignInAsync("priya@home.example", PortalApp.Password);
        Assert.Contains("was used before", await RefusedAsync(thief, app.Now(portal)));   // right, but paused: the same answer
        portal.Clock.Advance(TimeSpan.FromMinutes(16));
        await thief.SignInAsync("priya@home.example", PortalApp.Password);
        for (var tries = 0; tries < 5; tries++) await RefusedAsync(thief, "000000");
        portal.Clock.Advance(TimeSpan.FromMinutes(16));
        await thief.SignInAsync("priya@home.example", PortalApp.Password);
        await RefusedAsync(thief, app.Now(portal));
        portal.Clock.Advance(TimeSpan.FromMinutes(15));
        await thief.SignInAsync("priya@home.example", PortalApp.Password);
        await EnterAsync(thief, app.Now(portal));

        Assert.Contains("five wrong codes", (await portal.MailsAsync("lumen", "SecondStepMail", 3))[1].TextBody);
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.Users.Select(user => user.CodeFails).SingleAsync()));
    }

    [Fact]
    public async Task Many_codes_at_the_same_moment_are_one_try()
    {
        await using var portal = await PortalApp.StartAsync();
        var (app, _) = await TurnOnAsync(portal, await portal.SignedInAsync("lumen", "priya@home.example", "1001"));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        List<(Visitor visitor, string Token)> visitors = [];
        while (visitors.Count < 8)   // one after the other: five passwords at the same moment, right or not, pause a sign-in
        {
            var visitor = portal.Visit();
            await visitor.SignInAsync("priya@home.example", PortalApp.Password);
            visitors.Add((visitor, Visitor.TokenIn(await visitor.ReadAsync("/sign-in/code"))));
        }

        var answers = await Task.WhenAll(visitors.Select(one => one.visitor.PostAsync("/sign-in/code", ("__RequestVerificationToken", one.Token), ("code", app.Now(portal)))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task The_code_page_is_closed_to_who_has_not_given_the_password_here_and_just_now()
    {
        await using var portal = await PortalApp.StartAsync();
        var (app, _) = await TurnOnAsync(portal, await portal.SignedInAsync("lumen", "priya@home.example", "1001"));
        var token = Visitor.TokenIn(await portal.Visit().ReadAsync("/sign-in"));
        var nobody = portal.Visit();
        Assert.Contains("/sign-in", (await nobody.GetAsync("/sign-in/code")).Headers.Location!.OriginalString);
        token = Visitor.TokenIn(await nobody.ReadAsync("/sign-in"));
        Assert.Contains("/sign-in", (await nobody.PostAsync("/sign-in/code", ("__RequestVerificationToken", token), ("code", app.Now(portal)))).Headers.Location!.OriginalString);

        var visitor = portal.Visit();
        await visitor.SignInAsync("priya@home.example", PortalApp.Password);
        var abroad = portal.Visit("tidewater");   // brings the cookie of Lumen's
        foreach (Cookie cookie in visitor.Cookies.GetAllCookies()) abroad.Cookies.Add(new Cookie(cookie.Name.Replace(".lumen", ".tidewater", StringComparison.Ordinal), cookie.Value, cookie.Path, cookie.Domain) { Secure = true });
        Assert.Equal(HttpStatusCode.Redirect, (await abroad.GetAsync("/sign-in/code")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/sign-in/code")).StatusCode);
        portal.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/sign-in/code")).StatusCode);
    }

    [Fact]
    public async Task A_link_that_adds_an_account_asks_for_the_code_too()
    {
        await using var portal = await PortalApp.StartAsync();
        var (app, _) = await TurnOnAsync(portal, await portal.SignedInAsync("lumen", "priya@home.example", "1001"));
        await portal.AddAsync("lumen", PortalApp.AccountOf("1002", "priya@home.example"), ListingStatements.StatementOf("90017343", "1002"));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var visitor = portal.Visit();
        await visitor.SendAsync("/activate", [("account", "1002"), ("statement", "90017343")]);
        var link = Mailbox.LinkIn(Assert.Single(await portal.MailsAsync("lumen", "ActivationMail")), "/activate/account");

        var done = await visitor.SendAsync(link, [("token", link[(link.IndexOf("token=", StringComparison.Ordinal) + 6)..]), ("password", PortalApp.Password)], "/activate/account");

        Assert.Equal("/lumen/sign-in/code", done.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/statements")).StatusCode);
        await EnterAsync(visitor, app.Now(portal));
        Assert.Contains("90017343", await visitor.ReadAsync("/statements"));
    }

    [Fact]
    public async Task Turning_it_off_takes_password_and_code()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var (app, recovery) = await TurnOnAsync(portal, priya);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Contains("not your password", await TextAsync(priya.SendAsync(SecondStepPage.Path, [("off-password", "a guess of mine"), ("off-code", app.Now(portal))], SecondStepPage.Path + "/off")));
        Assert.Contains("not right", await TextAsync(priya.SendAsync(SecondStepPage.Path, [("off-password", PortalApp.Password), ("off-code", "000000")], SecondStepPage.Path + "/off")));
        var renewed = await TextAsync(priya.SendAsync(SecondStepPage.Path, [("code", app.Now(portal))], SecondStepPage.Path + "/codes"));
        Assert.Equal(10, Codes(renewed).Count);
        Assert.DoesNotContain(recovery[0], renewed);
        await priya.SendAsync(SecondStepPage.Path, [("off-password", PortalApp.Password), ("off-code", Codes(renewed)[0])], SecondStepPage.Path + "/off");

        await (await AgainAsync(portal, "priya@home.example")).ReadAsync("/statements");
    }

    [Fact]
    public async Task Dangerous_acts_ask_again_after_ten_minutes()
    {
        await using var portal = await PortalApp.StartAsync();
        var admin = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        var token = Visitor.TokenIn(await admin.ReadAsync("/admin/imports/keys"));
        portal.Clock.Advance(TimeSpan.FromMinutes(11));

        foreach (var address in new[] { "/admin/imports/keys", "/admin/payments/keys", "/admin/people", "/account/second-step" })
            Assert.Contains("/prove", (await admin.GetAsync(address)).Headers.Location!.OriginalString);
        Assert.Contains("/prove", (await admin.PostAsync("/admin/imports/keys", ("__RequestVerificationToken", token), ("name", "Mine"))).Headers.Location!.OriginalString);
        Assert.DoesNotContain("Mine", await TextAsync(admin.GetAsync("/admin/audit")));
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/admin/payments")).StatusCode);   // what does no harm goes on
        Assert.Contains("not your password", await TextAsync(admin.SendAsync("/prove", [("password", "a guess of mine")])));
        var back = await admin.SendAsync("/prove?return=/lumen/admin/people", [("return", "/lumen/admin/people"), ("password", PortalApp.Password)], "/prove");
        Assert.Equal("/lumen/admin/people", back.Headers.Location!.OriginalString);
        await admin.ReadAsync("/admin/people");
        Assert.DoesNotContain("evil", (await admin.SendAsync("/prove", [("return", "https://evil.example"), ("password", PortalApp.Password)])).Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Where_the_retailer_asks_it_the_back_office_opens_only_with_it()
    {
        using var strict = new StrictRetailers();
        await using var portal = await PortalApp.StartAsync(new Dictionary<string, string> { ["Retailers"] = strict.Folder });
        var admin = await OfficePeople.SignedInAsync(portal, "lumen", StaffRoles.Administrator);
        foreach (var address in new[] { "/admin", "/admin/people", "/admin/inbox" })
            Assert.Contains(SecondStepPage.Path, (await admin.GetAsync(address)).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await admin.SendAsync(SecondStepPage.Path, [("name", "Mine")], "/admin/imports/keys")).StatusCode);

        await TurnOnAsync(portal, admin);

        Assert.Contains("Overview", await admin.ReadAsync("/admin"));
        // An administrator lets in who has lost the phone; the person must set it up anew.
        await portal.AddSignInAsync("lumen", "second@lumen.example", StaffRoles.Administrator);
        var second = await AgainAsync(portal, "second@lumen.example");
        await TurnOnAsync(portal, second);
        var id = await portal.ReadAsync("lumen", db => db.Users.Where(user => user.Email == "second@lumen.example").Select(user => user.Id).SingleAsync());
        await admin.SendAsync($"/admin/people/{id}", [], $"/admin/people/{id}/second-step-off");
        Assert.Contains("/sign-in", (await second.GetAsync("/admin")).Headers.Location!.OriginalString);
        await second.SignInAsync("second@lumen.example", PortalApp.Password);
        Assert.Contains(SecondStepPage.Path, (await second.GetAsync("/admin")).Headers.Location!.OriginalString);
    }

    /// <summary>What an authenticator app holds.</summary>
    private sealed record App(string Secret)
    {
        public string Now(PortalApp portal) => new Totp(Base32Encoding.ToBytes(Secret)).ComputeTotp(portal.Clock.GetUtcNow().UtcDateTime);
    }

    [Fact]
    public async Task Support_turns_it_off_for_who_has_lost_the_phone_with_a_reason_and_the_customer_is_told_and_signed_out()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await TurnOnAsync(portal, priya);
        var support = await OfficePeople.SignedInAsync(portal, "lumen", "support");
        var id = await portal.ReadAsync("lumen", db => db.Users.Where(user => user.Email == "priya@home.example").Select(user => user.Id).SingleAsync());
        var page = $"/admin/customers/1001/sign-ins/{id}/second-step";
        Assert.Contains(page, await support.ReadAsync("/admin/customers/1001"));

        // Only for who has just shown that it is them; and of no other retailer, and not by who looks after other things.
        portal.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Contains("/prove", (await support.GetAsync(page)).Headers.Location!.OriginalString);
        Assert.Contains("/prove", (await support.SendAsync("/admin/customers/1001", [("reason", "Lost")], page)).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, (await support.SendAsync("/prove", [("password", PortalApp.Password)])).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await OfficePeople.SignedInAsync(portal, "lumen", "billing")).GetAsync(page)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await OfficePeople.SignedInAsync(portal, "tidewater", "administrator")).GetAsync(page)).StatusCode);

        Assert.Contains("Enter your reason", await TextAsync(support.SendAsync(page, [("reason", "")])));
        Assert.Contains("second step of priya@home.example is off", await support.FollowAsync(await support.SendAsync(page, [("reason", "Lost phone, knew the last two bills")])));

        Assert.Contains("/sign-in", (await priya.GetAsync("/statements")).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await (await AgainAsync(portal, "priya@home.example")).GetAsync("/statements")).StatusCode);
        Assert.Contains((await portal.MailsAsync("lumen", "SecondStepMail", 2)).Select(mail => mail.TextBody), text => text!.Contains("turned off by the support of Lumen Energy", StringComparison.Ordinal));
        Assert.Contains("Turned off the second step, Reason: Lost phone, knew the last two bills", await portal.ReadAsync("lumen", db => db.AuditEntries.Select(entry => entry.Action + ", " + entry.Detail).ToListAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await support.GetAsync(page)).StatusCode);
    }

    private static async Task<(App App, IReadOnlyList<string> Recovery)> TurnOnAsync(PortalApp portal, Visitor person)
    {
        var page = await person.ReadAsync(SecondStepPage.Path);
        var app = new App(Secret().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal));
        var key = WebUtility.HtmlDecode(Key().Match(page).Groups[1].Value);
        var token = Visitor.TokenIn(page);
        Assert.Contains("not what the app shows", await TextAsync(person.PostAsync(SecondStepPage.Path, ("__RequestVerificationToken", token), ("key", key), ("code", "000000"))));
        var codes = Codes(await TextAsync(person.PostAsync(SecondStepPage.Path, ("__RequestVerificationToken", token), ("key", key), ("code", app.Now(portal)))));
        return (app, codes);
    }

    private static async Task<Visitor> AgainAsync(PortalApp portal, string email)
    {
        var visitor = portal.Visit();
        await visitor.SignInAsync(email, PortalApp.Password);
        return visitor;
    }

    private static async Task EnterAsync(Visitor visitor, string code)
    {
        var answer = await visitor.SendAsync("/sign-in/code", [("code", code)]);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
    }

    private static Task<string> RefusedAsync(Visitor visitor, string code) => TextAsync(visitor.SendAsync("/sign-in/code", [("code", code)]));

    private static async Task<string> TextAsync(Task<HttpResponseMessage> asked)
    {
        var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode} {answer.Headers.Location} {text}");
        return text;
    }

    private static List<string> Codes(string page) => [.. Recovery().Matches(page).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("<code class=\"key\" data-copy>([A-Z2-7 ]+)</code>")] private static partial Regex Secret();
    [GeneratedRegex("name=\"key\" value=\"([^\"]+)\"")] private static partial Regex Key();
    [GeneratedRegex("<li><code>([A-Z0-9-]{14})</code></li>")] private static partial Regex Recovery();

    /// <summary>The sample retailers, as they would be without a word about the second step: a folder that is gone with the test.</summary>
    private sealed class StrictRetailers : IDisposable
    {
        public StrictRetailers()
        {
            var samples = Path.Combine(RepositoryFolder.Path, "samples", "retailers");
            foreach (var file in Directory.GetFiles(samples, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(Folder, Path.GetRelativePath(samples, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                if (Path.GetFileName(file) == "retailer.json") File.WriteAllText(copy, File.ReadAllText(file).Replace("\"staffNeedSecondStep\": false,", "", StringComparison.Ordinal));
                else File.Copy(file, copy);
            }
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("strict-retailers-").FullName;

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
