using System.Collections.Concurrent;
using OrchardCore.Portal.Scaling;

namespace OrchardCore.Portal.Tests;

/// <summary>
/// The portal on several machines, in one test: PORTAL_TEST_CLUSTER=1 runs the whole suite so. The clock and the doubles are shared, everything else is
/// each process's own.
/// </summary>
internal static class Cluster
{
    public const string Jobs = "Portal:Jobs:ConnectionString";

    /// <summary>Those that answer requests first.</summary>
    public static readonly string[] Roles = ["Web", "Web", "Worker", "Worker"];

    public static bool IsWanted => Environment.GetEnvironmentVariable("PORTAL_TEST_CLUSTER") == "1";

    public static Dictionary<string, string> Settings(IReadOnlyDictionary<string, string> others) => new(others.Concat(PostgreSqlDatabases.Settings()))
    {
        [Jobs] = PostgreSqlDatabases.Create(),
        ["Portal:Jobs:Workers"] = "2",
        ["Portal:Redis:ConnectionString"] = Needs.Redis(),
        ["Portal:Redis:Prefix"] = $"test-{Guid.NewGuid():N}",
    };
}

/// <summary>Sends each request to the next host, as a proxy before several machines does.</summary>
/// <param name="changed">What follows a request that may have changed something; it is given the host's place.</param>
internal sealed class InTurn(IReadOnlyList<HttpMessageHandler> hosts, Func<int, Task> changed) : HttpMessageHandler
{
    private readonly IReadOnlyList<HttpMessageInvoker> _hosts = [.. hosts.Select(host => new HttpMessageInvoker(host))];
    private int _turn;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var turn = (Interlocked.Increment(ref _turn) & int.MaxValue) % _hosts.Count;
        var answer = await _hosts[turn].SendAsync(request, cancellationToken);
        if (request.Method != HttpMethod.Get) await changed(turn);
        return answer;
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var host in _hosts) host.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>
/// A change is seen by every process within a second, and a test of one process looks at once: so where the whole suite runs on several, each change waits
/// until a word that was said after it has been heard by all.
/// </summary>
internal sealed class WordOfChange
{
    private const string Topic = "tests-heard";
    private readonly ConcurrentDictionary<string, (ConcurrentDictionary<int, bool> By, TaskCompletionSource All)> _words = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<Announcements> _hosts;

    public WordOfChange(IReadOnlyList<Announcements> hosts)
    {
        _hosts = hosts;
        for (var host = 0; host < hosts.Count; host++)
        {
            var listener = host;
            hosts[host].Listen(Topic, word => Heard(word, listener));
        }
    }

    public async Task ByAllAsync(int host)
    {
        var word = $"{Guid.NewGuid():N}";
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _words[word] = (new(), heard);
        _hosts[host].Say(Topic, word);
        await Task.WhenAny(heard.Task, Task.Delay(TimeSpan.FromSeconds(1)));   // a test may have cut one off
        _words.TryRemove(word, out _);
    }

    private void Heard(string word, int host)
    {
        if (!_words.TryGetValue(word, out var heard)) return;
        heard.By[host] = true;
        if (heard.By.Count == _hosts.Count) heard.All.TrySetResult();
    }
}
