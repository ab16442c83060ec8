using System.Collections.Frozen;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Host;

/// <summary>The plain host's tenants: a folder with a retailer.json each, found by host name, else by the first part of the path.</summary>
internal sealed class HostTenants(IReadOnlyCollection<Retailer> retailers, IRetailerLooks looks, IServiceScopeFactory scopes) : IRetailerScopes
{
    private readonly FrozenDictionary<string, Retailer> _byId = retailers.ToFrozenDictionary(one => one.Id, StringComparer.Ordinal);
    private readonly FrozenDictionary<string, Retailer> _byPrefix = retailers.Where(one => one.Prefix != "").ToFrozenDictionary(one => one.Prefix, StringComparer.OrdinalIgnoreCase);
    private readonly FrozenDictionary<string, Retailer> _byHost =
        retailers.SelectMany(one => one.Hosts.Select(host => (host, one))).ToFrozenDictionary(pair => pair.host, pair => pair.one, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<Retailer> All => retailers;

    public async Task RunAsync(string retailerId, Func<IServiceProvider, Task> work)
    {
        var retailer = _byId.GetValueOrDefault(retailerId) ?? throw new KeyNotFoundException($"There is no retailer {retailerId}.");
        await using var scope = scopes.CreateAsyncScope();
        var own = scope.ServiceProvider.GetRequiredService<RetailerScope>();
        own.Enter(retailer);
        await scope.ServiceProvider.OpenRetailerAsync(CancellationToken.None);
        own.Enter(await looks.DressAsync(retailer, CancellationToken.None));
        await work(scope.ServiceProvider);
    }

    public (Retailer? Retailer, PathString Prefix) Find(HttpRequest request)
    {
        if (_byHost.TryGetValue(request.Host.Host, out var named)) return (named, "");
        var path = request.Path.Value ?? "";
        var first = path.Length < 2 ? "" : path.IndexOf('/', 1) is > 0 and var end ? path[..end] : path;
        return _byPrefix.TryGetValue(first, out var prefixed) ? (prefixed, prefixed.Prefix) : (null, "");
    }
}

internal static class HostTenantsHosting
{
    public static IServiceCollection AddHostTenants(this IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton(all => new HostTenants(
            Read(Path.GetFullPath(settings["Retailers"] ?? "retailers", all.GetRequiredService<IHostEnvironment>().ContentRootPath)),
            all.GetRequiredService<IRetailerLooks>(),
            all.GetRequiredService<IServiceScopeFactory>()));
        return services.AddSingleton<IRetailerScopes>(all => all.GetRequiredService<HostTenants>());
    }

    public static void UseHostTenants(this WebApplication app) => app.Use(async (context, next) =>
    {
        var (retailer, prefix) = app.Services.GetRequiredService<HostTenants>().Find(context.Request);
        if (retailer is null)
        {
            // Who has just started it and opens the host's bare address sees the first of its portals. Elsewhere an address tells nothing about others.
            if (app.Environment.IsDevelopment() && context.Request.Path.Value is "/" or "" && app.Services.GetRequiredService<HostTenants>().All.FirstOrDefault(one => one.Prefix != "") is { } first)
            {
                context.Response.Redirect(first.Prefix);
                return;
            }
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync("There is no portal at this address.");
            return;
        }
        context.Request.PathBase += prefix;
        context.Request.Path = context.Request.Path.Value![prefix.Value!.Length..] is { Length: > 0 } rest ? rest : "/";
        var scope = context.RequestServices.GetRequiredService<RetailerScope>();
        scope.Enter(retailer);
        try
        {
            await context.RequestServices.OpenRetailerAsync(CancellationToken.None);   // not the visitor's token: the next one waits for it as well
        }
        catch (Exception fault)
        {
            app.Logger.NotServed(fault, retailer.Id, context.TraceIdentifier);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "30";
            await context.Response.WriteAsync($"The portal cannot be reached just now. Please try again in a moment. ({context.TraceIdentifier})");
            return;
        }
        context.EnterRetailer(await app.Services.GetRequiredService<IRetailerLooks>().DressAsync(retailer, context.RequestAborted), scope);
        await next(context);
    });

    private static List<Retailer> Read(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "retailer.json", SearchOption.AllDirectories) : [];
        if (files.Length == 0) throw new InvalidOperationException($"No retailers: expected {folder}/<id>/retailer.json. The setting \"Retailers\" names the folder.");
        List<Retailer> retailers = [.. files.Order(StringComparer.Ordinal).Select(RetailerFile.Read)];
        var addresses = retailers.SelectMany(one => one.Hosts.Append(one.Prefix).Append("id " + one.Id).Where(address => address != "").Select(address => (address, one.Id)));
        foreach (var shared in addresses.GroupBy(pair => pair.address, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            throw new FormatException($"{folder}: {shared.Key} is of several retailers ({string.Join(", ", shared.Select(pair => pair.Id))}): expected each address to be of one.");
        return retailers;
    }
}

internal static partial class HostTenantsLog
{
    [LoggerMessage(1303, LogLevel.Critical, "Retailer {Retailer} could not be opened for request {Trace}")]
    public static partial void NotServed(this ILogger log, Exception fault, string retailer, string trace);
}
