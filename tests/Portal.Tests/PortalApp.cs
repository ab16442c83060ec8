using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Tests;

/// <summary>
/// The real host with the two sample retailers, a data folder of its own and a clock that stands still at noon of 22 November 2026 in
/// Sydney. Tests go in through HTTP; what a test needs to be there is written to the real database.
/// </summary>
internal sealed class PortalApp : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    // Hangfire logs through the host that came last, in all hosts of the process: one log, which none of them disposes of.
    private static readonly ILoggerFactory Logs = LoggerFactory.Create(log => log.AddConsole().SetMinimumLevel(LogLevel.Error));

    // An empty database after all migrations, made once: they are most of what a host costs that lives for one test.
    private static readonly Lazy<byte[]> Migrated = new(() =>
    {
        var file = Path.GetTempFileName();
        using (var db = new SqlitePortalDb(new DbContextOptionsBuilder<SqlitePortalDb>().UseSqlite($"Data Source={file};Pooling=False").Options)) db.Database.Migrate();
        var empty = File.ReadAllBytes(file);
        File.Delete(file);
        return empty;
    });

    private readonly List<WebApplicationFactory<Program>> _hosts = [];
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly WordOfChange? _heard;

    private PortalApp(IReadOnlyDictionary<string, string> settings, Action<IServiceCollection> replace)
    {
        _settings = settings;
        DataFolder = Directory.CreateTempSubdirectory("portal-tests-").FullName;
        if (!settings.ContainsKey("Portal:Database:Engine"))
            foreach (var retailer in new[] { "lumen", "tidewater" }) File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(Path.Combine(DataFolder, "retailers", retailer)).FullName, "portal.db"), Migrated.Value);
        else if (settings.TryGetValue(PostgreSqlDatabases.Template, out var template) && !settings.ContainsKey("Portal:Database:Schema"))
            PostgreSqlDatabases.Fill(template);
        foreach (var role in settings.TryGetValue("Portal:Role", out var only) ? [only] : settings.ContainsKey(Cluster.Jobs) ? Cluster.Roles : ["Both"])
        {
            var host = Host([.. settings, KeyValuePair.Create("Portal:Role", role)], replace);
            _ = host.Server;   // starts it
            _hosts.Add(host);
        }
        if (Cluster.IsWanted && _hosts.Count > 1) _heard = new([.. _hosts.Select(host => host.Services.GetRequiredService<Announcements>())]);
    }

    private WebApplicationFactory<Program> Host(IEnumerable<KeyValuePair<string, string>> settings, Action<IServiceCollection> replace) =>
        new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Testing");
            host.UseSetting("Retailers", Path.Combine(RepositoryFolder.Path, "samples", "retailers"));
            host.UseSetting("Portal:DataFolder", DataFolder);
            host.UseSetting("Portal:Imports:DropFolderSeconds", "1");
            host.UseSetting("Logging:LogLevel:Default", "Warning");
            foreach (var (name, value) in settings) host.UseSetting(name, value);
            host.ConfigureServices(services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
                services.Replace(ServiceDescriptor.Singleton(Logs));
                services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1_000);   // what is slow on purpose need not be slow here
                replace(services);
            });
        });

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 1, 0, 0, TimeSpan.Zero));
    public string DataFolder { get; }
    public IServiceProvider Services => _hosts[0].Services;

    /// <param name="settings">Settings of the host, such as "Portal:Mail:SmtpHost".</param>
    public static Task<PortalApp> StartAsync(IReadOnlyDictionary<string, string>? settings = null, Action<IServiceCollection>? replace = null)
    {
        var given = settings ?? new Dictionary<string, string>();
        return Task.FromResult(new PortalApp(Cluster.IsWanted && !given.ContainsKey(PostgreSqlDatabases.Template) ? Cluster.Settings(given) : given, replace ?? (_ => { })));
    }

    /// <summary>The same on a database engine: "Sqlite", or "PostgreSql" where there is one (see <see cref="Needs.PostgreSql"/>).</summary>
    public static Task<PortalApp> OnAsync(string engine) => engine == "Sqlite" ? StartAsync() : StartAsync(PostgreSqlDatabases.Settings());

    /// <summary>Two processes that answer requests, one after the other, and two that do jobs, over one PostgreSQL and one Redis.</summary>
    public static Task<PortalApp> ClusterAsync(IReadOnlyDictionary<string, string>? settings = null) => StartAsync(Cluster.Settings(settings ?? new Dictionary<string, string>()));

    /// <summary>In one process, also where the suite runs on several: for what each of them keeps for itself.</summary>
    public static Task<PortalApp> InOneProcessAsync() => StartAsync(new Dictionary<string, string> { ["Portal:Role"] = "Both" });

    /// <summary>A browser that nobody has signed in with yet.</summary>
    public Visitor Visit(string retailer = "lumen")
    {
        var jar = new CookieJar { InnerHandler = Handler() };
        return new(new HttpClient(jar) { BaseAddress = new Uri("https://localhost") }, "/" + retailer, jar.Cookies);
    }

    /// <summary>A client for the API: no cookies.</summary>
    public HttpClient Api(string key)
    {
        var client = new HttpClient(Handler()) { BaseAddress = new Uri("https://localhost") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>The way in for others' servers.</summary>
    public HttpMessageHandler Handler() => new InTurn([.. _hosts.Take(Math.Max(1, _hosts.Count / 2)).Select(host => host.Server.CreateHandler())], _heard is null ? _ => Task.CompletedTask : _heard.ByAllAsync);

    /// <summary>Does something in a retailer's scope, as a job would.</summary>
    public async Task InAsync(string retailer, Func<IServiceProvider, Task> work)
    {
        await Services.GetRequiredService<IRetailerScopes>().RunAsync(retailer, work);
        if (_heard is not null) await _heard.ByAllAsync(0);
    }

    internal Task DataAsync(string retailer, Func<PortalDb, Task> work) => InAsync(retailer, scope => work(scope.GetRequiredService<PortalDb>()));

    internal async Task<T> ReadAsync<T>(string retailer, Func<PortalDb, Task<T>> read)
    {
        T answer = default!;
        await DataAsync(retailer, async db => answer = await read(db));
        return answer;
    }

    /// <summary>Adds rows as an import would.</summary>
    public Task AddAsync(string retailer, params object[] rows) => DataAsync(retailer, async db =>
    {
        db.AddRange(rows);
        await db.SaveChangesAsync();
    });

    /// <summary>A customer with accounts, signed in. Accounts that are not there yet are made.</summary>
    public async Task<Visitor> SignedInAsync(string retailer, string email, params string[] accounts)
    {
        await AddSignInAsync(retailer, email, "", accounts);
        var visitor = Visit(retailer);
        await visitor.SignInAsync(email, Password);
        return visitor;
    }

    public Task AddSignInAsync(string retailer, string email, string role, params string[] accounts) => InAsync(retailer, async scope =>
    {
        var db = scope.GetRequiredService<PortalDb>();
        var user = new PortalUser { Id = Guid.CreateVersion7(), Email = email, UserName = email, Name = "Priya Raman", Role = role, EmailConfirmed = true };
        var made = await scope.GetRequiredService<UserManager<PortalUser>>().CreateAsync(user, Password);
        Assert.True(made.Succeeded, string.Join("; ", made.Errors.Select(error => error.Description)));
        foreach (var number in accounts)
        {
            if (!db.Accounts.Any(account => account.AccountNumber == number)) db.Add(AccountOf(number, email));
            db.Add(new AccountAccess { UserId = user.Id, AccountNumber = number, GrantedAt = Clock.GetUtcNow().UtcDateTime });
        }
        await db.SaveChangesAsync();
    });

    internal static Account AccountOf(string number, string email = "priya@example.com") => new()
    {
        AccountNumber = number,
        Email = email,
        FirstName = "Priya",
        LastName = "Raman",
        Phone = "0400 000 000",
        Address = Address(),
        BillingAddress = Address(),
    };

    private static PostalAddress Address() => new() { Line1 = "14 Banksia Street", City = "Newtown", Region = "NSW", Postcode = "2042", Country = "Australia" };

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts) await host.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_settings.TryGetValue(PostgreSqlDatabases.Template, out var template)) await PostgreSqlDatabases.DropAsync(template);
        if (_settings.TryGetValue(Cluster.Jobs, out var jobs)) await PostgreSqlDatabases.DropOneAsync(jobs);
        Directory.Delete(DataFolder, recursive: true);
    }
}
