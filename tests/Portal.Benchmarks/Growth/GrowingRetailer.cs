using System.Diagnostics;
using OrchardCore.Portal.Benchmarks.Generating;
using OrchardCore.Portal.Benchmarks.Measuring;

namespace OrchardCore.Portal.Benchmarks.Growth;

/// <summary>The same pages of the same customer, at a retailer of a thousand accounts and at a large one that was filled through the import.</summary>
internal static class GrowingRetailer
{
    private const int Small = 1000, AtOnce = 50_000;
    private static readonly string[] Pages = ["/bench1/", "/bench1/transactions", "/bench1/charges", "/bench1/statements"];
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(3), Measured = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Figures figures, int accounts)
    {
        Console.WriteLine("Growth");
        var work = Directory.CreateTempSubdirectory("portal-growth-").FullName;
        using var portal = new PortalChild(Path.Combine(work, "portal"), people: [.. Enumerable.Range(0, 10).Select(n => ($"person{n}@example.com", Population.AccountOf(n)))]);
        await portal.ReadyAsync();
        var rows = await FillAsync(portal, work, 0, Small);
        List<string> cookies = [];
        for (var n = 0; n < 10; n++) cookies.Add(await portal.SignInAsync($"person{n}@example.com"));

        await PagesAsync(portal, cookies);   // until all is compiled
        var small = await PagesAsync(portal, cookies);
        var watch = Stopwatch.StartNew();
        for (var at = Small; at < accounts; at += AtOnce) rows += await FillAsync(portal, work, at, Math.Min(AtOnce, accounts - at));
        figures.Add($"filling {accounts:n0} accounts ({rows:n0} rows) through the import", $"{watch.Elapsed.TotalMinutes:0.0} min, {rows / watch.Elapsed.TotalSeconds:n0} rows/s, {portal.Process.Megabytes:0} MB");
        var large = await PagesAsync(portal, cookies);
        foreach (var ((page, anew), cost) in large)
            figures.Add($"{page} {(anew ? "made anew" : "seen again")} at {accounts:n0} accounts", $"{cost:0} µs", $"{small[(page, anew)]:0} µs at {Small:n0}", cost / small[(page, anew)], "≤ 1.2");
    }

    private static async Task<long> FillAsync(PortalChild portal, string work, int first, int accounts)
    {
        long rows = 0;
        foreach (var (path, count) in new Population(accounts, First: first).Write(Path.Combine(work, "files")))
        {
            if (count > 0) await portal.ImportAsync(path);
            rows += count;
        }
        return rows;
    }

    private static async Task<Dictionary<(string Page, bool Anew), double>> PagesAsync(PortalChild portal, IReadOnlyList<string> cookies)
    {
        var cost = new Dictionary<(string, bool), double>();
        foreach (var anew in (bool[])[true, false])
        {
            foreach (var page in Pages)
            {
                await Load.DriveAsync(portal.Process, page, cookies, Warm, anew: anew);
                cost[(page, anew)] = (await Load.DriveAsync(portal.Process, page, cookies, Measured, anew: anew)).Cpu;
            }
        }
        return cost;
    }
}
