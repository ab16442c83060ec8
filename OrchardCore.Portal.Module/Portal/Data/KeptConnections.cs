using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace OrchardCore.Portal.Data;

/// <summary>
/// SQLite forgets what it has prepared when a connection is closed, and planning a question takes it longer than most answers do. So a context takes its open connection,
/// with the questions that were asked on it, into its pool and out again; the connection is closed when nobody has wanted it for a minute or two. Npgsql keeps
/// connections and plans by itself.
/// </summary>
internal sealed class KeptConnections : IDisposable
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    private readonly ConditionalWeakTable<PortalDb, KeptConnection> _kept = [];
    private readonly ITimer _rounds;

    public KeptConnections(TimeProvider clock) => _rounds = clock.CreateTimer(_ => CloseIdle(), null, Round, Round);

    /// <summary>Opens the connection for the context's whole scope.</summary>
    public void Hold(PortalDb db)
    {
        if (db is not SqlitePortalDb) return;
        if (db.Kept is null) _kept.Add(db, db.Kept = Keep(db.Database));
        db.Kept.Hold();
    }

    /// <summary>The connection as EF has made it, with its functions, taken out of EF's hands: what it has made it closes when the context goes back to its pool.</summary>
    private static KeptConnection Keep(DatabaseFacade database)
    {
        var connection = (SqliteConnection)database.GetDbConnection();
        database.SetDbConnection(null);
        database.SetDbConnection(connection, contextOwnsConnection: false);
        return new KeptConnection(connection);
    }

    public void Dispose()
    {
        _rounds.Dispose();
        foreach (var (_, kept) in _kept) kept.CloseUnlessTaken();
    }

    private void CloseIdle()
    {
        foreach (var (_, kept) in _kept) kept.CloseWhereIdle();
    }
}
