using Npgsql;

namespace OrchardCore.Portal.Benchmarks.Measuring;

/// <summary>Databases of the benchmark's own on the server that PORTAL_TEST_POSTGRES names, whose login may create them; they go when it is disposed.</summary>
internal sealed class PostgreSqlPlace : IAsyncDisposable
{
    private readonly NpgsqlDataSource _server;
    private readonly string _login;
    private readonly string _name = $"portal_benchmark_{Guid.NewGuid():N}";
    private readonly IReadOnlyList<string> _databases;

    private PostgreSqlPlace(string login)
    {
        _login = login;
        _server = NpgsqlDataSource.Create(login);
        _databases = [_name + "_limit", _name + "_bench1"];
    }

    /// <returns>Null where no server is named.</returns>
    public static async Task<PostgreSqlPlace?> FindAsync()
    {
        if (Environment.GetEnvironmentVariable("PORTAL_TEST_POSTGRES") is not { Length: > 0 } login) return null;
        var place = new PostgreSqlPlace(login);
        foreach (var database in place._databases) await place._server.CreateCommand($"create database {database}").ExecuteNonQueryAsync();
        return place;
    }

    /// <summary>Of an empty database, beside that of the portal.</summary>
    public string LimitConnection => new NpgsqlConnectionStringBuilder(_login) { Database = _name + "_limit", Pooling = false }.ToString();

    /// <summary>Of a portal with one retailer.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings =>
        [new("Portal:Database:Engine", "PostgreSql"), new("Portal:Database:ConnectionTemplate", new NpgsqlConnectionStringBuilder(_login) { Database = _name + "_{retailer}" }.ToString())];

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases) await _server.CreateCommand($"drop database if exists {database} with (force)").ExecuteNonQueryAsync();
        await _server.DisposeAsync();
    }
}
