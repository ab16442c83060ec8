using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Importing.Undo;

namespace OrchardCore.Portal.Importing;

/// <summary>
/// Writes the rows of a chunk and counts as it goes. What is new goes straight into the table; the rest in bulk to a temporary table, and from there by
/// natural key in one statement.
/// </summary>
internal sealed class ChunkWriter(PortalDb db, BatchCounts counts, BatchChanges changes) : IAsyncDisposable
{
    // Where so many chunks could not go straight in, the file brings what is known.
    private const int MostFailures = 4;

    private readonly Dictionary<object, Way> _ways = [];

    public PortalDb Db => db;
    public BatchChanges Changes => changes;

    private DbConnection Connection => db.Database.GetDbConnection();
    private DbTransaction? Transaction => db.Database.CurrentTransaction?.GetDbTransaction();

    /// <param name="kind">Under which the rows are counted.</param>
    /// <param name="drop">Rows t of the table that go, while the new ones stand in the temporary table: a condition in SQL with its name as {0}.</param>
    public async Task WriteAsync<T>(string kind, Upsert<T> upsert, IReadOnlyList<T> rows, CancellationToken stop, string? drop = null, bool countsRead = false) where T : class
    {
        var way = WayOf(upsert);
        var (added, left) = drop is null ? await AddNewAsync(way, rows, stop) : (0, rows);
        var changed = 0L;
        if (left.Count > 0)
        {
            var merged = await MergeAsync(way, left, stop);
            (added, changed) = (added + merged.Added, merged.Changed);
        }
        var change = changes.Of(way.Plan.Rows.Name);
        change.Added += added;
        change.Changed += changed;
        if (drop is not null) change.Removed += await DropAsync(way.Plan.Rows, string.Format(CultureInfo.InvariantCulture, drop, way.Plan.Incoming), stop);

        var count = counts.Of(kind);
        count.Added += added;
        count.Changed += changed;
        count.Unchanged += rows.Count - added - changed;
        if (countsRead) count.Read += rows.Count;
    }

    /// <returns>How many went straight in; and the rows among which some are known. Of those, what is in already is merged with itself, which changes nothing.</returns>
    private async Task<(long Added, IReadOnlyList<T> Left)> AddNewAsync<T>(Way<T> way, IReadOnlyList<T> rows, CancellationToken stop) where T : class
    {
        if (Connection is SqliteConnection sqlite) return way.Straight(sqlite, await ElsewheresAsync(way.Plan, stop)).Add(rows);
        if (way.Failures >= MostFailures || Transaction is not NpgsqlTransaction transaction) return (0, rows);
        var last = way.Plan.Elsewheres.Count > 0 ? await CountAsync(way.Plan.LastId, stop) : 0;
        await transaction.SaveAsync("straight", stop);
        if (await TryCopyNewAsync(way.Plan, rows, last, stop))
        {
            await transaction.ReleaseAsync("straight", stop);
            return (rows.Count, []);
        }
        await transaction.RollbackAsync("straight", stop);
        way.Failures++;
        return (0, rows);
    }

    /// <summary>Those of which anything is stored: rows are not looked for one by one where there can be none.</summary>
    private async Task<List<Elsewhere>> ElsewheresAsync<T>(Upsert<T>.Plan plan, CancellationToken stop) where T : class
    {
        List<Elsewhere> some = [];
        foreach (var known in plan.Elsewheres)
            if (await CountAsync(Upsert<T>.Plan.AnyElsewhere(known), stop) > 0) some.Add(known);
        return some;
    }

    /// <returns>False where some of them are known, by their key or elsewhere: then they must go out again.</returns>
    /// <param name="last">Ids of the new rows are above it.</param>
    private async Task<bool> TryCopyNewAsync<T>(Upsert<T>.Plan plan, IReadOnlyList<T> rows, long last, CancellationToken stop) where T : class
    {
        try
        {
            await CopyAsync((NpgsqlConnection)Connection, plan.CopyNew, plan, rows, stop);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
        foreach (var known in await ElsewheresAsync(plan, stop))
            if (await CountAsync(plan.CountElsewhere(known, last), stop) > 0) return false;
        return true;
    }

    private async Task<(long Added, long Changed)> MergeAsync<T>(Way<T> way, IReadOnlyList<T> rows, CancellationToken stop) where T : class
    {
        var plan = way.Plan;
        await RunAsync(way.HasIncoming ? plan.ClearIncoming : plan.CreateIncoming, stop);
        way.HasIncoming = true;
        if (Connection is NpgsqlConnection postgres)
        {
            await CopyAsync(postgres, plan.CopyIncoming, plan, rows, stop);
            await RunAsync(plan.AnalyzeIncoming, stop);
        }
        else way.ToIncoming((SqliteConnection)Connection).Add(rows);

        var elsewhere = 0L;
        foreach (var (delete, found) in plan.KnownElsewhere)
        {
            await NoteAsync(plan.Rows.Link(found, "x.\"BatchId\""), stop);
            elsewhere += await RunAsync(delete, stop);
        }
        var known = await CountAsync(plan.CountKnown, stop);
        if (known > 0) await NoteAsync(plan.Rows.Link(plan.Known, "t.\"BatchId\""), stop);
        if (known > 0 && changes.Keeps) await NoteAsync(plan.Rows.Keep(plan.Known, plan.Differs, removed: false), stop);
        var touched = await RunAsync(plan.Merge, stop);
        var added = rows.Count - elsewhere - known;
        return (added, touched - added);
    }

    private async Task<int> DropAsync(TableRows rows, string which, CancellationToken stop)
    {
        await NoteAsync(rows.Link($"(select t.* from {rows.Table} as t where {which}) as t", "t.\"BatchId\""), stop);
        if (changes.Keeps) await NoteAsync(rows.Keep($"{rows.Table} as t", which, removed: true), stop);
        return await RunAsync($"delete from {rows.Table} as t where {which}", stop);
    }

    /// <summary>What undoing will ask for.</summary>
    private async Task NoteAsync(string sql, CancellationToken stop)
    {
        await using var command = UndoSql.Command(db, sql, changes.Batch);
        await command.ExecuteNonQueryAsync(stop);
    }

    private Way<T> WayOf<T>(Upsert<T> upsert) where T : class
    {
        if (_ways.TryGetValue(upsert, out var known)) return (Way<T>)known;
        var way = new Way<T>(upsert.For(db));
        _ways[upsert] = way;
        return way;
    }

    private static async Task CopyAsync<T>(NpgsqlConnection connection, string sql, Upsert<T>.Plan plan, IReadOnlyList<T> rows, CancellationToken stop) where T : class
    {
        await using var copy = await connection.BeginBinaryImportAsync(sql, stop);
        foreach (var row in rows)
        {
            // Into a buffer; a task for each of its values would cost more than they do.
            copy.StartRow();
            foreach (var column in plan.Columns) column.Copy(copy, row);
        }
        await copy.CompleteAsync(stop);
    }

    private async Task<int> RunAsync(string sql, CancellationToken stop)
    {
        await using var command = Connection.CreateCommand();
        (command.CommandText, command.Transaction, command.CommandTimeout) = (sql, Transaction, 0);
        return await command.ExecuteNonQueryAsync(stop);
    }

    private async Task<long> CountAsync(string sql, CancellationToken stop)
    {
        await using var command = Connection.CreateCommand();
        (command.CommandText, command.Transaction, command.CommandTimeout) = (sql, Transaction, 0);
        return Convert.ToInt64(await command.ExecuteScalarAsync(stop), CultureInfo.InvariantCulture);
    }

    /// <summary>The connection goes back to a pool, without our statements and tables.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var way in _ways.Values)
        {
            way.Dispose();
            if (!way.HasIncoming) continue;
            try { await RunAsync(way.DropIncoming, CancellationToken.None); }
            catch (DbException) { }   // the transaction that made it was undone, and with it the table
        }
    }

    /// <summary>How rows get into one table.</summary>
    private abstract class Way : IDisposable
    {
        public bool HasIncoming { get; set; }
        public abstract string DropIncoming { get; }
        public abstract void Dispose();
    }

    private sealed class Way<T>(Upsert<T>.Plan plan) : Way where T : class
    {
        private SqliteInsert<T>? _toIncoming, _straight;
        private List<Elsewhere> _elsewheres = [];

        public Upsert<T>.Plan Plan => plan;
        public override string DropIncoming => plan.DropIncoming;

        /// <summary>How many chunks could not go straight in.</summary>
        public int Failures { get; set; }

        /// <param name="elsewheres">Where rows may be known by another name, which seldom changes from chunk to chunk.</param>
        public SqliteInsert<T> Straight(SqliteConnection connection, List<Elsewhere> elsewheres)
        {
            if (_straight is not null && elsewheres.SequenceEqual(_elsewheres)) return _straight;
            _straight?.Dispose();
            _elsewheres = elsewheres;
            return _straight = new SqliteInsert<T>(connection, plan.Columns, count => plan.InsertNew(count, elsewheres));
        }

        /// <summary>There must be the temporary table.</summary>
        public SqliteInsert<T> ToIncoming(SqliteConnection connection) => _toIncoming ??= new SqliteInsert<T>(connection, plan.Columns, plan.InsertIncoming);

        public override void Dispose()
        {
            _straight?.Dispose();
            _toIncoming?.Dispose();
        }
    }
}
