using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Benchmarks.Generating;
using OrchardCore.Portal.Benchmarks.Measuring;

namespace OrchardCore.Portal.Benchmarks.Imports;

/// <summary>Rows a second through the whole import (receive, check, natural keys, apply), beside bulk writing alone and beside what people usually write.</summary>
internal static class ImportSpeed
{
    public static async Task RunAsync(Figures figures, int rows)
    {
        Console.WriteLine("Imports");
        var work = Directory.CreateTempSubdirectory("portal-imports-").FullName;
        var limit = Prepared(Path.Combine(work, "limit.db"), rows);
        var usual = await EfAsync(Path.Combine(work, "ef.db"), rows / 10);
        figures.Add("limit: SQLite, prepared, one transaction, 9 columns, 2 indexes", $"{limit:n0} rows/s");
        figures.Add("what people usually write: EF SaveChanges", $"{usual:n0} rows/s", $"{limit:n0} rows/s", usual / limit);

        using var portal = new PortalChild(Path.Combine(work, "portal"));
        await portal.ReadyAsync();
        var accounts = Math.Max(100, rows / 42);   // 14 statements with 3 charges each
        foreach (var (path, count) in new Population(accounts).Write(Path.Combine(work, "files")))
        {
            var before = portal.Process.Processor;
            var (_, took) = await portal.ImportAsync(path);
            var speed = count / took.TotalSeconds;
            figures.Add($"{Path.GetFileName(path)}, {count:n0} rows, {(portal.Process.Processor - before).TotalMicroseconds / count:0.0} µs CPU a row, {portal.Process.Megabytes:0} MB", $"{speed:n0} rows/s", $"{limit:n0} rows/s", speed / limit,
                Path.GetFileName(path) is "charges.csv" or "transactions.csv" or "readings.csv" ? "≥ 0.7" : "");
        }
    }

    private static double Prepared(string database, int rows)
    {
        using var connection = new SqliteConnection($"Data Source={database}");
        connection.Open();
        Do(connection, "PRAGMA journal_mode = WAL; CREATE TABLE Charges (Id INTEGER PRIMARY KEY, Statement TEXT, Line INTEGER, Meter TEXT, Rollup TEXT, Description TEXT, Units INTEGER, Amount INTEGER, Tax INTEGER); CREATE UNIQUE INDEX K ON Charges (Statement, Line); CREATE INDEX M ON Charges (Meter)");
        var watch = Stopwatch.StartNew();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO Charges (Statement, Line, Meter, Rollup, Description, Units, Amount, Tax) VALUES ($a, $b, $c, $d, $e, $f, $g, $h)";
        var given = "abcdefgh".Select(letter => command.Parameters.Add("$" + letter, letter is 'a' or 'c' or 'd' or 'e' ? SqliteType.Text : SqliteType.Integer)).ToList();
        command.Prepare();
        for (var row = 0; row < rows; row++)
        {
            (given[0].Value, given[1].Value, given[2].Value, given[3].Value) = ($"S{40_000_000 + row / 3}", row % 3, $"M{40_000_000 + row / 42}", "Electricity usage");
            (given[4].Value, given[5].Value, given[6].Value, given[7].Value) = ("Anytime usage", 312_400_000L, 7138L, 649L);
            command.ExecuteNonQuery();
        }
        transaction.Commit();
        return rows / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> EfAsync(string database, int rows)
    {
        await using var db = new Charges(database);
        await db.Database.EnsureCreatedAsync();
        var watch = Stopwatch.StartNew();
        for (var row = 0; row < rows; row += 1000)
        {
            db.Rows.AddRange(Enumerable.Range(row, 1000).Select(n => new Charge { Statement = $"S{40_000_000 + n / 3}", Line = n % 3, Meter = $"M{40_000_000 + n / 42}", Rollup = "Electricity usage", Description = "Anytime usage", Units = 312.4m, Amount = 7138, Tax = 649 }));
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
        return rows / watch.Elapsed.TotalSeconds;
    }

    private static void Do(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    internal sealed class Charge
    {
        public long Id { get; set; }
        public string Statement { get; set; } = "";
        public int Line { get; set; }
        public string Meter { get; set; } = "";
        public string Rollup { get; set; } = "";
        public string Description { get; set; } = "";
        public decimal Units { get; set; }
        public long Amount { get; set; }
        public long Tax { get; set; }
    }

    internal sealed class Charges(string database) : DbContext
    {
        public DbSet<Charge> Rows => Set<Charge>();
        protected override void OnConfiguring(DbContextOptionsBuilder options) => options.UseSqlite($"Data Source={database}");

        protected override void OnModelCreating(ModelBuilder model)
        {
            model.Entity<Charge>().HasIndex(charge => new { charge.Statement, charge.Line }).IsUnique();
            model.Entity<Charge>().HasIndex(charge => charge.Meter);
        }
    }
}
