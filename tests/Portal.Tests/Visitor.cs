using System.Net;
using System.Text.RegularExpressions;

namespace OrchardCore.Portal.Tests;

/// <summary>A person's browser without scripts: keeps cookies, follows redirects on demand, sends forms with the token that their page gave.</summary>
internal sealed partial class Visitor(HttpClient client, string prefix, CookieContainer cookies)
{
    public HttpClient Client => client;
    public CookieContainer Cookies => cookies;

    /// <summary>The page's text; the answer must be 200.</summary>
    public async Task<string> ReadAsync(string path)
    {
        var answer = await GetAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode} {answer.Headers.Location} {(answer.StatusCode == HttpStatusCode.BadGateway ? await answer.Content.ReadAsStringAsync() : "")}");
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>What the address answers, as it is: redirects are not followed.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(new Uri(Full(path), UriKind.Relative));

    /// <summary>Opens a page, fills its form and sends it; <paramref name="action"/> is where the form goes, when not to the page itself.</summary>
    public async Task<HttpResponseMessage> SendAsync(string page, IEnumerable<(string Name, string Value)> fields, string? action = null)
    {
        var token = TokenIn(await ReadAsync(page));
        return await PostAsync(action ?? page, [("__RequestVerificationToken", token), .. fields]);
    }

    /// <summary>Sends a form as it stands here: without a token unless one is among the fields.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, params IEnumerable<(string Name, string Value)> fields) =>
        client.PostAsync(new Uri(Full(path), UriKind.Relative), new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>The page after a redirect.</summary>
    public async Task<string> FollowAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther or HttpStatusCode.Found, $"Expected a redirect, got {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return await ReadAsync(answer.Headers.Location!.OriginalString);
    }

    public async Task SignInAsync(string email, string password)
    {
        var answer = await SendAsync("/sign-in", [("email", email), ("password", password)]);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"Sign-in of {email}: {(int)answer.StatusCode}");
    }

    /// <summary>Under the retailer's prefix, unless the path has it already.</summary>
    private string Full(string path) => path == prefix || path.StartsWith(prefix + "/", StringComparison.Ordinal) || path.StartsWith(prefix + "?", StringComparison.Ordinal) ? path : prefix + path;

    public static string TokenIn(string html) => Token().Match(html) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value)
        : throw new InvalidOperationException("The page has no form token.");

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")] private static partial Regex Token();
}

/// <summary>Cookies as a browser keeps them, in the open, so that a test can look at them, steal them and bring them elsewhere.</summary>
internal sealed class CookieJar : DelegatingHandler
{
    public CookieContainer Cookies { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!.IsLoopback ? new UriBuilder(request.RequestUri) { Scheme = "https" }.Uri : request.RequestUri;   // browsers trust the machine they run on
        if (Cookies.GetCookieHeader(uri) is { Length: > 0 } held) request.Headers.Add("Cookie", held);
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.Headers.TryGetValues("Set-Cookie", out var given))
            foreach (var cookie in given) Cookies.SetCookies(uri, cookie);
        return answer;
    }
}
