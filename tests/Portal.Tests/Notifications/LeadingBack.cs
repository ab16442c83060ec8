using System.Text.RegularExpressions;
using OrchardCore.Portal.Tests.SignIn;

namespace OrchardCore.Portal.Tests.Notifications;

public sealed partial class LeadingBack
{
    [Theory]
    [InlineData("lumen.localhost", "https://lumen.localhost/reset-password")]
    [InlineData("lumen.localhost:8443", "https://lumen.localhost/reset-password")]
    [InlineData("evil.example", "https://lumen.localhost/reset-password")]
    [InlineData("localhost.evil.example", "https://lumen.localhost/reset-password")]
    public async Task A_link_in_a_mail_leads_to_the_retailers_own_host_whatever_the_request_says(string host, string expected)
    {
        await using var portal = await PortalApp.StartAsync();
        Assert.StartsWith(expected + "?token=", await LinkAsync(portal, host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Or_to_the_public_address_with_the_retailers_prefix()
    {
        await using var portal = await PortalApp.StartAsync(new Dictionary<string, string> { ["Portal:PublicAddress"] = "https://portal.example.com/" });
        Assert.StartsWith("https://portal.example.com/lumen/reset-password?token=", await LinkAsync(portal, "evil.example"), StringComparison.Ordinal);
    }

    private static async Task<string> LinkAsync(PortalApp portal, string host)
    {
        await portal.AddSignInAsync("lumen", "priya@home.example", "", "1001");
        var visitor = portal.Visit();
        visitor.Client.DefaultRequestHeaders.Host = host;
        visitor.Client.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");
        var page = new Uri(host.StartsWith("lumen.localhost", StringComparison.Ordinal) ? "/forgot-password" : "/lumen/forgot-password", UriKind.Relative);
        var token = Visitor.TokenIn(await visitor.Client.GetStringAsync(page));
        await visitor.Client.PostAsync(page, new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("email", "priya@home.example")]));
        var mail = Assert.Single(await portal.MailsAsync("lumen", "ResetMail"));
        return Link().Match(mail.TextBody ?? "").Value;
    }

    [GeneratedRegex(@"https?://\S+reset-password\S+")] private static partial Regex Link();
}
