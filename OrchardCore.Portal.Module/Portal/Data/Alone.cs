using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace OrchardCore.Portal.Data;

/// <summary>
/// Work on a retailer's data that one process at a time may do, held by an advisory lock of PostgreSQL: the server lets go when the process dies. A SQLite file
/// belongs to one process, where nothing has to be held.
/// </summary>
internal sealed class Alone : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private Alone(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Waits until nobody else is at it.</summary>
    public static async Task<Alone?> WaitAsync(PortalDb db, string name, CancellationToken stop)
    {
        if (!db.Database.IsNpgsql()) return null;
        var alone = await ConnectAsync(db, stop);
        await alone.AskAsync("select pg_advisory_lock(hashtext(@name))", name, stop);
        return alone;
    }

    /// <returns>Null where another is at it.</returns>
    public static async Task<Alone?> TryAsync(PortalDb db, string name, CancellationToken stop)
    {
        var alone = await ConnectAsync(db, stop);
        if (await alone.AskAsync("select pg_try_advisory_lock(hashtext(@name))", name, stop) is true) return alone;
        await alone._connection.DisposeAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await AskAsync("select pg_advisory_unlock_all()", "", CancellationToken.None);   // the connection goes back to a pool, not away
        await _connection.DisposeAsync();
    }

    private static async Task<Alone> ConnectAsync(PortalDb db, CancellationToken stop)
    {
        var connection = new NpgsqlConnection(db.Database.GetConnectionString());
        await connection.OpenAsync(stop);
        return new(connection);
    }

    private async Task<object?> AskAsync(string sql, string name, CancellationToken stop)
    {
        await using var command = _connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);   // however long the other one takes
        command.Parameters.AddWithValue("name", name);
        return await command.ExecuteScalarAsync(stop);
    }
}
