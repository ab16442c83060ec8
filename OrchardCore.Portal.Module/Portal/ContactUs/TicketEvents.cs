using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using OrchardCore.Portal.Events;

namespace OrchardCore.Portal.ContactUs;

/// <summary>Tells of new tickets and of their steps. Of a private one, or one that only trained people may see, nobody is told.</summary>
internal sealed class TicketEvents : IEventSource
{
    public EventNote? Seen(EntityEntry changed, DateTime now)
    {
        if (changed.Entity is not ContactLog { IsPrivate: false, IsRestricted: false } log) return null;
        if (changed.State == EntityState.Added) return Note(log, PortalEventKind.TicketCreated, "", now);
        var status = changed.Property(nameof(ContactLog.Status));
        return Equals(status.OriginalValue, status.CurrentValue) ? null : Note(log, PortalEventKind.TicketStatusChanged, $"{status.OriginalValue}", now);
    }

    private static EventNote Note(ContactLog log, PortalEventKind kind, string former, DateTime now) => new()
    {
        Kind = kind,
        At = now,
        AccountNumber = log.AccountNumber,
        Reference = log.Reference,
        FormerStatus = former,
        Status = $"{log.Status}",
        Detail = log.Type,
    };
}
