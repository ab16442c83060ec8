using Microsoft.Data.Sqlite;

namespace OrchardCore.Portal.Importing;

/// <summary>
/// What a check has to remember, on disk and not in memory: the problems, in the order of the files, and what earlier files of the
/// batch bring. A SQLite file in the batch's folder; it goes when the batch is done.
/// </summary>
internal sealed class Scratch : IDisposable
{
    public const string FileName = "check.db";

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _addProblem;
    private readonly SqliteCommand _addKnown;
    private readonly SqliteCommand _find;
    private SqliteTransaction? _together;

    private Scratch(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        // Nothing here outlives a crash: a check that was broken off begins again.
        Run("pragma journal_mode = off; pragma synchronous = off; pragma temp_store = file; pragma cache_size = -8000;");
        Run("""
            create table if not exists problems (file integer, name text, record integer, line integer, place text, found text, expected text, warning integer, kind text);
            create table if not exists known (space text, key text, account text, file integer, record integer, primary key (space, key)) without rowid;
            """);
        _addProblem = Prepare("insert into problems values ($file, $name, $record, $line, $place, $found, $expected, $warning, $kind)");
        _addKnown = Prepare("insert or ignore into known values ($space, $key, $account, $file, $record)");
        _find = Prepare("select account from known where space = $space and key = $key");
    }

    public static Scratch New(string folder)
    {
        Delete(folder);
        return new Scratch(Path.Combine(folder, FileName));
    }

    /// <summary>What an earlier check left; null where there is none.</summary>
    public static Scratch? Open(string folder) => File.Exists(Path.Combine(folder, FileName)) ? new Scratch(Path.Combine(folder, FileName)) : null;

    public static void Delete(string folder) => File.Delete(Path.Combine(folder, FileName));

    public void Add(int file, string name, long record, Problem problem) =>
        Run(_addProblem, file, name, record, problem.Line, problem.Place, problem.Found, problem.Expected, problem.IsWarning ? 1 : 0, problem.Kind);

    public void AddKnown(string space, KnownKey known, int file, long record) => Run(_addKnown, space, known.Key, known.AccountNumber, file, record);

    /// <summary>A row that turned out to be refused brings nothing.</summary>
    public void RemoveKnown(int file, long record)
    {
        using var command = Prepare("delete from known where file = $file and record = $record");
        Run(command, file, record);
    }

    public string? Find(string space, string key)
    {
        (_find.Parameters[0].Value, _find.Parameters[1].Value, _find.Transaction) = (space, key, _together);
        return _find.ExecuteScalar() as string;
    }

    /// <summary>Everything since the last call is one write.</summary>
    public void Flush()
    {
        _together?.Commit();
        _together?.Dispose();
        _together = null;
    }

    public (long Errors, long Warnings) Count()
    {
        Flush();
        using var command = Prepare("select coalesce(sum(warning = 0), 0), coalesce(sum(warning), 0) from problems");
        using var row = command.ExecuteReader();
        row.Read();
        return (row.GetInt64(0), row.GetInt64(1));
    }

    public IEnumerable<(int File, string Name, long Record, Problem Problem)> Problems()
    {
        Flush();
        using var command = Prepare("select file, name, record, line, place, found, expected, warning from problems order by file, line, record, rowid");
        using var row = command.ExecuteReader();
        while (row.Read())
            yield return (row.GetInt32(0), row.GetString(1), row.GetInt64(2),
                new Problem(row.GetInt64(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetInt64(7) == 1));
    }

    /// <summary>The problems by what they say of where: problems before warnings, the most frequent first.</summary>
    /// <param name="most">So many kinds.</param>
    /// <param name="examples">So many of each, the first ones.</param>
    public IEnumerable<(Problem First, string Kind, long Count, long Files, IReadOnlyList<ProblemExample> Examples)> Kinds(int most, int examples)
    {
        Flush();
        Run("create index if not exists problem_kinds on problems (warning, kind, file, line)");
        using var command = Prepare("select kind, warning, count(*), count(distinct file || name) from problems group by warning, kind order by warning, count(*) desc, min(rowid) limit $most");
        command.Parameters[0].Value = most;
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var first = FirstOf(row.GetString(0), row.GetInt64(1), examples);
            yield return (first[0].Problem, row.GetString(0), row.GetInt64(2), row.GetInt64(3), [.. first.Select(one => new ProblemExample(one.Name, one.Problem.Line, one.Problem.Found))]);
        }
    }

    private List<(string Name, Problem Problem)> FirstOf(string kind, long warning, int most)
    {
        using var command = Prepare("select name, line, place, found, expected from problems where warning = $warning and kind = $kind order by file, line, rowid limit $most");
        (command.Parameters[0].Value, command.Parameters[1].Value, command.Parameters[2].Value) = (warning, kind, most);
        using var row = command.ExecuteReader();
        List<(string, Problem)> found = [];
        while (row.Read()) found.Add((row.GetString(0), new Problem(row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), warning == 1)));
        return found;
    }

    /// <summary>The refused records of a file in their order, each with why.</summary>
    public IEnumerable<(long Record, string Why)> Refused(int file)
    {
        Flush();
        using var command = Prepare("select record, group_concat(trim(place || ': ' || expected), ' · ') from problems where file = $file and warning = 0 and record > 0 group by record order by record");
        command.Parameters[0].Value = file;
        using var row = command.ExecuteReader();
        while (row.Read()) yield return (row.GetInt64(0), row.GetString(1));
    }

    private void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        command.Transaction = _together ??= _connection.BeginTransaction();
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = _together;
        foreach (var name in sql.Split([' ', ',', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.StartsWith('$')))
            command.Parameters.Add(new SqliteParameter(name, null));
        return command;
    }

    public void Dispose()
    {
        Flush();
        _addProblem.Dispose();
        _addKnown.Dispose();
        _find.Dispose();
        _connection.Dispose();
    }
}
