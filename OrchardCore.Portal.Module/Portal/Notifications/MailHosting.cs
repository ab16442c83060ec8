using Microsoft.Extensions.DependencyInjection;

namespace OrchardCore.Portal.Notifications;

internal static class MailHosting
{
    public static IServiceCollection AddPortalMail(this IServiceCollection services) => services;
}
