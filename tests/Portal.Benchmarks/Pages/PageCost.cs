using System.Net.Http.Headers;
using OrchardCore.Portal.Benchmarks.Generating;
using OrchardCore.Portal.Benchmarks.Measuring;

namespace OrchardCore.Portal.Benchmarks.Pages;

/// <summary>Processor time of a signed-in page with the real layout and the real middleware, beside the least that such a page can take.</summary>
internal static class PageCost
{
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(6), Measured = TimeSpan.FromSeconds(10);
    private const int People = 20;

    /// <param name="engine">PostgreSQL, or SQLite for anything else.</param>
    public static async Task RunAsync(Figures figures, string engine)
    {
        Console.WriteLine("Pages");
        var work = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        await using var place = await PlaceAsync(engine);
        using var portal = Portal(work, place);
        var cookies = await FillAsync(portal, work);
        var (html, _) = await GetAsync(portal, "/bench1/transactions", cookies[0]);
        var limit = await LimitAsync(work, html, "prepared");
        var usual = await LimitAsync(work, html, "ef");
        figures.Add("limit: a page of the same bytes, one prepared query", $"{limit.Cpu:0} µs");
        figures.Add("what people usually write: EF LINQ, one query", $"{usual.Cpu:0} µs", $"{limit.Cpu:0} µs", usual.Cpu / limit.Cpu);
        var pages = new[]
        {
            ("Transactions, 24 rows and more", "/bench1/transactions", "≤ 1.25"), ("Statements", "/bench1/statements", "≤ 1.25"), ("Charges", "/bench1/charges", "≤ 1.25"),
            ("Dashboard", "/bench1/", "≤ 2"), ("Help", "/bench1/help", ""),
        };
        foreach (var (_, path, _) in pages) await Load.DriveAsync(portal.Process, path, cookies, Warm, anew: true);
        foreach (var (name, path, wanted) in pages) await MeasureAsync(name, path, wanted, anew: false);
        foreach (var (name, path, _) in pages.SkipLast(1)) await MeasureAsync(name + ", made anew each time", path, "", anew: true);
        var (_, etag) = await GetAsync(portal, "/bench1/transactions", cookies[0]);
        if (etag is null) return;
        var again = await Load.DriveAsync(portal.Process, "/bench1/transactions", [cookies[0]], Measured, etag: etag.ToString());
        figures.Add("Transactions, asked again unchanged (304)", $"{again.Cpu:0} µs", $"{limit.Cpu:0} µs", again.Cpu / limit.Cpu);

        async Task MeasureAsync(string name, string path, string wanted, bool anew)
        {
            await Load.DriveAsync(portal.Process, path, cookies, Warm / 2, anew: anew);
            var load = await Load.DriveAsync(portal.Process, path, cookies, Measured, anew: anew);
            figures.Add($"{name} ({load.Median:0.0} ms, p99 {load.Late:0.0} ms)", $"{load.Cpu:0} µs", $"{limit.Cpu:0} µs", load.Cpu / limit.Cpu, wanted);
            if (load.Failed > 0) throw new InvalidOperationException($"{path}: {load.Failed} of {load.Requests} failed.");
        }
    }

    /// <summary>The filled portal stays up for a profiler, or a load driver, of one's own.</summary>
    public static async Task ServeAsync(string engine)
    {
        var work = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        await using var place = await PlaceAsync(engine);
        using var portal = Portal(work, place);
        var cookies = await FillAsync(portal, work);
        Console.WriteLine($"{portal.Process.Address}bench1/ in process {portal.Process.Id}, until Enter is pressed. The Cookie header of each of {People} customers:");
        foreach (var cookie in cookies) Console.WriteLine(cookie);
        Console.ReadLine();
    }

    private static async Task<PostgreSqlPlace?> PlaceAsync(string engine) => engine != "PostgreSQL" ? null
        : await PostgreSqlPlace.FindAsync() ?? throw new InvalidOperationException("PORTAL_TEST_POSTGRES is to name a PostgreSQL server and a login that may create databases.");

    private static PortalChild Portal(string work, PostgreSqlPlace? place) =>
        new(Path.Combine(work, "portal"), people: [.. Enumerable.Range(0, People).Select(n => ($"person{n}@example.com", Population.AccountOf(n)))], settings: place?.Settings);

    private static async Task<List<string>> FillAsync(PortalChild portal, string work)
    {
        await portal.ReadyAsync();
        foreach (var (path, _) in new Population(1000).Write(Path.Combine(work, "files"))) await portal.ImportAsync(path);
        var cookies = new List<string>();
        for (var n = 0; n < People; n++) cookies.Add(await portal.SignInAsync($"person{n}@example.com"));
        return cookies;
    }

    private static async Task<(string Html, EntityTagHeaderValue? ETag)> GetAsync(PortalChild portal, string path, string cookie)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = portal.Process.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadAsStringAsync(), answer.Headers.ETag);
    }

    private static async Task<Load> LimitAsync(string work, string html, string way)
    {
        const string Row = "<tr><td>{{ row.Reference }}</td><td>{{ row.PostedOn }}</td><td>{{ row.Description }}</td><td>{{ row.Amount }}</td></tr>";
        const int RowBytes = 24 * 85;
        var rest = html[..Math.Max(0, html.Length - RowBytes)].Replace("{", "(", StringComparison.Ordinal);
        var template = Path.Combine(work, "limit.liquid");
        await File.WriteAllTextAsync(template, rest + "{% for row in rows %}" + Row + "{% endfor %}");
        using var program = new Child(typeof(Figures).Assembly.Location, ["limit-page", Path.Combine(work, "limit.db"), template, way], []);
        await program.UntilAsync("/in");
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = program.Address };
        using var signedIn = await client.GetAsync(new Uri("/in", UriKind.Relative));
        var cookie = signedIn.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        await Load.DriveAsync(program, "/page", [cookie], Warm);
        return await Load.DriveAsync(program, "/page", [cookie], Measured);
    }
}
