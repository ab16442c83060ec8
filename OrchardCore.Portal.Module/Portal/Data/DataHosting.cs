using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Data;

internal static class DataHosting
{
    public static IServiceCollection AddPortalData(this IServiceCollection services)
    {
        services.TryAddSingleton<DataFolder>();
        services.AddSingleton<RetailerDatabases>();
        services.AddScoped(scope => scope.GetRequiredService<RetailerDatabases>().Open(scope.GetRequiredService<RetailerScope>().Current));
        services.AddSingleton<Opening>();
        return services;
    }
}
