using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments.Reconciling;

/// <summary>Runs comparisons: each retailer's daily one in the small hours of its own zone, and those that somebody asks for.</summary>
[AutomaticRetry(Attempts = 0, LogEvents = true)]
internal sealed class Reconcile(IRetailerScopes retailers, ILogger<Reconcile> log)
{
    public Task RunAsync(string retailerId, Guid runId, CancellationToken stop) => retailers.RunAsync(retailerId, scope => scope.GetRequiredService<Reconciliations>().RunAsync(runId, stop));

    /// <summary>Every half hour: whose daily comparison is due, and has not been made today.</summary>
    public Task DailyAsync(CancellationToken stop) => retailers.EachAsync("The comparison with Stripe", log, scope => scope.GetRequiredService<Reconciliations>().DailyAsync(stop), stop);
}

internal sealed class Reconciliations(PortalDb db, StripeAccounts accounts, SettleAll all, RetailerCalendar calendar, IOptions<PortalOptions> options, ILogger<Reconciliations> log)
{
    public const string Daily = "daily";
    private static readonly TimeOnly From = new(3, 30);

    // Behind it another may begin: the process that had it is gone.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);

    /// <summary>Notes that a comparison is wanted.</summary>
    public async Task<ReconciliationRun> PlanAsync(DateTime from, DateTime to, string who, CancellationToken stop)
    {
        var run = new ReconciliationRun { From = from, To = to, StartedAt = calendar.UtcNow, Who = who };
        db.Reconciliations.Add(run);
        await db.SaveChangesAsync(stop);
        return run;
    }

    public async Task DailyAsync(CancellationToken stop)
    {
        var local = calendar.LocalTime(calendar.UtcNow);
        if (TimeOnly.FromDateTime(local) < From || await accounts.FindAsync(stop) is null) return;
        var begun = calendar.StartOf(calendar.Today);
        if (await db.Reconciliations.AnyAsync(one => one.Who == Daily && one.StartedAt >= begun && (one.FinishedAt != null || one.StartedAt > calendar.UtcNow - Longest), stop)) return;
        var run = await PlanAsync(calendar.UtcNow.AddDays(-options.Value.Payments.ReconcileDays), calendar.UtcNow, Daily, stop);
        await RunAsync(run.Id, stop);
    }

    public async Task RunAsync(Guid runId, CancellationToken stop)
    {
        var run = await db.Reconciliations.AsTracking().SingleAsync(one => one.Id == runId, stop);
        if (run.FinishedAt is not null) return;
        Compared? found = null;
        var fault = "";
        try
        {
            found = await all.RunAsync((run.From, run.To), stop);
        }
        catch (Exception problem) when (StripeFault.Is(problem, stop) || problem is InvalidOperationException)
        {
            fault = StripeFault.KindOf(problem);
        }
        db.ChangeTracker.Clear();   // settling works with rows of its own
        run = await db.Reconciliations.AsTracking().SingleAsync(one => one.Id == runId, stop);
        (run.FinishedAt, run.Fault) = (calendar.UtcNow, fault);
        if (found is not null)
        {
            (run.Compared, run.Mended, run.Others) = (found.Payments, found.Mended, found.Others);
            run.Differences.AddRange(found.Differences);
        }
        await db.SaveChangesAsync(stop);
        log.Compared(run.Compared, run.Mended, run.Differences.Count);
    }
}

internal static partial class ReconciliationsLog
{
    [LoggerMessage(2141, LogLevel.Information, "Stripe and the ledger compared: {Compared} payments, {Mended} mended, {Differences} differ")]
    public static partial void Compared(this ILogger log, int compared, int mended, int differences);
}
