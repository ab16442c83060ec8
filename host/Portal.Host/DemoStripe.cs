using System.Text.Json;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.StripeSandbox;

namespace OrchardCore.Portal.Host;

/// <summary>
/// Development only: the stand-in for Stripe that the demo retailers' keys lead to, with the webhooks that lead back here. Retailers with
/// keys of their own go to Stripe, and never come near it.
/// </summary>
internal sealed class DemoStripe(IConfiguration settings, IOptions<PortalOptions> options, IHostEnvironment host, TimeProvider clock) : IHostedService, IDisposable
{
    private readonly SocketsHttpHandler _webhooks = new();
    private Sandbox? _sandbox;
    private WebApplication? _server;

    private sealed record Listed(IReadOnlyList<ListedRetailer> Retailers);
    private sealed record ListedRetailer(string Id, string Prefix, ListedStripe? Stripe);
    private sealed record ListedStripe(string SecretKey, string WebhookSecret);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Payments.SandboxAddress is not { } address) return;
        var data = Directory.CreateDirectory(Path.GetFullPath(options.Value.DataFolder, host.ContentRootPath)).FullName;
        _sandbox = new Sandbox(clock, _webhooks, Path.Combine(data, "stripe-sandbox.json")) { Address = new Uri(address.TrimEnd('/') + "/") };
        await using (var file = File.OpenRead(Path.GetFullPath(options.Value.FirstSignIns, host.ContentRootPath)))
            foreach (var retailer in (await JsonSerializer.DeserializeAsync<Listed>(file, JsonSerializerOptions.Web, cancellationToken))!.Retailers)
                if (retailer.Stripe is { } stripe) _sandbox.AddAccount(stripe.SecretKey, new Uri(Portal + retailer.Prefix + "/webhooks/stripe"), stripe.WebhookSecret);
        _server = SandboxHosting.BuildSandbox(_sandbox, address);
        await _server.StartAsync(cancellationToken);
    }

    // As it was started: "urls" is --urls, or ASPNETCORE_URLS, or what the launch profile says.
    private string Portal => (settings["urls"] ?? settings["ASPNETCORE_URLS"])?.Split(';')[0].TrimEnd('/') ?? "http://127.0.0.1:5080";

    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public void Dispose()
    {
        _sandbox?.Dispose();
        _webhooks.Dispose();
    }
}
