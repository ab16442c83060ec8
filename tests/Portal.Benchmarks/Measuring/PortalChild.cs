using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OrchardCore.Portal.Benchmarks.Measuring;

/// <summary>The real host in its real settings, with retailers, a data folder and first sign-ins of the benchmark's own.</summary>
internal sealed partial class PortalChild : IDisposable
{
    public const string Password = "correct horse battery";
    public const string ApiKey = "benchmark-key-0123456789";

    private readonly Child _child;

    /// <param name="retailers">How many: bench1, bench2 …</param>
    /// <param name="people">E-mail address and account of whoever is to sign in at the first retailer.</param>
    public PortalChild(string data, int retailers = 1, IReadOnlyList<(string Email, string Account)>? people = null, IEnumerable<KeyValuePair<string, string>>? settings = null)
    {
        Directory.CreateDirectory(data);
        for (var number = 1; number <= retailers; number++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(data, "given", $"bench{number}")).FullName;
            File.WriteAllText(Path.Combine(folder, "retailer.json"), JsonSerializer.Serialize(new { id = $"bench{number}", name = $"Bench Energy {number}", prefix = $"/bench{number}", currency = "AUD", timeZone = "Australia/Sydney", culture = "en-AU" }));
        }
        var signIns = Path.Combine(data, "sign-ins.json");
        File.WriteAllText(signIns, JsonSerializer.Serialize(new
        {
            retailers = new[] { new { id = "bench1", apiKey = ApiKey } },
            signIns = (people ?? []).Select(person => new { retailer = "bench1", email = person.Email, name = "Bench Person", password = Password, role = "customer", accounts = new[] { person.Account } }),
        }));
        _child = new Child(typeof(Figures).Assembly.Location.Replace("Portal.Benchmarks.dll", "Portal.Host.dll", StringComparison.Ordinal), [],
        [
            new("ASPNETCORE_ENVIRONMENT", "Production"), new("Retailers", Path.Combine(data, "given")), new("Portal:DataFolder", data), new("Portal:FirstSignIns", signIns),
            new("Logging:LogLevel:Default", "Warning"), .. settings ?? [],
        ], AppContext.BaseDirectory);
    }

    public Child Process => _child;

    public Task<TimeSpan> ReadyAsync() => _child.UntilAsync("/bench1/sign-in");

    /// <returns>The cookies of somebody who has signed in, as one header.</returns>
    public async Task<string> SignInAsync(string email)
    {
        var jar = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = jar, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = _child.Address };
        var form = await client.GetStringAsync(new Uri("/bench1/sign-in", UriKind.Relative));
        Keep(jar, "");
        var token = Hidden().Match(form);
        using var answer = await client.PostAsync(new Uri("/bench1/sign-in", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            [token.Groups[1].Value] = token.Groups[2].Value,
            ["email"] = email,
            ["password"] = Password,
        }));
        if (answer.StatusCode is not (HttpStatusCode.Redirect or HttpStatusCode.SeeOther)) throw new InvalidOperationException($"{email} could not sign in: {(int)answer.StatusCode}.");
        return string.Join("; ", jar.GetAllCookies().Select(cookie => $"{cookie.Name}={cookie.Value}"));
    }

    /// <summary>Gives a file to the import API and waits until it is applied.</summary>
    /// <returns>The state that it ended in, and how long it took from the first byte received, by the portal's own clock: asking more often would be measured with it.</returns>
    public async Task<(string State, TimeSpan Took)> ImportAsync(string path)
    {
        using var client = new HttpClient { BaseAddress = _child.Address, Timeout = TimeSpan.FromMinutes(30) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", ApiKey);
        await using var file = File.OpenRead(path);
        using var answer = await client.PostAsync(new Uri($"/bench1/api/imports?name={Path.GetFileName(path)}", UriKind.Relative), new StreamContent(file));
        answer.EnsureSuccessStatusCode();
        var received = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        while (true)
        {
            var batch = JsonDocument.Parse(await client.GetStringAsync(new Uri(received.GetProperty("href").GetString()!, UriKind.Relative))).RootElement;
            var state = batch.GetProperty("state").GetString()!;
            if (state is "Applied" or "Rejected" or "Failed")
                return state == "Applied" ? (state, batch.GetProperty("finishedAt").GetDateTime() - batch.GetProperty("receivedAt").GetDateTime()) : throw new InvalidOperationException($"{path}: {batch}");
            await Task.Delay(250);
        }
    }

    public void Dispose() => _child.Dispose();

    // The cookies are Secure; on the loopback they are sent without TLS for the measurement.
    private static void Keep(CookieContainer jar, string _)
    {
        foreach (Cookie cookie in jar.GetAllCookies()) cookie.Secure = false;
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"(__[^\"]+)\" value=\"([^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Hidden();
}
