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
internal sealed class InTurn(IReadOnlyList<HttpMessageHandler> hosts) : HttpMessageHandler
{
    private readonly IReadOnlyList<HttpMessageInvoker> _hosts = [.. hosts.Select(host => new HttpMessageInvoker(host))];
    private int _turn;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _hosts[(Interlocked.Increment(ref _turn) & int.MaxValue) % _hosts.Count].SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        foreach (var host in _hosts) host.Dispose();
        base.Dispose(disposing);
    }
}
