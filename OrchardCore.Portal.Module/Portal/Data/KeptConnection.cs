using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OrchardCore.Portal.Data;

/// <summary>The connection of a context to a SQLite file, open beyond one scope, and what was asked on it, ready to be asked again.</summary>
internal sealed class KeptConnection(SqliteConnection connection)
{
    /// <summary>A screen asks a handful; lists with their filters are many.</summary>
    private const int MostQuestions = 100;

    private readonly Lock _hand = new();
    private readonly Dictionary<string, Question> _asked = new(StringComparer.Ordinal);
    private bool _taken = true;
    private bool _held;
    private bool _wasIdle;

    /// <summary>How many questions are ready to be asked again.</summary>
    public int Questions => _asked.Count;

    public bool IsOpen => connection.State == ConnectionState.Open;

    /// <summary>For as long as the context is taken.</summary>
    public void Hold()
    {
        if (!IsOpen) connection.Open();
        _held = true;
    }

    /// <summary>The context leaves its pool.</summary>
    public void Take()
    {
        lock (_hand) _taken = true;
    }

    /// <summary>The context goes back to its pool.</summary>
    public void Leave()
    {
        lock (_hand) (_taken, _held, _wasIdle) = (false, false, false);
    }

    /// <summary>Comes by every minute.</summary>
    public void CloseWhereIdle()
    {
        lock (_hand)
        {
            if (_wasIdle) CloseUnlessTaken();
            _wasIdle = !_taken;
        }
    }

    public void CloseUnlessTaken()
    {
        lock (_hand)
        {
            if (_taken || !IsOpen) return;
            Forget();
            connection.Close();
        }
    }

    /// <returns>
    /// Null where the same question is being answered at the moment: it has to be asked beside it. And where nobody holds the connection: EF opens it for the question alone, and
    /// what is prepared would outlive the closing, to be asked on a connection that it does not belong to.
    /// </returns>
    public DbDataReader? Ask(DbCommand question)
    {
        if (!_held) return null;
        if (!_asked.TryGetValue(question.CommandText, out var ready))
        {
            if (_asked.Count >= MostQuestions) Forget();
            ready = new Question(new SqliteCommand(question.CommandText, connection));
            ready.Command.Prepare();
            _asked.Add(question.CommandText, ready);
        }
        return ready.Answer is { IsClosed: false } ? null : ready.Ask(question);
    }

    /// <summary>A command ends when its connection closes; until then what is being read is read to its end.</summary>
    private void Forget()
    {
        foreach (var question in _asked.Values.Where(one => one.Answer is null or { IsClosed: true })) question.Command.Dispose();
        _asked.Clear();
    }

    private sealed class Question(SqliteCommand command)
    {
        public SqliteCommand Command => command;
        public DbDataReader? Answer { get; private set; }

        public DbDataReader Ask(DbCommand question)
        {
            (command.Transaction, command.CommandTimeout) = ((SqliteTransaction?)question.Transaction, question.CommandTimeout);
            command.Parameters.Clear();
            foreach (SqliteParameter value in question.Parameters) command.Parameters.Add(value);
            return Answer = command.ExecuteReader();
        }
    }
}

/// <summary>What LINQ asks on a connection that is kept is asked as it was prepared before.</summary>
internal sealed class KeptQuestions : IDbCommandInterceptor
{
    public ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        new(eventData is { CommandSource: CommandSource.LinqQuery, Context: PortalDb { Kept: { } kept } } && kept.Ask(command) is { } answer ? InterceptionResult<DbDataReader>.SuppressWithResult(answer) : result);
}
