using System.Text.Json;
using Microsoft.EntityFrameworkCore;
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
internal sealed class FirstSignIns(
    RetailerScope scope, PortalDb db, SignIns signIns, ApiKeys apiKeys, SaveKeys stripeKeys, IOptions<PortalOptions> options, IHostEnvironment host, ILogger<FirstSignIns> log) : IOpening
{
    private sealed record Listed(IReadOnlyList<ListedRetailer> Retailers, IReadOnlyList<ListedSignIn> SignIns);
    private sealed record ListedRetailer(string Id, string ApiKey = "", ListedStripe? Stripe = null);
    private sealed record ListedStripe(string SecretKey, string PublishableKey, string WebhookSecret);
    private sealed record ListedSignIn(string Retailer, string Email, string Password, string Role, IReadOnlyList<string>? Accounts = null, string Name = "");

    public async Task OpenAsync(CancellationToken stop)
    {
        if (options.Value.FirstSignIns == "" || await db.Users.AnyAsync(stop)) return;
        var path = Path.GetFullPath(options.Value.FirstSignIns, host.ContentRootPath);
        await using var file = File.OpenRead(path);
        var listed = await JsonSerializer.DeserializeAsync<Listed>(file, JsonSerializerOptions.Web, stop) ?? throw new JsonException($"{path} is empty.");
        var own = listed.Retailers.FirstOrDefault(one => one.Id == scope.Current.Id);

        if (own is { ApiKey: not "" }) await apiKeys.AddAsync("first key", own.ApiKey, stop);
        if (own is { Stripe: { } stripe }) await stripeKeys.SaveAsync(new GivenKeys(stripe.SecretKey, stripe.PublishableKey, stripe.WebhookSecret, ""), "first keys", stop);
        foreach (var person in listed.SignIns.Where(one => one.Retailer == scope.Current.Id)) await AddAsync(person, stop);
    }

    private async Task AddAsync(ListedSignIn person, CancellationToken stop)
    {
        var role = person.Role == "customer" ? "" : person.Role;
        var made = await signIns.CreateAsync(person.Email, person.Name, person.Password, role, [.. person.Accounts ?? []], stop);
        if (made.User is null) log.FirstSignInRefused(person.Retailer, made.Refusal);
    }
}

internal static partial class FirstSignInsLog
{
    [LoggerMessage(1301, LogLevel.Error, "A first sign-in of retailer {Retailer} was refused: {Why}")]
    public static partial void FirstSignInRefused(this ILogger log, string retailer, string why);
}
