using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OrchardCore.Portal.Data.Versions;

/// <summary>
/// Sees every write that goes through a <see cref="PortalDb"/>, and makes new versions of what was written as the last thing before the commit: always in the same order,
/// and for an instant only, so that writers neither wait for each other nor lock each other out.
/// </summary>
internal sealed partial class VersionInterceptor : ISaveChangesInterceptor, IDbCommandInterceptor, IDbTransactionInterceptor
{
    /// <summary>Who writes more accounts at once makes all of them new with one number.</summary>
    private const int MostAccounts = 20;

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = (PortalDb)eventData.Context!;
        foreach (var entry in db.ChangeTracker.Entries())
            if (entry is { State: EntityState.Added or EntityState.Modified or EntityState.Deleted, Entity: not IUnseen })
                db.Written.Add(entry.Entity is IOwned row ? row.AccountNumber : DataVersion.OfAll);
        // A single statement needs no transaction by itself; together with its version it does.
        db.Database.AutoTransactionBehavior = db.Written.Count > 0 ? AutoTransactionBehavior.Always : AutoTransactionBehavior.WhenNeeded;
        return new(result);
    }

    /// <summary>Statements that change rows without their being saved: ExecuteUpdate, ExecuteDelete, SQL.</summary>
    public async ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (result <= 0 || eventData.CommandSource is CommandSource.SaveChanges or CommandSource.Migrations || eventData.Context is not PortalDb db) return result;
        if (WrittenTable().Match(command.CommandText) is { Success: true } table && IsUnseen(db, table.Groups[1].Value)) return result;
        if (command.Transaction is null) await GrowAsync(command.Connection!, null, [DataVersion.OfAll], CancellationToken.None);   // what it tells of is committed
        else db.Written.Add(DataVersion.OfAll);
        return result;
    }

    public async ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is not PortalDb { Written.Count: > 0 } db) return result;
        await GrowAsync(transaction.Connection!, transaction, db.Written.Count > MostAccounts ? [DataVersion.OfAll] : [.. db.Written], cancellationToken);
        db.Written.Clear();
        return result;
    }

    public Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        (eventData.Context as PortalDb)?.Written.Clear();
        return Task.CompletedTask;
    }

    private static async Task GrowAsync(DbConnection connection, DbTransaction? transaction, IReadOnlyList<string> written, CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"""
            insert into data_versions ("Of", "Number") values {string.Join(", ", written.Select((_, place) => $"(@of{place}, 1)"))}
            on conflict ("Of") do update set "Number" = data_versions."Number" + 1
            """;
        for (var place = 0; place < written.Count; place++)
        {
            var of = command.CreateParameter();
            (of.ParameterName, of.Value) = ($"@of{place}", written[place]);
            command.Parameters.Add(of);
        }
        await command.ExecuteNonQueryAsync(stop);
    }

    private static bool IsUnseen(PortalDb db, string table) =>
        db.Model.GetEntityTypes().FirstOrDefault(type => type.GetTableName() == table)?.ClrType.IsAssignableTo(typeof(IUnseen)) == true;

    [GeneratedRegex("""^\s*(?:update|delete from|insert into)\s+"?(\w+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WrittenTable();
}
