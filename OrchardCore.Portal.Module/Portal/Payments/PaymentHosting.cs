using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrchardCore.Portal.Events;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.AutoPay;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Payments.Guest;
using OrchardCore.Portal.Payments.Methods;
using OrchardCore.Portal.Payments.Reconciling;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.Transactions;

namespace OrchardCore.Portal.Payments;

internal static class PaymentHosting
{
    public static IServiceCollection AddPortalPayments(this IServiceCollection services)
    {
        services.AddHttpClient(StripeLine.HttpClientName, client => client.Timeout = TimeSpan.FromSeconds(30));
        services.AddSingleton<StripeAccountCache>();
        services.AddScoped<KeyVault>();
        services.AddScoped<StripeAccounts>();
        services.AddScoped<ITestMode>(scope => scope.GetRequiredService<StripeAccounts>());
        services.AddScoped<SaveKeys>();
        services.AddScoped<ChangeOfAccount>();
        services.AddScoped<StripeLine>();
        services.AddScoped<StripeReader>();
        services.AddScoped<Checkout>();
        services.AddScoped<PaymentMails>();
        services.AddScoped<ReturnMails>();
        services.AddSingleton<IEventSource, PaymentEvents>();
        services.AddScoped<SettlePayment>();
        services.AddScoped<StartPayment>();
        services.AddScoped<IPendingPayments, PendingPayments>();
        services.AddScoped<GuestAccounts>();
        services.AddScoped<GuestPay.Desk>();
        services.AddScoped<SavedMethods>();
        services.AddScoped<EventInbox>();
        services.AddScoped<PayMyBill.Desk>();
        services.AddScoped<SettleAll>();
        services.AddScoped<Reconciliations>();
        services.AddTransient<ActOnEvents>();
        services.AddTransient<Reconcile>();
        services.AddScoped<OffSession>();
        services.AddScoped<AutoPayMails>();
        services.AddScoped<MakeDebit>();
        services.AddScoped<AutoPayRun>();
        services.AddScoped<AutoPayWishes>();
        services.AddScoped<AutoPayAhead>();
        services.AddScoped<AutoPayPage.Work>();
        services.AddTransient<AutoPayJob>();
        return services;
    }

    public static IServiceCollection AddPaymentWork(this IServiceCollection services) => services.AddWorker<Clockwork>();

    /// <summary>What happens by the clock. It is also how work that a killed process left is found.</summary>
    private sealed class Clockwork(IRecurringJobManager jobs) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            jobs.AddOrUpdate<ActOnEvents>("stripe-events", job => job.LeftoversAsync(CancellationToken.None), Cron.Minutely());
            jobs.AddOrUpdate<Reconcile>("stripe-reconcile", job => job.DailyAsync(CancellationToken.None), "*/30 * * * *");
            jobs.AddOrUpdate<AutoPayJob>("autopay", job => job.RunAsync(CancellationToken.None), "*/15 * * * *");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
