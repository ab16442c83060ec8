using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Importing.Sources;
using OrchardCore.Portal.Importing.Undo;
using OrchardCore.Portal.Scaling;

namespace OrchardCore.Portal.Importing;

internal static class ImportHosting
{
    /// <param name="kinds">What can be imported, from the slices that own the rows.</param>
    /// <param name="guards">What may rest on imported rows.</param>
    public static IServiceCollection AddPortalImports(this IServiceCollection services, IReadOnlyList<FileKind> kinds, IReadOnlyList<UndoGuard> guards)
    {
        services.AddSingleton(new UndoGuardList(guards));
        services.AddScoped<UndoCheck>();
        services.AddScoped<ExpectedFiles>();
        services.AddScoped<DropState>();
        services.AddScoped<BatchUndo>();
        services.AddTransient<UndoImport>();
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

    public static IServiceCollection AddImportWork(this IServiceCollection services) => services.AddWorker<ImportLeftovers.Clock>().AddWorker<ForgetFormerRows.Clock>().AddWorker<DropFolder>();
}
