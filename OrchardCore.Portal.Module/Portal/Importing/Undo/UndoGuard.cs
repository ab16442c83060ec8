using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Importing.Undo;

/// <summary>
/// What may rest on rows that a batch brought, so that they cannot be taken away again. The whole list is UndoGuards.cs; the machinery here
/// never knows what a payment is.
/// </summary>
/// <param name="Table">Whose rows must have been touched by the batch for this to be asked.</param>
/// <param name="What">With how many stand in front: "payments were begun for its statements".</param>
/// <param name="CountAsync">How many there are, and the first one's number or name.</param>
internal sealed record UndoGuard(string Table, string What, Func<PortalDb, TableRows, ImportBatch, CancellationToken, Task<(long Count, string First)>> CountAsync)
{
    /// <param name="query">Rows x that rest on rows t of the table: "payment_attempts as x on x.… = t.…", joined to t.</param>
    /// <param name="where">Which of them. {added} stands for: the batch added t; {touched}: it added or changed t. @batch is the batch, @since when it began to be written.</param>
    /// <param name="name">What one is called, for the retailer to find it.</param>
    public static UndoGuard Rows(string table, string what, string query, string name, string where = "{added}") => new(table, what, async (db, rows, batch, stop) =>
    {
        var condition = where.Replace("{added}", rows.Added, StringComparison.Ordinal).Replace("{touched}", """t."BatchId" = @batch""", StringComparison.Ordinal);
        await using var command = UndoSql.Command(db, $"select count(distinct x.\"Id\"), min({name}) from {rows.Table} as t join {query} where {condition}", batch);
        await using var answer = await command.ExecuteReaderAsync(stop);
        await answer.ReadAsync(stop);
        return (answer.GetInt64(0), await answer.IsDBNullAsync(1, stop) ? "" : answer.GetString(1));
    });
}

/// <summary>Statements about a batch on the context's own connection, in its transaction if there is one.</summary>
internal static class UndoSql
{
    /// <summary>The connection must be open.</summary>
    public static System.Data.Common.DbCommand Command(PortalDb db, string sql, ImportBatch batch)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        (command.CommandText, command.Transaction, command.CommandTimeout) = (sql, db.Database.CurrentTransaction?.GetDbTransaction(), 0);
        Add("@batch", batch.Id);
        if (sql.Contains("@since", StringComparison.Ordinal)) Add("@since", batch.AppliedFrom ?? batch.ReceivedAt);
        return command;

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }
}
