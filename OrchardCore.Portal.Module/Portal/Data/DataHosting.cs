using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrchardCore.Portal.Data.Versions;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Data;

internal static class DataHosting
{
    public static IServiceCollection AddPortalData(this IServiceCollection services)
    {
        services.TryAddSingleton<DataFolder>();
        services.AddSingleton<RetailerDatabases>();
        services.AddSingleton<KeptConnections>();
        services.TryAddEnumerable([ServiceDescriptor.Singleton<IInterceptor, VersionInterceptor>(), ServiceDescriptor.Singleton<IInterceptor, KeptQuestions>()]);
        services.AddScoped(scope =>
        {
            var db = scope.GetRequiredService<RetailerDatabases>().Open(scope.GetRequiredService<RetailerScope>().Current);
            scope.GetRequiredService<KeptConnections>().Hold(db);
            return db;
        });
        services.AddScoped(scope => new Lazy<PortalDb>(scope.GetRequiredService<PortalDb>));   // for who seldom needs it: to open one costs as much as a small page
        services.AddSingleton<Opening>();
        return services;
    }
}
