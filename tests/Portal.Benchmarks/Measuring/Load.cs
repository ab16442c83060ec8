using System.Diagnostics;

namespace OrchardCore.Portal.Benchmarks.Measuring;

/// <summary>Drives a program over HTTP on the loopback from several connections, and reads the processor time that the program took.</summary>
/// <param name="Requests">How many were answered.</param>
/// <param name="Cpu">Microseconds of processor time a request: the figure that a busy machine changes least.</param>
/// <param name="Median">Milliseconds.</param>
/// <param name="Late">The 99th percentile in milliseconds.</param>
/// <param name="Failed">Answers other than 200 or 304.</param>
internal sealed record Load(int Requests, double Cpu, double Median, double Late, int Failed)
{
    /// <param name="cookies">One of them for each request, in turn: "" for nobody.</param>
    /// <param name="anew">Another address each time, so that nothing can be kept from the time before.</param>
    /// <param name="etag">Ask again as a browser that has the page.</param>
    public static async Task<Load> DriveAsync(Child program, string path, IReadOnlyList<string> cookies, TimeSpan time, int connections = 4, string? etag = null, bool anew = false)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = connections }) { BaseAddress = program.Address };
        var before = program.Processor;
        var watch = Stopwatch.StartNew();
        var turn = 0;
        var failed = 0;
        var lanes = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            List<double> took = [];
            while (watch.Elapsed < time)
            {
                var number = Interlocked.Increment(ref turn);
                using var request = new HttpRequestMessage(HttpMethod.Get, anew ? $"{path}?n={number}" : path);
                if (cookies[number % cookies.Count] is { Length: > 0 } cookie) request.Headers.TryAddWithoutValidation("Cookie", cookie);
                if (etag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", etag);
                var began = Stopwatch.GetTimestamp();
                using var answer = await client.SendAsync(request);
                await answer.Content.CopyToAsync(Stream.Null);
                took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                if ((int)answer.StatusCode is not (200 or 304)) Interlocked.Increment(ref failed);
            }
            return took;
        })));
        var cpu = program.Processor - before;
        List<double> all = [.. lanes.SelectMany(lane => lane).Order()];
        return new Load(all.Count, cpu.TotalMicroseconds / all.Count, all[all.Count / 2], all[(int)(all.Count * 0.99)], failed);
    }
}
