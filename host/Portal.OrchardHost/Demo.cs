using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OrchardCore.Environment.Shell;
using OrchardCore.Portal.Demo;

namespace Portal.Orchard.Host;

/// <summary>Development only: asks for the tenants of appsettings.Development.json until their recipe has made them the two demo retailers, and says so.</summary>
internal sealed class Demo(IShellHost shells, IServer server, IHostApplicationLifetime life) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!life.ApplicationStarted.IsCancellationRequested) await Task.Delay(Look, stoppingToken);
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First().TrimEnd('/');
        using var browser = new HttpClient { BaseAddress = new Uri(address + "/") };
        foreach (var tenant in DemoFiles.Retailers)
        {
            // Orchard sets a tenant up when it is asked for the first time, and the default one before all others.
            while (!shells.TryGetSettings(tenant, out var shell) || !shell.IsRunning())
            {
                foreach (var path in new[] { "", tenant }) (await browser.GetAsync(path, stoppingToken)).Dispose();
                await Task.Delay(Look, stoppingToken);
            }
        }
        Console.WriteLine($"  The demo is ready: {string.Join(" and ", DemoFiles.Retailers.Select(tenant => $"{address}/{tenant}"))}");
    }
}
