using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Importing;

internal static class ImportHosting
{
    /// <param name="kinds">What can be imported, from the slices that own the rows.</param>
    public static IServiceCollection AddPortalImports(this IServiceCollection services, IReadOnlyList<FileKind> kinds)
    {
        services.AddSingleton(new FileKinds(kinds));
        services.AddSingleton<ImportQueue>();
        services.AddScoped<ImportInbox>();
        services.AddScoped<ApiKeys>();
        services.AddScoped<ImportTurn>();
        services.AddScoped<BatchCheck>();
        services.AddScoped<BatchApply>();
        services.AddScoped<FinishedFiles>();
        services.AddScoped<BatchWishes>();
        services.AddTransient<CheckImport>();
        services.AddTransient<ApplyImport>();
        services.AddScoped<IOpening, ResumeImports>();
        return services;
    }

    public static IServiceCollection AddImportWork(this IServiceCollection services) => services.AddWorker<ImportLeftovers.Clock>().AddWorker<DropFolder>();
}
