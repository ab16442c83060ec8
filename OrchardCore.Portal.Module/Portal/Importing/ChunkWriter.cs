using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Importing.Undo;

namespace OrchardCore.Portal.Importing;

/// <summary>Writes the rows of a chunk: in bulk to a temporary table, from there by natural key in one statement, counting as it goes.</summary>
internal sealed class ChunkWriter(PortalDb db, BatchCounts counts, BatchChanges changes) : IAsyncDisposable
{
    private readonly Dictionary<object, (object Plan, string Drop)> _plans = [];

    public PortalDb Db => db;
    public BatchChanges Changes => changes;

    private DbConnection Connection => db.Database.GetDbConnection();
    private DbTransaction? Transaction => db.Database.CurrentTransaction?.GetDbTransaction();

    /// <param name="kind">Under which the rows are counted.</param>
    /// <param name="drop">Rows t of the table that go, while the new ones stand in the temporary table: a condition in SQL with its name as {0}.</param>
    public async Task WriteAsync<T>(string kind, Upsert<T> upsert, IReadOnlyList<T> rows, CancellationToken stop, string? drop = null, bool countsRead = false) where T : class
    {
        var plan = await PlanAsync(upsert, stop);
        await RunAsync(plan.ClearIncoming, stop);
        if (Connection is NpgsqlConnection postgres) await CopyAsync(postgres, plan, rows, stop);
        else Insert(plan, rows);

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
        var change = changes.Of(plan.Rows.Name);
        change.Added += added;
        change.Changed += touched - added;
        if (drop is not null) change.Removed += await DropAsync(plan.Rows, string.Format(System.Globalization.CultureInfo.InvariantCulture, drop, plan.Incoming), stop);

        var count = counts.Of(kind);
        count.Added += added;
        count.Changed += touched - added;
        count.Unchanged += rows.Count - touched;
        if (countsRead) count.Read += rows.Count;
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

    private async Task<Upsert<T>.Plan> PlanAsync<T>(Upsert<T> upsert, CancellationToken stop) where T : class
    {
        if (_plans.TryGetValue(upsert, out var known)) return (Upsert<T>.Plan)known.Plan;
        var plan = upsert.For(db);
        await RunAsync(plan.CreateIncoming, stop);
        _plans[upsert] = (plan, plan.DropIncoming);
        return plan;
    }

    private void Insert<T>(Upsert<T>.Plan plan, IReadOnlyList<T> rows) where T : class
    {
        using var command = Connection.CreateCommand();
        command.Transaction = Transaction;
        var parameters = plan.Columns.Select((column, place) => Upsert<T>.Plan.Parameter(command, column, place)).ToArray();
        command.Parameters.AddRange(parameters);
        command.CommandText = $"insert into {plan.Incoming} values ({string.Join(", ", parameters.Select(parameter => parameter.ParameterName))})";
        command.Prepare();
        foreach (var row in rows)
        {
            for (var place = 0; place < parameters.Length; place++) parameters[place].Value = plan.Columns[place].Stored(row);
            command.ExecuteNonQuery();   // SQLite is in the process: there is nothing to wait for
        }
    }

    private static async Task CopyAsync<T>(NpgsqlConnection connection, Upsert<T>.Plan plan, IReadOnlyList<T> rows, CancellationToken stop) where T : class
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy {plan.Incoming} from stdin (format binary)", stop);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(stop);
            foreach (var column in plan.Columns)
            {
                if (column.Stored(row) is { } value and not DBNull) await copy.WriteAsync(value, column.TypeName, stop);
                else await copy.WriteNullAsync(stop);
            }
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
        return Convert.ToInt64(await command.ExecuteScalarAsync(stop), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The connection goes back to a pool, without our tables.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var (_, drop) in _plans.Values)
        {
            try { await RunAsync(drop, CancellationToken.None); }
            catch (DbException) { }   // the transaction that made it was undone, and with it the table
        }
    }
}
