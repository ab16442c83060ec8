using Microsoft.Extensions.DependencyInjection;

namespace OrchardCore.Portal.AccountDetails;

internal static class AccountHosting
{
    public static IServiceCollection AddPortalAccounts(this IServiceCollection services) => services.AddScoped<DetailChanges>().AddScoped<PastLooks>();
}
