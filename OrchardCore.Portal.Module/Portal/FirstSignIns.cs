using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal;

/// <summary>
/// Gives a retailer that has no sign-in yet its first ones, its import key and its Stripe keys, from the file that Portal:FirstSignIns names: else nobody could
/// get into a new back office. samples/demo-sign-ins.json shows the shape.
/// </summary>
internal sealed class FirstSignIns(IRetailerScopes retailers, IOptions<PortalOptions> options, IHostEnvironment host, ILogger<FirstSignIns> log) : IHostedService
{
    private sealed record Listed(IReadOnlyList<ListedRetailer> Retailers, IReadOnlyList<ListedSignIn> SignIns);
    private sealed record ListedRetailer(string Id, string ApiKey = "", ListedStripe? Stripe = null);
    private sealed record ListedStripe(string SecretKey, string PublishableKey, string WebhookSecret);
    private sealed record ListedSignIn(string Retailer, string Email, string Password, string Role, IReadOnlyList<string>? Accounts = null, string Name = "");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.FirstSignIns == "") return;
        var path = Path.GetFullPath(options.Value.FirstSignIns, host.ContentRootPath);
        Listed listed;
        await using (var file = File.OpenRead(path))
            listed = await JsonSerializer.DeserializeAsync<Listed>(file, JsonSerializerOptions.Web, cancellationToken) ?? throw new JsonException($"{path} is empty.");

        foreach (var retailer in retailers.All)
        {
            await retailers.RunAsync(retailer.Id, async scope =>
            {
                var db = scope.GetRequiredService<PortalDb>();
                if (await db.Users.AnyAsync(cancellationToken)) return;
                if (listed.Retailers.FirstOrDefault(one => one.Id == retailer.Id) is { ApiKey: not "" } keyed)
                    await scope.GetRequiredService<ApiKeys>().AddAsync("first key", keyed.ApiKey, cancellationToken);
                if (listed.Retailers.FirstOrDefault(one => one.Id == retailer.Id) is { Stripe: { } stripe })
                    await scope.GetRequiredService<SaveKeys>().SaveAsync(new GivenKeys(stripe.SecretKey, stripe.PublishableKey, stripe.WebhookSecret, ""), "first keys", cancellationToken);
                foreach (var person in listed.SignIns.Where(one => one.Retailer == retailer.Id))
                    await AddAsync(scope.GetRequiredService<SignIns>(), person, cancellationToken);
            });
        }
    }

    private async Task AddAsync(SignIns signIns, ListedSignIn person, CancellationToken stop)
    {
        var role = person.Role == "customer" ? "" : person.Role;
        var made = await signIns.CreateAsync(person.Email, person.Name, person.Password, role, [.. person.Accounts ?? []], stop);
        if (made.User is null) log.FirstSignInRefused(person.Retailer, made.Refusal);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static partial class FirstSignInsLog
{
    [LoggerMessage(1301, LogLevel.Error, "A first sign-in of retailer {Retailer} was refused: {Why}")]
    public static partial void FirstSignInRefused(this ILogger log, string retailer, string why);
}
