using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Scaling;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.ContactUs;

/// <summary>Closes what was answered and met no word for <see cref="ContactLife.DaysToSayNo"/> days; the customer is told, and may open it again.</summary>
internal sealed class SettledTickets(PortalDb db, RetailerCalendar calendar, ContactMails mails)
{
    private const int AtOnce = 200;

    public async Task CloseAsync(CancellationToken stop)
    {
        var since = calendar.UtcNow.AddDays(-ContactLife.DaysToSayNo);
        var settled = await db.ContactLogs.OfEveryAccount().Where(log => log.Status == ContactStatus.Resolved && log.ResolvedAt < since).OrderBy(log => log.ResolvedAt).Take(AtOnce).ToListAsync(stop);
        if (settled.Count == 0) return;
        var days = await BusinessDays.OfAsync(db, stop);
        foreach (var log in settled)
        {
            log.Take(ContactEvent.RanOut, calendar, days);
            log.Say(new ContactMessage { At = calendar.UtcNow, Author = "", Event = ContactEvent.RanOut, Text = "" });
            await mails.ToldAsync(log, ContactEvent.RanOut);
        }
        try
        {
            await db.SaveChangesAsync(stop);
            mails.DeliverSoon();
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody wrote at this very moment, and their word counts: the next run finds the others.
        }
    }
}

/// <summary>Every hour, in every retailer.</summary>
[AutomaticRetry(Attempts = 0)]
internal sealed class CloseSettledTickets(IRetailerScopes retailers, ILogger<CloseSettledTickets> log)
{
    public Task RunAsync(CancellationToken stop) => retailers.EachAsync("Closing of settled tickets", log, scope => scope.GetRequiredService<SettledTickets>().CloseAsync(stop), stop);
}
