using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using OrchardCore.Environment.Shell;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.StripeSandbox;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Tests;
using OrchardCore.Users.Models;
using OrchardCore.Users.Services;

namespace Portal.Orchard.Tests;

/// <summary>
/// The real Orchard host with two retailers as tenants, set up by the recipe, and a clock that stands still at noon of 22 November 2026 in
/// Sydney. Setting up takes seconds, so all tests share one; each brings customers of its own.
/// </summary>
public sealed class OrchardApp : IAsyncLifetime
{
    public const string Password = "Correct-Horse-7";

    public static IReadOnlyList<string> Tenants { get; } = ["lumen", "tidewater"];

    /// <summary>A tenant whose site is on PostgreSQL, where there is one.</summary>
    public const string OnPostgreSql = "harbour";

    /// <summary>A tenant that the demo's recipe has set up.</summary>
    public const string Demo = "showcase";

    private static readonly string? PostgreSql = System.Environment.GetEnvironmentVariable("PORTAL_TEST_POSTGRES");
    private readonly string _database = $"portal_orchard_{Guid.NewGuid():N}";
    private readonly string _data = Directory.CreateTempSubdirectory("portal-orchard-").FullName;
    private WebApplicationFactory<Program> _host = null!;
    private WebApplication _sandbox = null!;
    private string _stripe = "";

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 1, 0, 0, TimeSpan.Zero));

    public IShellHost Shells => _host.Services.GetRequiredService<IShellHost>();

    /// <summary>Stands in for Stripe, on this machine; what it tells arrives at the tenants' webhooks.</summary>
    internal Sandbox Sandbox { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            _stripe = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }
        System.Environment.SetEnvironmentVariable("ORCHARD_APP_DATA", _data);
        await OnServerAsync($"CREATE DATABASE {_database}");
        _host = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Testing");
            host.UseSetting("OrchardCore:OrchardCore_Portal:PublicAddress", "https://portal.example.com");
            host.UseSetting("OrchardCore:OrchardCore_Portal:Imports:DropFolderSeconds", "1");
            host.UseSetting("OrchardCore:OrchardCore_Portal:Payments:SandboxAddress", _stripe);
            host.UseSetting("Logging:LogLevel:Default", "Error");
            var tenants = All.Select(name => (Name: name, Prefix: name, Recipe: name == Demo ? "CustomerPortalDemo" : "CustomerPortal")).Prepend((Name: "Default", Prefix: "", Recipe: "SaaS"));
            foreach (var (tenant, at) in tenants.Select((tenant, at) => (tenant, at)))
                foreach (var (key, value) in new (string, string)[]
                {
                    ("ShellName", tenant.Name), ("SiteName", tenant.Name), ("RequestUrlPrefix", tenant.Prefix), ("RecipeName", tenant.Recipe), ("SiteTimeZone", "Australia/Sydney"),
                    ("DatabaseProvider", tenant.Name == OnPostgreSql ? "Postgres" : "Sqlite"), ("DatabaseConnectionString", tenant.Name == OnPostgreSql ? ConnectionString : ""), ("AdminUsername", "admin"), ("AdminEmail", "admin@example.com"), ("AdminPassword", Password),
                }) host.UseSetting($"OrchardCore:OrchardCore_AutoSetup:Tenants:{at}:{key}", value);
            host.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock)));
        });
        using var browser = _host.CreateClient(new WebApplicationFactoryClientOptions { BaseAddress = new Uri("https://localhost"), AllowAutoRedirect = false });
        foreach (var path in All.Prepend(""))
            for (var look = 0; look < 60 && (await browser.GetAsync(new Uri("/" + path, UriKind.Relative))).Headers.Location is { OriginalString: var back } && back.TrimEnd('/') == ("/" + path).TrimEnd('/'); look++) await Task.Delay(500);
        Sandbox = new Sandbox(Clock, _host.Server.CreateHandler()) { Address = new Uri(_stripe) };
        _sandbox = SandboxHosting.BuildSandbox(Sandbox, _stripe);
        await _sandbox.StartAsync();
        await UntilAsync(() => Task.FromResult(All.All(tenant => _host.Services.GetRequiredService<IRetailerScopes>().All.Any(retailer => retailer.Id == tenant))));
    }

    private static IEnumerable<string> All => (PostgreSql is null ? Tenants : Tenants.Append(OnPostgreSql)).Append(Demo);

    private string ConnectionString => new NpgsqlConnectionStringBuilder(PostgreSql) { Database = _database }.ConnectionString;

    private static async Task OnServerAsync(string command)
    {
        if (PostgreSql is null) return;
        await using var server = new NpgsqlConnection(PostgreSql);
        await server.OpenAsync();
        await using var asked = new NpgsqlCommand(command, server);
        await asked.ExecuteNonQueryAsync();
    }

    public string DropFolder(string tenant) => Directory.CreateDirectory(Path.Combine(_data, "Sites", tenant, "portal", "drop")).FullName;

    /// <summary>A browser at a tenant's portal that nobody has signed in with yet.</summary>
    internal Visitor Visit(string tenant, string path = "/portal")
    {
        var jar = new CookieJar();
        return new(_host.CreateDefaultClient(new Uri("https://localhost"), jar), "/" + tenant + path, jar.Cookies);
    }

    /// <summary>Does something in a tenant's scope, as a job would.</summary>
    public Task InAsync(string tenant, Func<IServiceProvider, Task> work) => _host.Services.GetRequiredService<IRetailerScopes>().RunAsync(tenant, work);

    internal async Task<T> ReadAsync<T>(string tenant, Func<PortalDb, Task<T>> read)
    {
        T answer = default!;
        await InAsync(tenant, async scope => answer = await read(scope.GetRequiredService<PortalDb>()));
        return answer;
    }

    /// <summary>One of Orchard's users with a role, linked to accounts. Accounts that are not there yet are made.</summary>
    public Task AddUserAsync(string tenant, string name, string role, params string[] accounts) => InAsync(tenant, async scope =>
    {
        var user = new User { UserName = name, Email = $"{name}@example.com", EmailConfirmed = true, IsEnabled = true, RoleNames = [role] };
        foreach (var number in accounts) user.UserClaims.Add(new UserClaim { ClaimType = "account_number", ClaimValue = number });
        await scope.GetRequiredService<IUserService>().CreateUserAsync(user, Password, (field, fault) => Assert.Fail($"{field}: {fault}"));
        var db = scope.GetRequiredService<PortalDb>();
        db.AddRange(accounts.Where(number => !db.Accounts.Any(account => account.AccountNumber == number)).Select(AccountOf));
        await db.SaveChangesAsync();
    });

    internal async Task<Visitor> SignedInAsync(string tenant, string name, string role = "Customer", params string[] accounts)
    {
        await AddUserAsync(tenant, name, role, accounts);
        return await SignInAsync(tenant, name);
    }

    internal async Task<Visitor> SignInAsync(string tenant, string name, string password = Password)
    {
        var visitor = Visit(tenant);
        var login = (await visitor.GetAsync("/sign-in")).Headers.Location!;
        var page = await visitor.Client.GetStringAsync(login);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = Visitor.TokenIn(page),
            ["LoginForm.UserName"] = name,
            ["LoginForm.Password"] = password,
        });
        var answer = await visitor.Client.PostAsync(login, form);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"Log in of {name}: {(int)answer.StatusCode}");
        return visitor;
    }

    public static async Task UntilAsync(Func<Task<bool>> happened)
    {
        for (var look = 0; look < 600 && !await happened(); look++) await Task.Delay(100);
        Assert.True(await happened());
    }

    internal static Account AccountOf(string number) => new()
    {
        AccountNumber = number,
        Email = "priya@example.com",
        FirstName = "Priya",
        LastName = "Raman",
        Phone = "0400 000 000",
        Address = Address(),
        BillingAddress = Address(),
    };

    private static PostalAddress Address() => new() { Line1 = "14 Banksia Street", City = "Newtown", Region = "NSW", Postcode = "2042", Country = "Australia" };

    public async Task DisposeAsync()
    {
        await _sandbox.DisposeAsync();
        await _host.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
        await OnServerAsync($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)");
        Directory.Delete(_data, recursive: true);
    }
}

[CollectionDefinition(nameof(OrchardApp))]
public sealed class InOrchard : ICollectionFixture<OrchardApp>;
