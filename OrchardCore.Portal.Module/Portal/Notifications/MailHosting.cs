using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.Scaling;

namespace OrchardCore.Portal.Notifications;

internal static class MailHosting
{
    public static IServiceCollection AddPortalMail(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<PublicAddress>();
        services.AddScoped<Mailer>();
        services.AddScoped<Outbox>();
        services.AddScoped<IMailCarrier>(scope => scope.GetRequiredService<IOptions<PortalOptions>>().Value.Mail.SmtpHost == ""
            ? ActivatorUtilities.CreateInstance<FolderCarrier>(scope)
            : ActivatorUtilities.CreateInstance<SmtpCarrier>(scope));
        return services;
    }

    public static IServiceCollection AddMailWork(this IServiceCollection services) => services.AddWorker<DeliverLeftovers>();

    private sealed class DeliverLeftovers(IRecurringJobManager jobs) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            jobs.AddOrUpdate<DeliverMail>("mail-leftovers", job => job.LeftoversAsync(CancellationToken.None), Cron.Minutely());
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
