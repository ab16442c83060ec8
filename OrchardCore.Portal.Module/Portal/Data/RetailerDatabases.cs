using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;
using Npgsql;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Data;

/// <summary>
/// Opens the database of a retailer: a SQLite file in the data folder, or a PostgreSQL database, or a schema in one, by the connection template.
/// No query can cross retailers, since a connection knows one of them only.
/// </summary>
internal sealed class RetailerDatabases(IOptions<PortalOptions> options, DataFolder folder, IEnumerable<IInterceptor> interceptors)
{
    private readonly ConcurrentDictionary<string, Func<PortalDb>> _byRetailer = new(StringComparer.Ordinal);

    public PortalDb Open(Retailer retailer) => _byRetailer.GetOrAdd(retailer.Id, Pool)();

    /// <summary>Brings the retailer's database up to date; it is made where there is none. Before this, nothing is served.</summary>
    public async Task MigrateAsync(Retailer retailer, CancellationToken stop)
    {
        await using var db = Open(retailer);
        await db.Database.MigrateAsync(stop);
        if (db.Database.IsSqlite()) await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", stop);   // readers go on while an import writes
    }

    private Func<PortalDb> Pool(string retailerId)
    {
        var template = options.Value.Database.ConnectionTemplate.Replace("{retailer}", retailerId, StringComparison.Ordinal);
        if (options.Value.Database.Engine == DatabaseEngine.PostgreSql)
        {
            var schema = options.Value.Database.Schema.Replace("{retailer}", retailerId, StringComparison.Ordinal);
            // Tables are named without a schema: the connection's search path says whose they are. The first migration makes it, with its history.
            var connection = schema == "" ? template : new NpgsqlConnectionStringBuilder(template) { SearchPath = $"\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" }.ToString();
            return new PooledDbContextFactory<PostgreSqlPortalDb>(new DbContextOptionsBuilder<PostgreSqlPortalDb>()
                .UseNpgsql(connection, server => server.MigrationsHistoryTable(HistoryRepository.DefaultTableName, schema == "" ? null : schema)).AddInterceptors(interceptors).Options).CreateDbContext;
        }

        var sqlite = template != "" ? template : new SqliteConnectionStringBuilder
        {
            DataSource = folder.Of(retailerId, "portal.db"),
            ForeignKeys = true,
            DefaultTimeout = 30,   // seconds to wait for another writer
        }.ToString();
        return new PooledDbContextFactory<SqlitePortalDb>(new DbContextOptionsBuilder<SqlitePortalDb>().UseSqlite(sqlite).AddInterceptors(interceptors).Options).CreateDbContext;
    }
}
