using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Events;

namespace OrchardCore.Portal.Statements;

internal static class StatementHosting
{
    public static IServiceCollection AddPortalStatements(this IServiceCollection services) =>
        services.AddSingleton<IEventSource, StatementEvents>().AddScoped<IEventPages, StatementEvents.Pages>();
}
