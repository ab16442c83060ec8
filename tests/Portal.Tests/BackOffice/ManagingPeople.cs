using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.Tests.SignIn;

namespace OrchardCore.Portal.Tests.BackOffice;

public sealed class ManagingPeople
{
    [Fact]
    public async Task An_invited_person_joins_once_and_may_do_what_the_role_says()
    {
        await using var portal = await PortalApp.StartAsync();
        var admin = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");

        await admin.SendAsync("/admin/people", [("email", "new@lumen.example"), ("role-editor", "true"), ("role-billing", "true")]);
        Assert.Contains("new@lumen.example", await admin.ReadAsync("/admin/people"));
        var mail = Assert.Single(await portal.MailsAsync("lumen", "InviteMail"));
        var link = Mailbox.LinkIn(mail, "/join");
        var person = portal.Visit();
        Assert.Contains("Editor, Billing", await person.ReadAsync(link));
        Assert.Equal(HttpStatusCode.OK, (await person.SendAsync(link, [("token", Token(link)), ("name", "New Person"), ("password", "short")], "/join")).StatusCode);   // the link is not used up by it
        await person.SendAsync(link, [("token", Token(link)), ("name", "New Person"), ("password", "a fine long password")], "/join");
        await person.SignInAsync("new@lumen.example", "a fine long password");

        Assert.Contains("Overview", await person.ReadAsync("/admin"));
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/admin/payments")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await person.GetAsync("/admin/people")).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await portal.Visit().GetAsync(link)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await portal.Visit("tidewater").GetAsync(link.Replace("/lumen", "/tidewater", StringComparison.Ordinal))).StatusCode);
        Assert.Contains("New Person", await admin.ReadAsync("/admin/people"));
        var noted = await portal.ReadAsync("lumen", db => db.AuditEntries.Where(entry => entry.Area == "People").OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync());
        Assert.Equal(["Invited", "Joined"], noted);
    }

    [Fact]
    public async Task An_invitation_can_be_taken_back_and_a_customer_keeps_their_password()
    {
        await using var portal = await PortalApp.StartAsync();
        var admin = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        await portal.AddSignInAsync("lumen", "both@home.example", "", "1001");

        await admin.SendAsync("/admin/people", [("email", "both@home.example"), ("role-support", "true")]);
        var id = await portal.ReadAsync("lumen", db => db.MailedLinks.Select(one => one.Id).SingleAsync());
        await admin.SendAsync("/admin/people", [], $"/admin/people/invitations/{id}/cancel");
        var first = Mailbox.LinkIn((await portal.MailsAsync("lumen", "InviteMail"))[0], "/join");
        Assert.Equal(HttpStatusCode.Gone, (await portal.Visit().GetAsync(first)).StatusCode);

        await admin.SendAsync("/admin/people", [("email", "Both@Home.example"), ("role-support", "true")]);
        var shadowed = Mailbox.LinkIn((await portal.MailsAsync("lumen", "InviteMail", 2))[1], "/join");
        await admin.SendAsync("/admin/people", [("email", "both@home.example"), ("role-support", "true")]);
        var second = Mailbox.LinkIn((await portal.MailsAsync("lumen", "InviteMail", 3))[2], "/join");
        Assert.Equal(HttpStatusCode.Gone, (await portal.Visit().GetAsync(shadowed)).StatusCode);   // one person, however the address is written
        await portal.AddAsync("lumen", Raced("raced"));
        var customer = portal.Visit();
        await customer.SignInAsync("both@home.example", PortalApp.Password);
        var person = portal.Visit();
        Assert.Contains("not the password", await (await person.SendAsync(second, [("token", Token(second)), ("password", "a guess of mine")], "/join")).Content.ReadAsStringAsync());
        await person.SendAsync(second, [("token", Token(second)), ("password", PortalApp.Password)], "/join");
        Assert.Equal(HttpStatusCode.Redirect, (await customer.GetAsync("/statements")).StatusCode);   // signed out: the sign-in is another one now
        Assert.Equal(HttpStatusCode.Gone, (await portal.Visit().GetAsync("/join?token=raced")).StatusCode);
        await person.SignInAsync("both@home.example", PortalApp.Password);
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/admin/inbox")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/statements")).StatusCode);
        Assert.Contains("already", await (await admin.SendAsync("/admin/people", [("email", "both@home.example"), ("role-editor", "true")])).Content.ReadAsStringAsync());
        Assert.Contains("Choose one role", await (await admin.SendAsync("/admin/people", [("email", "x@lumen.example")])).Content.ReadAsStringAsync());

        await portal.AddAsync("lumen", Raced("raced again"));
        var both = await IdAsync(portal, "both@home.example");
        await admin.SendAsync($"/admin/people/{both}", [], $"/admin/people/{both}/remove");
        Assert.Equal(HttpStatusCode.Gone, (await portal.Visit().GetAsync("/join?token=raced+again")).StatusCode);
    }

    [Fact]
    public async Task How_often_something_may_be_done_is_counted_for_each_person_and_not_for_their_office()
    {
        await using var portal = await PortalApp.StartAsync();
        var one = await OfficePeople.SignedInAsync(portal, "lumen", "billing");
        var other = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        var token = Visitor.TokenIn(await one.ReadAsync("/admin/payments"));
        for (var times = 0; times < 10; times++) Assert.Equal(HttpStatusCode.Redirect, (await one.PostAsync("/admin/payments/compare", ("__RequestVerificationToken", token))).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await one.PostAsync("/admin/payments/compare", ("__RequestVerificationToken", token))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await other.SendAsync("/admin/payments", [], "/admin/payments/compare")).StatusCode);
    }

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task A_change_of_role_a_lock_and_a_removal_work_while_the_person_is_signed_in(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var admin = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        var billing = await OfficePeople.SignedInAsync(portal, "lumen", "billing");
        var id = await IdAsync(portal, "billing@lumen.example");
        Assert.Equal(HttpStatusCode.OK, (await billing.GetAsync("/admin/payments")).StatusCode);

        await admin.SendAsync($"/admin/people/{id}", [("role-editor", "true")], $"/admin/people/{id}/roles");
        Assert.Equal(HttpStatusCode.Redirect, (await billing.GetAsync("/admin/answers")).StatusCode);   // signed out
        await billing.SignInAsync("billing@lumen.example", PortalApp.Password);
        Assert.Equal(HttpStatusCode.Forbidden, (await billing.GetAsync("/admin/payments")).StatusCode);

        await admin.SendAsync($"/admin/people/{id}", [], $"/admin/people/{id}/lock");
        Assert.Equal(HttpStatusCode.Redirect, (await billing.GetAsync("/admin/answers")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await billing.SendAsync("/sign-in", [("email", "billing@lumen.example"), ("password", PortalApp.Password)])).StatusCode);
        Assert.Contains("Locked", await admin.ReadAsync($"/admin/people/{id}"));
        await admin.SendAsync($"/admin/people/{id}", [], $"/admin/people/{id}/unlock");
        await billing.SignInAsync("billing@lumen.example", PortalApp.Password);

        await admin.SendAsync($"/admin/people/{id}", [], $"/admin/people/{id}/remove");
        Assert.Equal(HttpStatusCode.Redirect, (await billing.GetAsync("/admin/answers")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/admin/people/{id}")).StatusCode);
        Assert.Equal(["Changed roles", "Locked", "Unlocked", "Removed"], await portal.ReadAsync("lumen", db => db.AuditEntries.Where(entry => entry.Area == "People").OrderBy(entry => entry.Id).Select(entry => entry.Action).ToListAsync()));
    }

    [Fact]
    public async Task The_last_administrator_stays_one_and_nobody_reaches_into_another_retailer()
    {
        await using var portal = await PortalApp.StartAsync();
        var admin = await OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        var me = await IdAsync(portal, "administrator@lumen.example");

        var demoted = await (await admin.SendAsync($"/admin/people/{me}", [("role-editor", "true")], $"/admin/people/{me}/roles")).Content.ReadAsStringAsync();
        Assert.Contains("Somebody must stay an administrator", demoted);
        await admin.SendAsync($"/admin/people/{me}", [], $"/admin/people/{me}/lock");
        await admin.SendAsync($"/admin/people/{me}", [], $"/admin/people/{me}/remove");
        Assert.Equal("administrator", await portal.ReadAsync("lumen", db => db.Users.Where(user => user.Id == me && user.LockoutEnd == null).Select(user => user.Role).SingleAsync()));

        // A second one who is locked does not count.
        await portal.AddSignInAsync("lumen", "second@lumen.example", StaffRoles.Administrator);
        var second = await IdAsync(portal, "second@lumen.example");
        await admin.SendAsync($"/admin/people/{second}", [], $"/admin/people/{second}/lock");
        Assert.Contains("Somebody must stay", await (await admin.SendAsync($"/admin/people/{me}", [("role-editor", "true")], $"/admin/people/{me}/roles")).Content.ReadAsStringAsync());
        await admin.SendAsync($"/admin/people/{second}", [], $"/admin/people/{second}/unlock");
        Assert.Equal(HttpStatusCode.Redirect, (await admin.SendAsync($"/admin/people/{me}", [("role-editor", "true")], $"/admin/people/{me}/roles")).StatusCode);

        var abroad = await OfficePeople.SignedInAsync(portal, "tidewater", "administrator");
        Assert.Equal(HttpStatusCode.NotFound, (await abroad.GetAsync($"/admin/people/{second}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await abroad.SendAsync("/admin/people", [], $"/admin/people/{second}/remove")).StatusCode);
        await portal.AddSignInAsync("tidewater", "customer@home.example", "", "7001");
        Assert.Equal(HttpStatusCode.NotFound, (await abroad.GetAsync($"/admin/people/{await IdAsync(portal, "customer@home.example", "tidewater")}")).StatusCode);   // customers are another screen's
    }

    private static Task<Guid> IdAsync(PortalApp portal, string email, string retailer = "lumen") => portal.ReadAsync(retailer, db => db.Users.Where(user => user.Email == email).Select(user => user.Id).SingleAsync());

    /// <summary>An open invitation as two at the same moment could leave it.</summary>
    private static MailedLink Raced(string token) => new()
    {
        Purpose = LinkPurpose.StaffInvite,
        TokenHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))),
        Email = "BOTH@home.example",
        Role = StaffRoles.Administrator,
        CreatedAt = new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc),
        ExpiresAt = new DateTime(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc),
    };

    private static string Token(string link) => link[(link.IndexOf("token=", StringComparison.Ordinal) + 6)..];
}
