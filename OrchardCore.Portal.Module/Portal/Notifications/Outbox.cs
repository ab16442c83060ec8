using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Notifications;

/// <summary>Delivers what is due. A mail is claimed before it is carried, so that two workers do not send it twice.</summary>
internal sealed class Outbox(PortalDb db, RetailerScope scope, IMailCarrier carrier, TimeProvider clock, ILogger<Outbox> log)
{
    /// <summary>Waits of 1, 2, 4 … 60 minutes: a mail is tried for some six hours, then given up, which the back office shows.</summary>
    internal const int MaxAttempts = 12;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public async Task DeliverAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var due = await db.Mail.AsNoTracking().Where(mail => mail.DueAt <= now).OrderBy(mail => mail.CreatedAt).Take(500).ToListAsync(stop);
        foreach (var mail in due)
            if (await ClaimAsync(mail, now, stop)) await CarryAsync(mail, stop);
        await db.Mail.Where(mail => mail.DueAt == null && mail.CreatedAt < now - Kept).ExecuteDeleteAsync(stop);
    }

    // The claim moves the due time on before the carrier starts: a process that dies here leaves a mail that is tried again, not a lost one.
    private async Task<bool> ClaimAsync(MailMessage mail, DateTime now, CancellationToken stop)
    {
        var next = now + Wait(mail.Attempts + 1);
        return await db.Mail.Where(row => row.Id == mail.Id && row.DueAt == mail.DueAt && row.Attempts == mail.Attempts)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Attempts, mail.Attempts + 1).SetProperty(one => one.DueAt, next), stop) == 1;
    }

    private async Task CarryAsync(MailMessage mail, CancellationToken stop)
    {
        try
        {
            await carrier.SendAsync(scope.Current, mail, stop);
            Telemetry.MailTried(scope.Current.Id, "sent");
            await db.Mail.Where(row => row.Id == mail.Id).ExecuteUpdateAsync(row => row
                .SetProperty(one => one.SentAt, clock.GetUtcNow().UtcDateTime).SetProperty(one => one.DueAt, (DateTime?)null)
                .SetProperty(one => one.Html, "").SetProperty(one => one.Text, "").SetProperty(one => one.OneClickHref, "").SetProperty(one => one.LastError, ""), CancellationToken.None);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            var kind = MailFault.KindOf(fault);
            Telemetry.MailTried(scope.Current.Id, "failed");
            await db.Mail.Where(row => row.Id == mail.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.LastError, kind), stop);
            if (mail.Attempts + 1 < MaxAttempts)
            {
                log.NotDelivered(mail.Id, mail.Attempts + 1, kind);
                return;
            }
            await db.Mail.Where(row => row.Id == mail.Id).ExecuteUpdateAsync(row => row
                .SetProperty(one => one.DueAt, (DateTime?)null).SetProperty(one => one.Html, "").SetProperty(one => one.Text, "").SetProperty(one => one.OneClickHref, ""), stop);
            log.GivenUp(mail.Id, mail.Kind, kind);
        }
    }

    private static TimeSpan Wait(int attempts) => TimeSpan.FromMinutes(Math.Min(60, Math.Pow(2, attempts - 1)));
}

internal static partial class MailLog
{
    [LoggerMessage(1290, LogLevel.Warning, "Mail {Mail} was not delivered at attempt {Attempt}: {Fault}")]
    public static partial void NotDelivered(this ILogger log, Guid mail, int attempt, string fault);

    [LoggerMessage(1291, LogLevel.Error, "Mail {Mail} ({Kind}) is given up: {Fault}")]
    public static partial void GivenUp(this ILogger log, Guid mail, string kind, string fault);
}
