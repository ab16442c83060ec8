using Microsoft.Extensions.DependencyInjection;

namespace OrchardCore.Portal.Importing;

internal static class ImportHosting
{
    public static IServiceCollection AddPortalImports(this IServiceCollection services) => services;
}
