using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Usage.Alerts;

/// <summary>After each import that brought readings; and once a day, for what a process left that ended before its job ran.</summary>
[AutomaticRetry(Attempts = 3)]
internal sealed class CheckAlerts(IRetailerScopes retailers, ILogger<CheckAlerts> log)
{
    public Task RunAsync(string retailerId, Guid batchId, CancellationToken stop) => retailers.RunAsync(retailerId, scope => scope.GetRequiredService<AlertRound>().OfBatchAsync(batchId, stop));

    public Task DailyAsync(CancellationToken stop) => retailers.EachAsync("Checking usage alerts", log, scope => scope.GetRequiredService<AlertRound>().OfAllAsync(stop), stop);

    /// <summary>Calls the job when a batch was written.</summary>
    internal sealed class Caller(RetailerScope scope, IBackgroundJobClient jobs, ILogger<CheckAlerts> log) : IImportListener
    {
        public void Applied(Guid batchId) => jobs.TryEnqueue<CheckAlerts>(job => job.RunAsync(scope.Current.Id, batchId, CancellationToken.None), log);
    }
}
