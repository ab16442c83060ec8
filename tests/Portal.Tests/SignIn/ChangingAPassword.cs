using System.Net;

namespace OrchardCore.Portal.Tests.SignIn;

public sealed class ChangingAPassword
{
    private const string New = "another staple entirely";

    [Fact]
    public async Task The_current_one_is_needed_other_browsers_are_signed_out_and_a_mail_says_so()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        var phone = portal.Visit();
        await phone.SignInAsync("priya@home.example", PortalApp.Password);

        var refused = await priya.SendAsync("/account/password", [("current", "not my password"), ("password", New)]);
        Assert.Contains("This is not your current password", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var done = await priya.SendAsync("/account/password", [("current", PortalApp.Password), ("password", New)]);

        Assert.Contains("Your password is changed. Other browsers are signed out.", await priya.FollowAsync(done), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await phone.GetAsync("/account/password")).StatusCode);
        await portal.Visit().SignInAsync("priya@home.example", New);
        Assert.Single(await portal.MailsAsync("lumen", "PasswordChangedMail"));
    }

    [Fact]
    public async Task A_new_password_has_to_be_another_one()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var refused = await priya.SendAsync("/account/password", [("current", PortalApp.Password), ("password", PortalApp.Password)]);

        Assert.Contains("This is the password that you have now", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_of_the_retailers_people_changes_theirs_too()
    {
        await using var portal = await PortalApp.StartAsync();
        var admin = await portal.SignedInAsync("lumen", "sam@home.example");

        var done = await admin.SendAsync("/account/password", [("current", PortalApp.Password), ("password", New)]);

        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
    }
}
