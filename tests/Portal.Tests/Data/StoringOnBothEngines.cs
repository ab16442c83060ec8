using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OrchardCore.Portal.BackOffice.Overview;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Tests.Statements;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Usage;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Tests.Data;

/// <summary>One suite, two databases: what a retailer's data does is the same on SQLite and on PostgreSQL.</summary>
public sealed class StoringOnBothEngines
{
    public static TheoryData<string> Engines => ["Sqlite", "PostgreSql"];

    [SkippableTheory, MemberData(nameof(Engines))]
    public async Task Migrations_make_the_model_that_the_code_has(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);

        await portal.DataAsync("lumen", db =>
        {
            Assert.Empty(db.Database.GetPendingMigrations());
            Assert.False(db.Database.HasPendingModelChanges(), "The model has changed since the last migration: docs/development.md says how to add one.");
            return Task.CompletedTask;
        });
    }

    [SkippableFact]
    public async Task PostgreSql_plans_once_what_is_asked_again_and_again()
    {
        await using var portal = await PortalApp.OnAsync("PostgreSql");

        var planned = await portal.ReadAsync("lumen", async db =>
        {
            await db.Database.OpenConnectionAsync();
            for (var time = 0; time < 6; time++) await db.Ledger.Where(entry => entry.AccountNumber == "1001").ToListAsync();
            return await db.Database.SqlQueryRaw<string>("select statement as \"Value\" from pg_prepared_statements").ToListAsync();
        });

        Assert.Contains(planned, statement => statement.Contains("FROM ledger", StringComparison.Ordinal));
    }

    [SkippableTheory, MemberData(nameof(Engines))]
    public async Task What_was_collected_is_found_without_reading_the_whole_ledger(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);

        var plan = await portal.ReadAsync("lumen", async db =>
        {
            await db.Database.OpenConnectionAsync();
            // A planner that knows how small the table is would read it through.
            if (db.Database.IsNpgsql()) await db.Database.ExecuteSqlRawAsync("set enable_seqscan = off");
            await using var explain = MoneyPiece.Collected(db, new DateOnly(2026, 11, 1)).CreateDbCommand();
            explain.CommandText = (db.Database.IsNpgsql() ? "explain " : "explain query plan ") + explain.CommandText;
            await using var rows = await explain.ExecuteReaderAsync();
            List<string> lines = [];
            while (await rows.ReadAsync()) lines.Add($"{rows[rows.FieldCount - 1]}");
            return string.Join('\n', lines);
        });

        Assert.Matches("IX_ledger_On\\b", plan);
    }

    [SkippableTheory, MemberData(nameof(Engines))]
    public async Task Tickets_that_were_settled_before_the_day_was_kept_get_it(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var calendar = new RetailerCalendar(portal.Clock, TimeZoneInfo.Utc);
        await portal.DataAsync("lumen", async db =>
        {
            foreach (var end in new[] { ContactEvent.Resolved, ContactEvent.CustomerWithdrew, ContactEvent.Started })
            {
                var log = new ContactLog { Reference = $"{end}", AccountNumber = "1001", OpenedBy = Guid.Empty, Type = "general", Subject = "", CreatedAt = calendar.UtcNow, UpdatedAt = calendar.UtcNow };
                log.Take(end, calendar, await BusinessDays.OfAsync(db, default));
                db.Add(log);
            }
            await db.SaveChangesAsync();
            await db.ContactLogs.ExecuteUpdateAsync(set => set.SetProperty(log => log.SettledOn, (DateOnly?)null));
            await db.GetService<IMigrator>().MigrateAsync("AskedChanges");   // back to how they were kept before
            await db.Database.MigrateAsync();
        });

        Assert.Equal([calendar.Today, calendar.Today, null], await portal.ReadAsync("lumen", db => db.ContactLogs.OrderBy(log => log.Reference == "Started").Select(log => log.SettledOn).ToListAsync()));
    }

    [SkippableTheory, MemberData(nameof(Engines))]
    public async Task Money_dates_instants_and_quantities_come_back_as_they_were(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var at = new DateTime(2026, 10, 4, 15, 59, 59, DateTimeKind.Utc);
        await portal.AddAsync("lumen",
            ListingStatements.StatementOf("A1", "1001"),
            new LedgerEntry { AccountNumber = "1001", On = new DateOnly(2024, 2, 29), Description = "Payment", Amount = new Money(-12_345_678_901), Kind = LedgerKind.Payment, Method = PaymentMethod.Bpay, Source = "import", SourceId = "T1" },
            new Reading { MeterNumber = "1010101", ReadAt = at, Value = 800.123456m, Unit = "kWh", Quality = ReadingQuality.Estimated });

        var entry = await portal.ReadAsync("lumen", db => db.Ledger.AsNoTracking().SingleAsync());
        var reading = await portal.ReadAsync("lumen", db => db.Readings.AsNoTracking().SingleAsync());

        Assert.Equal((new Money(-12_345_678_901), new DateOnly(2024, 2, 29), PaymentMethod.Bpay), (entry.Amount, entry.On, entry.Method));
        Assert.Equal((at, DateTimeKind.Utc, 800.123456m), (reading.ReadAt, reading.ReadAt.Kind, reading.Value));
    }

    [SkippableTheory, MemberData(nameof(Engines))]
    public async Task A_list_is_sorted_filtered_searched_and_paged(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.DataAsync("lumen", async db =>
        {
            for (var month = 0; month < 30; month++) db.Add(Issued($"S{month:00}", new DateOnly(2024, 1, 14).AddMonths(month), new Money(10_000 + month)));
            await db.SaveChangesAsync();
        });

        Assert.Contains("1–25 of 30 statements", await priya.ReadAsync("/statements"), StringComparison.Ordinal);
        Assert.Contains("26–30 of 30 statements", await priya.ReadAsync("/statements?page=2"), StringComparison.Ordinal);
        Assert.Contains("1–3 of 3 statements", await priya.ReadAsync("/statements?from=2024-02-14&to=2024-04-14"), StringComparison.Ordinal);
        Assert.Contains("1–1 of 1 statement", await priya.ReadAsync("/statements?q=s07"), StringComparison.Ordinal);
        var cheapest = await priya.ReadAsync("/statements?sort=charges");
        Assert.True(cheapest.IndexOf("S00", StringComparison.Ordinal) < cheapest.IndexOf("S01", StringComparison.Ordinal));
    }

    [SkippableTheory, MemberData(nameof(Engines))]
    public async Task The_same_natural_key_cannot_be_stored_twice(string engine)
    {
        await using var portal = await PortalApp.OnAsync(engine);
        await portal.AddAsync("lumen", ListingStatements.StatementOf("A1", "1001"));

        await Assert.ThrowsAsync<DbUpdateException>(() => portal.AddAsync("lumen", ListingStatements.StatementOf("A1", "1002")));
        await portal.AddAsync("tidewater", ListingStatements.StatementOf("A1", "1001"));   // another retailer's numbers are its own
    }

    [SkippableFact]
    public async Task Retailers_that_share_a_PostgreSQL_database_have_a_schema_each()
    {
        var settings = PostgreSqlDatabases.Settings();
        settings[PostgreSqlDatabases.Template] = settings[PostgreSqlDatabases.Template].Replace("{retailer}", "lumen", StringComparison.Ordinal);
        settings["Portal:Database:Schema"] = "portal_{retailer}";
        await using var portal = await PortalApp.StartAsync(settings);

        await portal.AddAsync("lumen", ListingStatements.StatementOf("A1", "1001"));
        await portal.AddAsync("tidewater", ListingStatements.StatementOf("A1", "2002"));

        Assert.Equal("1001", (await portal.ReadAsync("lumen", db => db.Statements.AsNoTracking().SingleAsync())).AccountNumber);
        Assert.Equal("2002", (await portal.ReadAsync("tidewater", db => db.Statements.AsNoTracking().SingleAsync())).AccountNumber);
        await portal.DataAsync("tidewater", async db => Assert.Empty(await db.Database.GetPendingMigrationsAsync()));
    }

    private static Statement Issued(string number, DateOnly on, Money charges) => new()
    {
        Number = number,
        AccountNumber = "1001",
        IssuedOn = on,
        DueOn = on.AddDays(20),
        PreviousBalance = Money.Zero,
        Payments = Money.Zero,
        Adjustments = Money.Zero,
        CarriedForward = Money.Zero,
        CurrentCharges = charges,
        CurrentBalance = charges,
        Tax = Money.Zero,
    };
}
