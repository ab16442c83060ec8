using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Benchmarks.Generating;
using OrchardCore.Portal.Benchmarks.Measuring;

namespace OrchardCore.Portal.Benchmarks.Imports;

/// <summary>
/// Rows a second through the whole import (receive, check, natural keys, apply), beside bulk writing alone and beside what people usually write; and what
/// readers notice of it. On PostgreSQL too where PORTAL_TEST_POSTGRES names a login that may create databases.
/// </summary>
internal static class ImportSpeed
{
    /// <summary>As many readings as charges.</summary>
    private const int ReadingsOfOneIn = 10;

    /// <param name="engine">SQLite or PostgreSQL alone; empty for both.</param>
    public static async Task RunAsync(Figures figures, int rows, string engine)
    {
        Console.WriteLine("Imports");
        var work = Directory.CreateTempSubdirectory("portal-imports-").FullName;
        if (engine != "PostgreSQL") await SqliteAsync(figures, work, rows);
        if (engine == "SQLite") return;
        await using var place = await PostgreSqlPlace.FindAsync();
        if (place is not null) await PostgreSqlAsync(figures, work, rows, place);
    }

    private static async Task SqliteAsync(Figures figures, string work, int rows)
    {
        var limit = EngineLimits.Sqlite(Path.Combine(work, "limit.db"), rows);
        figures.Add("limit: SQLite, prepared, one transaction, 9 columns, 2 indexes", $"{limit.Speed:n0} rows/s, {limit.Cpu:0.0} µs CPU a row");
        var usual = await EfAsync(Path.Combine(work, "ef.db"), rows / 10);
        figures.Add("what people usually write: EF SaveChanges", $"{usual:n0} rows/s", $"{limit.Speed:n0} rows/s", usual / limit.Speed);
        await FilesAsync(figures, work, "SQLite", rows, limit, []);
    }

    private static async Task PostgreSqlAsync(Figures figures, string work, int rows, PostgreSqlPlace place)
    {
        var limit = EngineLimits.PostgreSql(place.LimitConnection, rows);
        figures.Add("limit: PostgreSQL, COPY binary, 9 columns, 2 indexes", $"{limit.Speed:n0} rows/s, {limit.Cpu:0.0} µs CPU a row in the client");
        await FilesAsync(figures, Path.Combine(work, "postgresql"), "PostgreSQL", rows, limit, place.Settings);
    }

    private static async Task FilesAsync(Figures figures, string work, string engine, int rows, (double Speed, double Cpu) limit, IEnumerable<KeyValuePair<string, string>> settings)
    {
        using var portal = new PortalChild(Path.Combine(work, "portal"), people: [("person0@example.com", Population.AccountOf(0))], settings: settings);
        await portal.ReadyAsync();
        var accounts = Math.Max(100, rows / 42);   // 14 statements with 3 charges each
        // A process that has just started spends more on compiling than on rows: its first import is told apart, and not measured with the rest.
        var first = portal.Process.Processor;
        var rowsBefore = 0L;
        foreach (var (path, count) in new Population(accounts, ReadingsOfOneIn: ReadingsOfOneIn, First: 2 * accounts).Write(Path.Combine(work, "first")))
        {
            await portal.ImportAsync(path);
            rowsBefore += count;
        }
        figures.Add($"{engine}, the first {rowsBefore:n0} rows of a process", $"{(portal.Process.Processor - first).TotalMicroseconds / rowsBefore:0.0} µs a row");
        await Task.Delay(TimeSpan.FromSeconds(5));
        foreach (var (path, count) in new Population(accounts, ReadingsOfOneIn: ReadingsOfOneIn).Write(Path.Combine(work, "files")))
        {
            var before = portal.Process.Processor;
            var (_, took) = await portal.ImportAsync(path);
            var (speed, cpu) = (count / took.TotalSeconds, (portal.Process.Processor - before).TotalMicroseconds / count);
            var isHot = Path.GetFileName(path) is "charges.csv" or "transactions.csv" or "readings.csv";
            figures.Add($"{engine}, {Path.GetFileName(path)}, {count:n0} rows, {portal.Process.Megabytes:0} MB", $"{speed:n0} rows/s", $"{limit.Speed:n0} rows/s", speed / limit.Speed, isHot ? "≥ 0.7" : "");
            if (isHot) figures.Add("the same by processor time", $"{cpu:0.0} µs a row", $"{limit.Cpu:0.0} µs", limit.Cpu / cpu, "≥ 0.7");
        }
        await ReadersAsync(figures, portal, work, engine, accounts);
    }

    private static async Task ReadersAsync(Figures figures, PortalChild portal, string work, string engine, int accounts)
    {
        const string page = "/bench1/transactions";
        List<string> cookies = [await portal.SignInAsync("person0@example.com")];
        await Load.DriveAsync(portal.Process, page, cookies, TimeSpan.FromSeconds(3), connections: 1);
        var quiet = await Load.DriveAsync(portal.Process, page, cookies, TimeSpan.FromSeconds(8), connections: 1);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            foreach (var (path, _) in new Population(accounts, ReadingsOfOneIn: ReadingsOfOneIn, First: accounts).Write(Path.Combine(work, "more")))
                if (!stop.IsCancellationRequested) await portal.ImportAsync(path);
        });
        var busy = await Load.DriveAsync(portal.Process, page, cookies, TimeSpan.FromSeconds(8), connections: 1);
        await stop.CancelAsync();
        await writing;
        figures.Add($"{engine}, a page while an import writes, median", $"{busy.Median:0.0} ms", $"{quiet.Median:0.0} ms quiet", busy.Median / quiet.Median, "≤ 2");
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
