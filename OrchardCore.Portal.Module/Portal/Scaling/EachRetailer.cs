using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Scaling;

/// <summary>Work by the clock, for one retailer after the other: what goes wrong at one is its own, and the others have their turn.</summary>
internal static class EachRetailer
{
    public static async Task EachAsync(this IRetailerScopes retailers, string work, ILogger log, Func<IServiceProvider, Task> turn, CancellationToken stop)
    {
        foreach (var retailer in retailers.All)
        {
            try
            {
                await retailers.RunAsync(retailer.Id, turn);
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                log.TurnEnded(work, retailer.Id, fault);
            }
        }
    }
}

internal static partial class EachRetailerLog
{
    [LoggerMessage(1120, LogLevel.Error, "{Work} of {Retailer} ended early and is tried at its next time")]
    public static partial void TurnEnded(this ILogger log, string work, string retailer, Exception exception);
}
