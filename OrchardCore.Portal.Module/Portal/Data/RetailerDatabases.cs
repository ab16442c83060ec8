using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;
using OrchardCore.Portal.Tenancy;
using SQLitePCL;

namespace OrchardCore.Portal.Data;

/// <summary>
/// Opens the database of a retailer: a SQLite file in the data folder, or a PostgreSQL database, or a schema in one, by the connection template.
/// No query can cross retailers, since a connection knows one of them only.
/// </summary>
internal sealed class RetailerDatabases(IOptions<PortalOptions> options, DataFolder folder, IEnumerable<IInterceptor> interceptors)
{
    /// <summary>A connection's, on PostgreSQL.</summary>
    private const int QuestionsPlanned = 50;

    private readonly ConcurrentDictionary<string, Func<PortalDb>> _byRetailer = new(StringComparer.Ordinal);

    static RetailerDatabases()
    {
        // SQLite keeps count of its memory, under one lock for all connections, taken with every allocation; nobody reads it. It refuses where something in the process has opened it before: then all is as it was.
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public PortalDb Open(Retailer retailer)
    {
        var db = _byRetailer.GetOrAdd(retailer.Id, Pool)();
        db.Written.Clear();   // it comes from a pool, and its last save may have failed
        db.Kept?.Take();
        return db;
    }

    /// <summary>Brings the retailer's database up to date; it is made where there is none. Before this, nothing is served.</summary>
    public async Task MigrateAsync(Retailer retailer, CancellationToken stop)
    {
        await using var db = Open(retailer);
        if ((await db.Database.GetPendingMigrationsAsync(stop)).Any())   // migrating compares the whole model with the last migration's, even where nothing is to be done
        {
            await CreateAsync(db, stop);
            await using var alone = await Alone.WaitAsync(db, "portal-migrating-" + retailer.Id, stop);   // after an upgrade every process comes at once
            // A process that was killed at it leaves EF's own lock, for which the next would wait without end; a SQLite file belongs to one process.
            if (db.Database.IsSqlite()) await db.Database.ExecuteSqlRawAsync("drop table if exists \"__EFMigrationsLock\"", stop);
            db.Database.SetCommandTimeout(0);   // an index over millions of rows takes its time
            await db.Database.MigrateAsync(stop);
            db.Database.SetCommandTimeout(null);
        }
        if (db.Database.IsSqlite()) await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", stop);   // readers go on while an import writes
    }

    /// <summary>Makes a PostgreSQL database that is not there; where another process was faster, its one serves.</summary>
    private static async Task CreateAsync(PortalDb db, CancellationToken stop)
    {
        var server = db.GetService<IRelationalDatabaseCreator>();
        if (!db.Database.IsNpgsql() || await server.ExistsAsync(stop)) return;
        try
        {
            await server.CreateAsync(stop);
        }
        catch (PostgresException taken) when (taken.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation) { }
    }

    /// <summary>A connection beside those of the contexts, not open yet, for what is asked without a model: <see cref="Prepared"/>.</summary>
    public DbConnection Connect(Retailer retailer) =>
        options.Value.Database.Engine == DatabaseEngine.PostgreSql ? new NpgsqlConnection(PostgreSql(retailer.Id)) : new SqliteConnection(Sqlite(retailer.Id));

    private Func<PortalDb> Pool(string retailerId)
    {
        if (options.Value.Database.Engine == DatabaseEngine.PostgreSql)
        {
            var schema = SchemaOf(retailerId);
            // The first migration makes the schema, with its history.
            return new PooledDbContextFactory<PostgreSqlPortalDb>(new DbContextOptionsBuilder<PostgreSqlPortalDb>()
                .UseNpgsql(PostgreSql(retailerId), server => server.MigrationsHistoryTable(HistoryRepository.DefaultTableName, schema == "" ? null : schema)).AddInterceptors(interceptors).Options).CreateDbContext;
        }
        return new PooledDbContextFactory<SqlitePortalDb>(new DbContextOptionsBuilder<SqlitePortalDb>().UseSqlite(Sqlite(retailerId)).AddInterceptors(interceptors).Options).CreateDbContext;
    }

    /// <summary>Tables are named without a schema: the connection's search path says whose they are.</summary>
    private string PostgreSql(string retailerId)
    {
        var (schema, template) = (SchemaOf(retailerId), Template(retailerId));
        var connection = new NpgsqlConnectionStringBuilder(template);
        if (schema != "") connection.SearchPath = $"\"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        // What is asked again is planned once: planning takes longer than most answers. Who says another number has it.
        if (!template.Replace(" ", "", StringComparison.Ordinal).Contains("AutoPrepare", StringComparison.OrdinalIgnoreCase)) connection.MaxAutoPrepare = QuestionsPlanned;
        return connection.ToString();
    }

    private string Sqlite(string retailerId) => Template(retailerId) is { Length: > 0 } template ? template : new SqliteConnectionStringBuilder
    {
        DataSource = folder.Of(retailerId, "portal.db"),
        ForeignKeys = true,
        DefaultTimeout = 30,   // seconds to wait for another writer
    }.ToString();

    private string Template(string retailerId) => options.Value.Database.ConnectionTemplate.Replace("{retailer}", retailerId, StringComparison.Ordinal);
    private string SchemaOf(string retailerId) => options.Value.Database.Schema.Replace("{retailer}", retailerId, StringComparison.Ordinal);
}
