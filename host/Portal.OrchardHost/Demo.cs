using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using OrchardCore.Environment.Shell;
using OrchardCore.Portal.Demo;
using OrchardCore.Settings;
using OrchardCore.Users.Models;
using OrchardCore.Users.Services;

namespace Portal.Orchard.Host;

/// <summary>Development only: sets the demo's tenants up, makes them the two demo retailers with their people, and drops their files where the real import takes them.</summary>
internal sealed class Demo(IShellHost shells, IServer server, IOptions<ShellOptions> places, IConfiguration settings, IHostEnvironment host, IHostApplicationLifetime life, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private sealed record Listed(IReadOnlyList<ListedSignIn> SignIns);
    private sealed record ListedSignIn(string Retailer, string Email, string Name, string Password, string Role, IReadOnlyList<string>? Accounts = null);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!life.ApplicationStarted.IsCancellationRequested) await Task.Delay(Look, stoppingToken);
        await using var file = File.OpenRead(Path.GetFullPath(settings["Demo:SignIns"]!, host.ContentRootPath));
        var listed = (await JsonSerializer.DeserializeAsync<Listed>(file, JsonSerializerOptions.Web, stoppingToken))!;
        foreach (var retailer in DemoFiles.Retailers)
        {
            var folder = Path.Combine(places.Value.ShellsApplicationDataPath, places.Value.ShellsContainerName, retailer, "portal");
            if (File.Exists(Path.Combine(folder, "drop", ".demo"))) continue;
            CopyFiles(retailer, folder);
            var shell = await SetUpAsync(retailer, stoppingToken);
            await InAsync(shell, scope => FillAsync(scope, retailer, listed.SignIns, stoppingToken));
            await DropAsync(retailer, folder, stoppingToken);
        }
        Console.WriteLine($"  The demo is ready: {string.Join(" and ", DemoFiles.Retailers.Select(retailer => $"{Address}/{retailer}"))}");
    }

    private string Address => server.Features.Get<IServerAddressesFeature>()!.Addresses.First().TrimEnd('/');

    /// <summary>Orchard sets a tenant up when it is asked for the first time, and the default one before all others.</summary>
    private async Task<ShellSettings> SetUpAsync(string tenant, CancellationToken stop)
    {
        using var browser = new HttpClient { BaseAddress = new Uri(Address + "/") };
        ShellSettings? shell;
        while (!shells.TryGetSettings(tenant, out shell) || !shell.IsRunning())
        {
            foreach (var path in new[] { "", tenant }) (await browser.GetAsync(path, stop)).Dispose();
            await Task.Delay(Look, stop);
        }
        return shell;
    }

    private async Task InAsync(ShellSettings shell, Func<IServiceProvider, Task> work)
    {
        var scope = await shells.GetScopeAsync(shell);
        await scope.UsingAsync(inside => work(inside.ServiceProvider));
    }

    private void CopyFiles(string retailer, string folder)
    {
        var from = Path.GetFullPath(Path.Combine(settings["Demo:Retailers"]!, retailer), host.ContentRootPath);
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to, overwrite: true);
        }
    }

    private async Task FillAsync(IServiceProvider scope, string retailer, IReadOnlyList<ListedSignIn> signIns, CancellationToken stop)
    {
        var sites = scope.GetRequiredService<ISiteService>();
        var site = await sites.LoadSiteSettingsAsync();
        await using (var file = File.OpenRead(Path.GetFullPath(Path.Combine(settings["Demo:Retailers"]!, retailer, "retailer.json"), host.ContentRootPath)))
            site.Properties["Retailer"] = await JsonNode.ParseAsync(file, cancellationToken: stop);
        await sites.UpdateSiteSettingsAsync(site);

        var users = scope.GetRequiredService<IUserService>();
        foreach (var person in signIns.Where(one => one.Retailer == retailer && one.Role == "customer"))
        {
            var user = new User { UserName = person.Email[..person.Email.IndexOf('@')], Email = person.Email, EmailConfirmed = true, IsEnabled = true, RoleNames = ["Customer"] };
            foreach (var number in person.Accounts ?? []) user.UserClaims.Add(new UserClaim { ClaimType = "account_number", ClaimValue = number });
            await users.CreateUserAsync(user, person.Password, (field, fault) => throw new InvalidOperationException($"{person.Email}: {field}: {fault}"));
        }
    }

    private async Task DropAsync(string retailer, string folder, CancellationToken stop)
    {
        var drop = Directory.CreateDirectory(Path.Combine(folder, "drop")).FullName;
        var made = Path.Combine(folder, "demo-files");
        DemoFiles.Write(retailer, made, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        foreach (var file in Directory.GetFiles(made)) File.Move(file, Path.Combine(drop, Path.GetFileName(file)), overwrite: true);
        await File.WriteAllTextAsync(Path.Combine(drop, ".demo"), "", stop);
    }
}
