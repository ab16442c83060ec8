using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrchardCore.Portal.Importing;

/// <summary>
/// Rows on their way into a table of SQLite, 64 in a statement: one for each row costs twice as much, half of it to keep count for AUTOINCREMENT.
/// The connection and its transaction are the caller's.
/// </summary>
/// <param name="sql">The statement for so many rows.</param>
internal sealed class SqliteInsert<T>(SqliteConnection connection, IReadOnlyList<StoredColumn<T>> columns, Func<int, string> sql) : IDisposable
{
    private const int Together = 64;

    // Where so many statements met known rows, most rows are known: the rest is not tried.
    private const int MostFailures = 4;

    private readonly Statement _many = new(connection, columns, sql(Together), Together), _one = new(connection, columns, sql(1), 1);

    /// <summary>"(?, ?), (?, ?)".</summary>
    public static string Values(int columns, int rows) => string.Join(", ", Enumerable.Repeat($"({string.Join(", ", Enumerable.Repeat("?", columns))})", rows));

    /// <returns>How many went in; and those that did not, with those that stood in one statement with them, in or not.</returns>
    public (long Added, IReadOnlyList<T> Left) Add(IReadOnlyList<T> rows)
    {
        List<T> left = [];
        var (added, failures) = (0L, 0);
        for (var at = 0; at < rows.Count;)
        {
            var statement = rows.Count - at >= Together ? _many : _one;
            var count = failures >= MostFailures ? 0 : statement.Run(rows, at);
            if (count < statement.Rows)
            {
                failures++;
                for (var place = 0; place < statement.Rows; place++) left.Add(rows[at + place]);
            }
            (added, at) = (added + count, at + statement.Rows);
        }
        return (added, left);
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

        /// <returns>How many went in.</returns>
        public int Run(IReadOnlyList<T> rows, int from)
        {
            for (var place = 0; place < _slots.Length; place++)
            {
                var row = rows[from + place];
                foreach (var slot in _slots[place]) slot.Fill(row);
            }
            raw.sqlite3_step(_statement);
            SqliteException.ThrowExceptionForRC(raw.sqlite3_reset(_statement), _connection.Handle);   // which says what went wrong in the step
            return raw.sqlite3_changes(_connection.Handle);
        }

        public void Dispose() => _statement.Dispose();
    }
}
