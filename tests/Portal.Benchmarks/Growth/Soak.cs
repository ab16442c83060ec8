using OrchardCore.Portal.Benchmarks.Generating;
using OrchardCore.Portal.Benchmarks.Measuring;

namespace OrchardCore.Portal.Benchmarks.Growth;

/// <summary>Pages for a long time, with an import every minute: memory has to stay flat, no answer may be an error, and readers must hardly notice the writer.</summary>
internal static class Soak
{
    public static async Task RunAsync(Figures figures, TimeSpan time)
    {
        Console.WriteLine("Soak");
        var work = Directory.CreateTempSubdirectory("portal-soak-").FullName;
        using var portal = new PortalChild(Path.Combine(work, "portal"), people: [.. Enumerable.Range(0, 10).Select(n => ($"person{n}@example.com", Population.AccountOf(n)))]);
        await portal.ReadyAsync();
        foreach (var (path, _) in new Population(1000).Write(Path.Combine(work, "files"))) await portal.ImportAsync(path);
        List<string> cookies = [];
        for (var n = 0; n < 10; n++) cookies.Add(await portal.SignInAsync($"person{n}@example.com"));

        List<double> memory = [], quiet = [], writing = [];
        var (failed, requests, rounds) = (0, 0, Math.Max(2, (int)time.TotalMinutes));
        for (var round = 1; round <= rounds; round++)
        {
            var import = round % 2 == 0 ? WriteAsync(portal, work, round) : Task.CompletedTask;
            var load = await Load.DriveAsync(portal.Process, round % 4 < 2 ? "/bench1/transactions" : "/bench1/", cookies, TimeSpan.FromMinutes(1), connections: 2);
            await import;
            (round % 2 == 0 ? writing : quiet).Add(load.Median);
            memory.Add(portal.Process.Megabytes);
            (failed, requests) = (failed + load.Failed, requests + load.Requests);
            Console.WriteLine($"  minute {round}: {load.Requests:n0} requests, median {load.Median:0.0} ms, p99 {load.Late:0.0} ms, {portal.Process.Megabytes:0} MB, {load.Failed} failed");
        }
        figures.Add($"{rounds} minutes, {requests:n0} requests: failed", $"{failed}", wanted: "0");
        figures.Add("memory at the end", $"{memory[^1]:0} MB", $"{memory[memory.Count / 4]:0} MB after a quarter", memory[^1] / memory[memory.Count / 4], "≤ 1.1");
        figures.Add("page while an import writes, median", $"{writing.Average():0.0} ms", $"{quiet.Average():0.0} ms quiet", writing.Average() / quiet.Average(), "≤ 2");
    }

    private static async Task WriteAsync(PortalChild portal, string work, int round)
    {
        foreach (var (path, count) in new Population(5000, First: 1000 + round * 5000).Write(Path.Combine(work, "files")))
            if (count > 0) await portal.ImportAsync(path);
    }
}
