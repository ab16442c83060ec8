using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Data;

/// <summary>
/// A question that almost every request asks, ready to be asked: to open a SQLite file and prepare a statement takes several times as long as the answer. Connections to
/// PostgreSQL go back to their pool in between.
/// </summary>
/// <param name="sql">The same for both engines.</param>
/// <param name="names">Of its parameters, with their @.</param>
internal sealed class Prepared(RetailerDatabases databases, string sql, params IReadOnlyList<string> names) : IDisposable
{
    /// <summary>As many are kept for a retailer as can be asked at once; what is more than that ends.</summary>
    private static readonly int Most = Environment.ProcessorCount;

    private readonly ConcurrentDictionary<string, ConcurrentBag<DbCommand>> _ready = new(StringComparer.Ordinal);

    /// <param name="values">In the order of the names.</param>
    public async Task<List<T>> AskAsync<T>(Retailer retailer, Func<DbDataReader, T> read, IReadOnlyList<object> values, CancellationToken stop)
    {
        var ready = _ready.GetOrAdd(retailer.Id, _ => []);
        var command = ready.TryTake(out var kept) ? kept : Make(retailer);
        try
        {
            if (command.Connection!.State == System.Data.ConnectionState.Closed) await command.Connection.OpenAsync(stop);
            for (var place = 0; place < values.Count; place++) command.Parameters[place].Value = values[place];
            List<T> rows = [];
            await using (var reader = await command.ExecuteReaderAsync(stop))
                while (await reader.ReadAsync(stop)) rows.Add(read(reader));
            if (command is not SqliteCommand) await command.Connection.CloseAsync();
            if (ready.Count < Most) ready.Add(command);
            else End(command);
            return rows;
        }
        catch
        {
            End(command);
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var command in _ready.Values.SelectMany(ready => ready)) End(command);
    }

    private DbCommand Make(Retailer retailer)
    {
        var command = databases.Connect(retailer).CreateCommand();
        command.CommandText = sql;
        foreach (var name in names)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }
        return command;
    }

    private static void End(DbCommand command)
    {
        command.Connection?.Dispose();
        command.Dispose();
    }
}
