using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrchardCore.Portal.Importing;

/// <summary>
/// Rows on their way into a table of SQLite, 32 in a statement: one for each row costs twice as much, half of it to keep count for AUTOINCREMENT.
/// The connection and its transaction are the caller's.
/// </summary>
/// <param name="sql">The statement for so many rows.</param>
internal sealed class SqliteInsert<T>(SqliteConnection connection, IReadOnlyList<StoredColumn<T>> columns, Func<int, string> sql) : IDisposable
{
    private const int Together = 32;

    // Where so many statements failed, most rows are there already: the rest is not tried.
    private const int MostFailures = 4;

    private readonly Statement _many = new(connection, columns, sql(Together), Together), _one = new(connection, columns, sql(1), 1);

    /// <summary>"(?, ?), (?, ?)".</summary>
    public static string Values(int columns, int rows) => string.Join(", ", Enumerable.Repeat($"({string.Join(", ", Enumerable.Repeat("?", columns))})", rows));

    /// <returns>The rows that could not go in, with those that stood in one statement with them.</returns>
    public IReadOnlyList<T> Add(IReadOnlyList<T> rows)
    {
        List<T> left = [];
        var failures = 0;
        for (var at = 0; at < rows.Count;)
        {
            var statement = rows.Count - at >= Together ? _many : _one;
            if (failures >= MostFailures || !statement.TryRun(rows, at))
            {
                failures++;
                for (var place = 0; place < statement.Rows; place++) left.Add(rows[at + place]);
            }
            at += statement.Rows;
        }
        return left;
    }

    public void Dispose()
    {
        _many.Dispose();
        _one.Dispose();
    }

    private sealed class Statement : IDisposable
    {
        private readonly SqliteConnection _connection;
        private readonly sqlite3_stmt _statement;
        private readonly SqliteSlot<T>[][] _slots;

        public Statement(SqliteConnection connection, IReadOnlyList<StoredColumn<T>> columns, string sql, int rows)
        {
            _connection = connection;
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection.Handle, sql, out _statement), connection.Handle);
            _slots = [.. Enumerable.Range(0, rows).Select(row => columns.Select((column, place) => column.SlotAt(_statement, row * columns.Count + place + 1)).ToArray())];
        }

        public int Rows => _slots.Length;

        /// <returns>False where a row breaks a constraint; then none of them went in.</returns>
        public bool TryRun(IReadOnlyList<T> rows, int from)
        {
            for (var place = 0; place < _slots.Length; place++)
            {
                var row = rows[from + place];
                foreach (var slot in _slots[place]) slot.Fill(row);
            }
            var answer = raw.sqlite3_step(_statement);
            var fault = raw.sqlite3_reset(_statement);
            if ((answer & 0xFF) == raw.SQLITE_CONSTRAINT) return false;
            SqliteException.ThrowExceptionForRC(fault, _connection.Handle);
            return true;
        }

        public void Dispose() => _statement.Dispose();
    }
}
