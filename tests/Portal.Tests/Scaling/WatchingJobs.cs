using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace OrchardCore.Portal.Tests.Scaling;

/// <summary>Hangfire's screens are the operator's: off until configured, and no retailer's.</summary>
public sealed class WatchingJobs
{
    private const string Password = "a long enough password";

    [Fact]
    public async Task Until_it_is_configured_there_is_nothing_at_that_address()
    {
        await using var portal = await PortalApp.StartAsync();
        using var client = portal.Api("x");
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(At(""))).StatusCode);
    }

    [Fact]
    public async Task Only_the_operator_sees_jobs_and_only_may_do_what_is_allowed()
    {
        await using var portal = await PortalApp.StartAsync(new Dictionary<string, string> { ["Operations:User"] = "ops", ["Operations:Password"] = Password });
        var alex = await BackOffice.OfficePeople.SignedInAsync(portal, "lumen", "administrator");
        Assert.Equal(HttpStatusCode.Unauthorized, (await alex.Client.GetAsync(At(""))).StatusCode);

        using var client = portal.Api("x");
        client.DefaultRequestHeaders.Authorization = Basic("wrong password of ops");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(At("/recurring"))).StatusCode);
        client.DefaultRequestHeaders.Authorization = Basic(Password);
        var page = await client.GetAsync(At("/recurring"));
        var html = await page.Content.ReadAsStringAsync();
        Assert.Contains("import-leftovers", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script(?![^>]*src=)", html);   // its scripts run under script-src 'self'
        Assert.Contains("script-src 'self';", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("no-store", page.Headers.CacheControl!.ToString());

        client.DefaultRequestHeaders.Add("Origin", client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        Assert.False((await client.PostAsync(At("/recurring/trigger"), Jobs())).IsSuccessStatusCode);   // for reading

        // After ten wrong guesses the right one is not looked at either.
        client.DefaultRequestHeaders.Authorization = Basic("another wrong password");
        for (var guess = 0; guess < 10; guess++) await client.GetAsync(At(""));
        client.DefaultRequestHeaders.Authorization = Basic(Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.GetAsync(At(""))).StatusCode);
    }

    [SkippableFact]
    public async Task Guesses_are_counted_for_all_processes_together()
    {
        await using var portal = await PortalApp.ClusterAsync(new Dictionary<string, string> { ["Operations:User"] = "ops", ["Operations:Password"] = Password });
        using var client = portal.Api("x");
        client.DefaultRequestHeaders.Authorization = Basic("another wrong password");
        for (var guess = 0; guess < 10; guess++) Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(At(""))).StatusCode);
        client.DefaultRequestHeaders.Authorization = Basic(Password);
        for (var process = 0; process < 2; process++) Assert.Equal(HttpStatusCode.TooManyRequests, (await client.GetAsync(At(""))).StatusCode);
    }

    [Fact]
    public async Task What_another_site_sends_is_refused()
    {
        await using var portal = await PortalApp.StartAsync(new Dictionary<string, string> { ["Operations:User"] = "ops", ["Operations:Password"] = Password, ["Operations:ReadOnly"] = "false" });
        using var client = portal.Api("x");
        client.DefaultRequestHeaders.Authorization = Basic(Password);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsync(At("/recurring/trigger"), Jobs())).StatusCode);
        client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsync(At("/recurring/trigger"), Jobs())).StatusCode);
        client.DefaultRequestHeaders.Remove("Origin");
        client.DefaultRequestHeaders.Add("Origin", client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        Assert.True((await client.PostAsync(At("/recurring/trigger"), Jobs())).IsSuccessStatusCode);
    }

    private static Uri At(string page) => new("/operations/jobs" + page, UriKind.Relative);
    private static FormUrlEncodedContent Jobs() => new([KeyValuePair.Create("jobs[]", "import-leftovers")]);
    private static AuthenticationHeaderValue Basic(string password) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("ops:" + password)));
}
