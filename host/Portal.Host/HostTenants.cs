using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Host;

/// <summary>The plain host's tenants: a folder with a retailer.json each, found by host name, else by the first part of the path.</summary>
internal sealed class HostTenants(IReadOnlyCollection<Retailer> retailers, IRetailerLooks looks, IServiceScopeFactory scopes) : IRetailerScopes
{
    public IReadOnlyCollection<Retailer> All => retailers;

    public async Task RunAsync(string retailerId, Func<IServiceProvider, Task> work)
    {
        var retailer = retailers.FirstOrDefault(one => one.Id == retailerId) ?? throw new KeyNotFoundException($"There is no retailer {retailerId}.");
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RetailerScope>().Enter(await looks.DressAsync(retailer, CancellationToken.None));
        await work(scope.ServiceProvider);
    }

    public (Retailer? Retailer, PathString Prefix) Find(HttpRequest request)
    {
        if (retailers.FirstOrDefault(one => one.Hosts.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase)) is { } named) return (named, "");
        return (retailers.FirstOrDefault(one => one.Prefix != "" && request.Path.StartsWithSegments(one.Prefix, StringComparison.OrdinalIgnoreCase)) is { } prefixed)
            ? (prefixed, prefixed.Prefix) : (null, "");
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
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsync("There is no portal at this address.");
            return;
        }
        context.Request.PathBase += prefix;
        context.Request.Path = context.Request.Path.Value![prefix.Value!.Length..] is { Length: > 0 } rest ? rest : "/";
        retailer = await app.Services.GetRequiredService<IRetailerLooks>().DressAsync(retailer, context.RequestAborted);
        context.EnterRetailer(retailer, context.RequestServices.GetRequiredService<RetailerScope>());
        await next(context);
    });

    private static List<Retailer> Read(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "retailer.json", SearchOption.AllDirectories) : [];
        if (files.Length == 0) throw new InvalidOperationException($"No retailers: expected {folder}/<id>/retailer.json. The setting \"Retailers\" names the folder.");
        return [.. files.Order(StringComparer.Ordinal).Select(RetailerFile.Read)];
    }
}
