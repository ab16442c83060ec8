using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrchardCore.Portal.Events;
using OrchardCore.Portal.Scaling;

namespace OrchardCore.Portal.ContactUs;

internal static class ContactHosting
{
    public static IServiceCollection AddPortalContacts(this IServiceCollection services) =>
        services.AddScoped<Contacts>().AddScoped<ContactMails>().AddScoped<ContactFiles>().AddScoped<SettledTickets>().AddTransient<CloseSettledTickets>().AddSingleton<IEventSource, TicketEvents>();

    public static IServiceCollection AddContactWork(this IServiceCollection services) => services.AddWorker<Clockwork>();

    private sealed class Clockwork(IRecurringJobManager jobs) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            jobs.AddOrUpdate<CloseSettledTickets>("settled-tickets", job => job.RunAsync(CancellationToken.None), Cron.Hourly());
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
