using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrchardCore.Portal.Tests;

namespace OrchardCore.Portal.Browser.Tests;

/// <summary>The host as a person starts it, in a process of its own with the demo loaded, and one browser for all tests.</summary>
public sealed class DemoHost : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("portal-browser-").FullName;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _output = [];
    private Process? _process;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Address { get; private set; } = "";
    internal IReadOnlyList<DemoSignIn> SignIns { get; private set; } = [];

    internal sealed record DemoSignIn(string Retailer, string Email, string Password, string Role, string[]? Accounts);
    private sealed record DemoFile(IReadOnlyList<DemoSignIn> SignIns);

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Starts what is not running yet; a machine without Chromium skips before anything is started.</summary>
    internal async Task<IBrowser> BrowserAsync()
    {
        var chromium = Needs.Chromium();
        if (_browser is not null) return _browser;
        await StartHostAsync();
        _playwright = await Playwright.CreateAsync();
        return _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A page of a browser that has just been opened, signed in where an e-mail is given.</summary>
    internal async Task<IPage> OpenAsync(string retailer, string? email = null, int width = 1280, bool script = true, ColorScheme scheme = ColorScheme.Light)
    {
        var browser = await BrowserAsync();
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = Address,
            ViewportSize = new() { Width = width, Height = width < 600 ? 844 : 900 },
            JavaScriptEnabled = script,
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        var page = await context.NewPageAsync();
        if (email is null) return page;
        var person = SignIns.Single(one => one.Retailer == retailer && one.Email == email);
        await page.GotoAsync($"/{retailer}/sign-in");
        await page.FillAsync("input[name=email]", person.Email);
        await page.FillAsync("input[name=password]", person.Password);
        await page.Locator("main form button[type=submit], main form button:not([type])").Last.ClickAsync();
        await ThereAsync(page, "^(?!.*/sign-in)");
        return page;
    }

    /// <summary>Until the browser is where it should be. The address is looked at, and no event waited for: Playwright misses the load event of some pages that a chain of redirects brought.</summary>
    /// <param name="address">A regular expression.</param>
    internal static Task ThereAsync(IPage page, string address) => Assertions.Expect(page).ToHaveURLAsync(new Regex(address), new() { Timeout = 30_000 });

    private async Task StartHostAsync()
    {
        await using (var file = File.OpenRead(Path.Combine(RepositoryFolder.Path, "samples", "demo-sign-ins.json")))
            SignIns = (await JsonSerializer.DeserializeAsync<DemoFile>(file, JsonSerializerOptions.Web))!.SignIns;
        Address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Path.Combine(RepositoryFolder.Path, "host", "Portal.Host"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Portal.Host.dll") },
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["ASPNETCORE_URLS"] = Address, ["Portal__DataFolder"] = _data, ["Portal__Payments__SandboxAddress"] = $"http://127.0.0.1:{FreePort()}" },
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Task.WhenAny(_ready.Task, Task.Delay(TimeSpan.FromSeconds(120)), _process.WaitForExitAsync());
        Assert.True(_ready.Task.IsCompleted, "The host was not ready with its demo: " + string.Join('\n', _output.TakeLast(40)));
    }

    private void Note(string? line)
    {
        if (line is null) return;
        lock (_output) _output.Add(line);
        if (line.Contains("The demo is ready", StringComparison.Ordinal)) _ready.TrySetResult();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process?.Dispose();
        Directory.Delete(_data, recursive: true);
    }
}

[CollectionDefinition(nameof(DemoHost))]
public sealed class DemoHostTests : ICollectionFixture<DemoHost>;
