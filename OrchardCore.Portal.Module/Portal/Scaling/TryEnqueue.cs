using System.Linq.Expressions;
using Hangfire;
using Microsoft.Extensions.Logging;

namespace OrchardCore.Portal.Scaling;

/// <summary>Calls a job after something was committed. A queue that cannot be reached makes it later, and never a fault of what is saved already.</summary>
internal static partial class EnqueueWhereItGoes
{
    /// <param name="call">Of a job that is also run by the clock for what was left.</param>
    public static void TryEnqueue<T>(this IBackgroundJobClient jobs, Expression<Func<T, Task>> call, ILogger log)
    {
        try
        {
            jobs.Enqueue(call);
        }
        catch (BackgroundJobClientException fault)
        {
            log.NotCalled(fault, typeof(T).Name);
        }
    }

    [LoggerMessage(1121, LogLevel.Warning, "{Job} could not be called and runs at its next time")]
    private static partial void NotCalled(this ILogger log, Exception fault, string job);
}
