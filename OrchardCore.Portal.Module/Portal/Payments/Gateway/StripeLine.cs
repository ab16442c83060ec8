using Microsoft.Extensions.Options;
using Stripe;

namespace OrchardCore.Portal.Payments.Gateway;

/// <summary>The line to Stripe of the retailer in scope: a client with its key and its connected account.</summary>
internal sealed class StripeLine(StripeAccounts accounts, IHttpClientFactory clients, IOptions<PortalOptions> options)
{
    public const string HttpClientName = "stripe";

    private static readonly AppInfo App = new() { Name = "OrchardCore.Portal" };

    /// <exception cref="InvalidOperationException">The retailer takes no payments here.</exception>
    public async ValueTask<StripeClient> OpenAsync(CancellationToken stop) =>
        Open(await accounts.FindAsync(stop) ?? throw new InvalidOperationException("The retailer has no Stripe account."));

    public StripeClient Open(StripeAccount account) => new(new StripeClientOptions
    {
        ApiKey = account.Secret,
        StripeAccount = account.ConnectedAccount == "" ? null : account.ConnectedAccount,
        ApiBase = account.IsSandbox ? options.Value.Payments.SandboxAddress?.TrimEnd('/') : null,
        HttpClient = new SystemNetHttpClient(clients.CreateClient(HttpClientName), options.Value.Payments.NetworkRetries, App, enableTelemetry: false),
    });

    /// <summary>Where a form that ends at Stripe's page may lead (Content-Security-Policy, form-action).</summary>
    public async ValueTask<string> FormTargetsAsync(CancellationToken stop) => await accounts.FindAsync(stop) is { IsSandbox: true }
        ? new Uri(options.Value.Payments.SandboxAddress!).GetLeftPart(UriPartial.Authority)
        : string.Join(' ', options.Value.Payments.CheckoutOrigins);
}
