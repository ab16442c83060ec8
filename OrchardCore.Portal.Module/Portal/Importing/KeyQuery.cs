using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using OrchardCore.Portal.Data;
using SQLitePCL;

namespace OrchardCore.Portal.Importing;

/// <summary>
/// Asks a table for keys by a statement that is prepared once for a batch: a file of a million charges asks for hundreds of thousands of statements, and
/// through EF that took longer than writing them. The connection is the caller's, and open.
/// </summary>
internal abstract class KeyQuery : IDisposable
{
    public static KeyQuery For(PortalDb db, StoredKeys keys)
    {
        var entity = db.Model.FindEntityType(keys.Row)!;
        var sql = db.GetService<ISqlGenerationHelper>();
        var store = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        string Column(string property) => sql.DelimitIdentifier(entity.FindProperty(property)!.GetColumnName(store)!);
        var (table, key, account) = (sql.DelimitIdentifier(store.Name, store.Schema), Column(keys.Key), keys.Account is null ? "''" : Column(keys.Account));
        return db.Database.GetDbConnection() switch
        {
            SqliteConnection sqlite => new OneByOne(sqlite, $"select {account} from {table} where {key} = ?"),
            var connection => new AllAtOnce((NpgsqlConnection)connection, $"select {key}, {account} from {table} where {key} = any ($1)"),
        };
    }

    /// <summary>Adds the keys that are stored, each with its account.</summary>
    public abstract Task FindAsync(IReadOnlyCollection<string> keys, Dictionary<string, string> found, CancellationToken stop);

    public abstract void Dispose();

    /// <summary>SQLite is in the process: a question costs less than the list of many would.</summary>
    private sealed class OneByOne : KeyQuery
    {
        private readonly SqliteConnection _connection;
        private readonly sqlite3_stmt _statement;

        public OneByOne(SqliteConnection connection, string sql)
        {
            _connection = connection;
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection.Handle, sql, out _statement), connection.Handle);
        }

        public override Task FindAsync(IReadOnlyCollection<string> keys, Dictionary<string, string> found, CancellationToken stop)
        {
            // Outside of a transaction SQLite would lock and let go of its file for every question.
            using var together = raw.sqlite3_get_autocommit(_connection.Handle) != 0 ? _connection.BeginTransaction(deferred: true) : null;
            foreach (var key in keys)
            {
                if (found.ContainsKey(key)) continue;   // it was asked for twice
                SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_text(_statement, 1, key), _connection.Handle);
                if (raw.sqlite3_step(_statement) == raw.SQLITE_ROW) found[key] = raw.sqlite3_column_text(_statement, 0).utf8_to_string() ?? "";
                SqliteException.ThrowExceptionForRC(raw.sqlite3_reset(_statement), _connection.Handle);   // which says, too, what went wrong before
            }
            return Task.CompletedTask;
        }

        public override void Dispose() => _statement.Dispose();
    }

    /// <summary>PostgreSQL is a journey away: one question for all.</summary>
    private sealed class AllAtOnce : KeyQuery
    {
        private readonly NpgsqlParameter<string[]> _keys = new();
        private readonly NpgsqlCommand _command;

        public AllAtOnce(NpgsqlConnection connection, string sql) => _command = new NpgsqlCommand(sql, connection) { Parameters = { _keys }, CommandTimeout = 0 };

        public override async Task FindAsync(IReadOnlyCollection<string> keys, Dictionary<string, string> found, CancellationToken stop)
        {
            _keys.TypedValue = [.. keys];
            if (!_command.IsPrepared) await _command.PrepareAsync(stop);
            await using var rows = await _command.ExecuteReaderAsync(stop);
            while (await rows.ReadAsync(stop)) found[rows.GetString(0)] = rows.GetString(1);
        }

        public override void Dispose() => _command.Dispose();
    }
}
