using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Alerts;

/// <summary>Looks whether alerts have anything to tell, and tells it: the mail is saved with what it tells of, so that neither comes twice nor alone.</summary>
internal sealed class AlertRound(PortalDb db, RetailerScope scope, RetailerCalendar calendar, Mailer mailer, AlertStops stops, ILogger<AlertRound> log)
{
    // What comes later than that is history and no news; so is what a new limit would have told of.
    private const int DaysBack = 45;
    private const int Together = 200;
    private static readonly string[] Measuring = ["readings", "nem12", "nem13", "green-button"];

    /// <summary>Of the services whose readings a batch brought or changed.</summary>
    public async Task OfBatchAsync(Guid batch, CancellationToken stop)
    {
        // Most files are of something else, and to look for a batch through the history of each watched meter takes long.
        if (await db.ImportCounts.AnyAsync(count => count.BatchId == batch && Measuring.Contains(count.Kind) && count.Added + count.Changed > 0, stop))
            await AllAsync(db.EnergyServices.OfEveryAccount().AsNoTracking().TouchedBy(batch, db), stop);
    }

    /// <summary>Of every service that somebody watches.</summary>
    public Task OfAllAsync(CancellationToken stop) => AllAsync(db.EnergyServices.OfEveryAccount().AsNoTracking(), stop);

    private async Task AllAsync(IQueryable<EnergyService> services, CancellationToken stop)
    {
        var alerts = db.UsageAlerts.OfEveryAccount();
        var watched = services.Where(service => alerts.Any(alert => alert.ServiceId == service.Id && alert.AccountNumber == service.AccountNumber));
        for (var (done, some) = (0, default(List<EnergyService>)); some is not { Count: < Together }; done = some.Count == 0 ? done : some[^1].Id)
        {
            some = await watched.Where(service => service.Id > done).OrderBy(service => service.Id).Take(Together).ToListAsync(stop);
            foreach (var service in some.Where(one => !one.IsOver(calendar.Today))) await OfAsync(service, stop);
        }
    }

    private async Task OfAsync(EnergyService service, CancellationToken stop)
    {
        var alerts = await db.UsageAlerts.OfEveryAccount().AsNoTracking().Where(alert => alert.ServiceId == service.Id && alert.AccountNumber == service.AccountNumber).ToListAsync(stop);
        var email = await db.Accounts.OfEveryAccount().Where(account => account.AccountNumber == service.AccountNumber && !account.IsClosed).Select(account => account.Email).SingleOrDefaultAsync(stop) ?? "";
        if (email == "") return;
        var watched = new WatchedService(service, db, scope.Current, calendar);
        foreach (var alert in alerts) await OfAsync(alert, watched, email, stop);
    }

    private async Task OfAsync(UsageAlert alert, WatchedService watched, string email, CancellationToken stop)
    {
        var rule = new AlertRule(alert.Kind, alert.Limit);
        var (today, back) = (calendar.Today, calendar.Today.AddDays(-DaysBack));
        var since = alert.Since > back ? alert.Since : back;
        // Of the month in which it was set, all counts.
        var from = rule.IsByMonth ? new DateOnly(since.Year, since.Month, 1) : since;
        var hits = rule.Hits(await watched.DaysAsync(alert.Kind, from, today, stop));
        var told = await db.ToldAlerts.OfEveryAccount().AsNoTracking().Where(one => one.AlertId == alert.Id && one.Period >= from).Select(one => one.Period).ToListAsync(stop);
        List<AlertHit> news = [.. hits.Where(hit => !told.Contains(hit.Period))];
        if (news.Count == 0) return;
        db.AddRange(news.Select(hit => new ToldAlert { AccountNumber = alert.AccountNumber, AlertId = alert.Id, Period = hit.Period, Value = hit.Value, ToldAt = calendar.UtcNow }));
        await mailer.QueueAsync("Usage/Alerts/AlertMail", email, AlertMail.Subject(rule, news, watched.Service, scope.Current.Wording), AlertMail.Of(alert, rule, news, watched.Service, mailer, stops, scope.Current.Wording));
        try
        {
            await db.SaveChangesAsync(stop);
            mailer.DeliverSoon();
            log.Fired(alert.Id, news.Count);
        }
        catch (DbUpdateException)   // another round told it in this moment, or the alert was turned off: its mail is not saved either
        {
            log.ToldAlready(alert.Id);
        }
        db.ChangeTracker.Clear();
    }
}

internal static partial class AlertLog
{
    [LoggerMessage(1621, LogLevel.Information, "Usage alert {Alert} fired for {Periods} days or months")]
    public static partial void Fired(this ILogger log, Guid alert, int periods);

    [LoggerMessage(1622, LogLevel.Information, "Usage alert {Alert} was told by another round, or turned off")]
    public static partial void ToldAlready(this ILogger log, Guid alert);
}
