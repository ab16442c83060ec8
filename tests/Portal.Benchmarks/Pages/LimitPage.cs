using System.Collections.Concurrent;
using System.Security.Claims;
using Fluid;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrchardCore.Portal.Benchmarks.Pages;

/// <summary>
/// The least that a signed-in page can be in this stack: Kestrel, a cookie, one query of 24 rows, a cached Fluid template of as many bytes as the portal's page.
/// <c>prepared</c>: a prepared command on a connection that is kept, the limit. <c>ef</c>: LINQ over a pooled context, what people usually write.
/// </summary>
internal static class LimitPage
{
    private const string Sql = "SELECT Reference, Description, Amount, PostedOn FROM Entries WHERE Account = $account ORDER BY PostedOn DESC LIMIT 24";

    public static async Task RunAsync(string database, string template, string way)
    {
        await MakeAsync(database);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        builder.Services.AddAuthorization();
        builder.Services.AddDbContextPool<Entries>(options => options.UseSqlite($"Data Source={database}").UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();

        var parsed = new FluidParser().Parse(await File.ReadAllTextAsync(template));
        var options = new TemplateOptions();
        options.MemberAccessStrategy.Register<Entry>();
        var prepared = new ConcurrentBag<SqliteCommand>();

        app.MapGet("/in", (HttpContext context) => context.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim("account", "1")], "bench"))));
        app.MapGet("/page", async (HttpContext context) =>
        {
            var account = int.Parse(context.User.FindFirstValue("account")!, System.Globalization.CultureInfo.InvariantCulture);
            var rows = way == "ef"
                ? await context.RequestServices.GetRequiredService<Entries>().Rows.Where(row => row.Account == account).OrderByDescending(row => row.PostedOn).Take(24).ToListAsync()
                : Read(prepared, database, account);
            var values = new TemplateContext(options);
            values.SetValue("rows", rows);
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(await parsed.RenderAsync(values));
        }).RequireAuthorization();
        await app.RunAsync();
    }

    private static List<Entry> Read(ConcurrentBag<SqliteCommand> kept, string database, int account)
    {
        if (!kept.TryTake(out var command))
        {
            var connection = new SqliteConnection($"Data Source={database}");
            connection.Open();
            command = connection.CreateCommand();
            command.CommandText = Sql;
            command.Parameters.AddWithValue("$account", account);
            command.Prepare();
        }
        command.Parameters[0].Value = account;
        List<Entry> rows = new(24);
        using (var reader = command.ExecuteReader())
            while (reader.Read()) rows.Add(new Entry { Reference = reader.GetString(0), Description = reader.GetString(1), Amount = reader.GetInt64(2), PostedOn = reader.GetString(3) });
        kept.Add(command);
        return rows;
    }

    private static async Task MakeAsync(string database)
    {
        await using var connection = new SqliteConnection($"Data Source={database}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            PRAGMA journal_mode = WAL;
            CREATE TABLE IF NOT EXISTS Entries (Reference TEXT PRIMARY KEY, Account INTEGER, Description TEXT, Amount INTEGER, PostedOn TEXT) WITHOUT ROWID;
            CREATE INDEX IF NOT EXISTS ByAccount ON Entries (Account, PostedOn);
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 24000)
            INSERT OR IGNORE INTO Entries SELECT 'P-' || i, i % 1000, 'Payment received, thank you', 21415, date('2024-01-01', '+' || (i / 1000) || ' days') FROM n;
            """;
        await command.ExecuteNonQueryAsync();
    }

    internal sealed class Entry
    {
        public string Reference { get; set; } = "";
        public int Account { get; set; }
        public string Description { get; set; } = "";
        public long Amount { get; set; }
        public string PostedOn { get; set; } = "";
    }

    internal sealed class Entries(DbContextOptions<Entries> options) : DbContext(options)
    {
        public DbSet<Entry> Rows => Set<Entry>();

        protected override void OnModelCreating(ModelBuilder model) => model.Entity<Entry>().ToTable("Entries").HasKey(entry => entry.Reference);
    }
}
