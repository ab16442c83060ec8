using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Notifications;

/// <summary>The outbox keeps its own attempts, with a back-off a mail: the job itself is not tried again.</summary>
[AutomaticRetry(Attempts = 0, LogEvents = true)]
internal sealed class DeliverMail(IRetailerScopes retailers)
{
    public Task RunAsync(string retailerId, CancellationToken stop) =>
        retailers.RunAsync(retailerId, scope => scope.GetRequiredService<Outbox>().DeliverAsync(stop));

    /// <summary>Every minute: what waits for its next attempt, and what a process left that ended before its job ran.</summary>
    public async Task LeftoversAsync(CancellationToken stop)
    {
        foreach (var retailer in retailers.All) await RunAsync(retailer.Id, stop);
    }
}
