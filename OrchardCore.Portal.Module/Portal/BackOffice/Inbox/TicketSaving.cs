using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.BackOffice.Inbox;

internal static class TicketSaving
{
    /// <summary>Why a ticket that is over cannot be opened again: a newer one asks for the same (<see cref="ContactLog.Once"/>). Empty where it can.</summary>
    public static async Task<string> TwinFaultAsync(PortalDb db, ContactLog log, ContactEvent? step, Desk desk, CancellationToken stop)
    {
        if (step != ContactEvent.OpenedAgain || log.Once == "") return "";
        var twin = await db.ContactLogs.OfEveryAccount().StillOpen().Where(one => one.Once == log.Once && one.Id != log.Id).Select(one => one.Reference).FirstOrDefaultAsync(stop);
        if (twin is null) return "";
        var seen = await desk.Tickets(db).AnyAsync(one => one.Reference == twin, stop);   // a private one is named to those alone who may see it
        return $"{(seen ? twin : "A newer ticket")} asks for the same and is open: answer there, or settle it first.";
    }

    /// <summary>Saves what was done to a ticket, its mails and its audit note, all or nothing.</summary>
    /// <returns>Null when it is saved; the ticket as somebody else has just left it where they were faster.</returns>
    public static async Task<ContactLog?> TryAsync(PortalDb db, string reference, Desk desk, CancellationToken stop)
    {
        try
        {
            await db.SaveChangesAsync(stop);
            return null;
        }
        catch (DbUpdateException)   // by the ticket's version, or since a newer one asks for the same at this very moment
        {
            db.ChangeTracker.Clear();
            return await desk.FindAsync(db, reference, stop) ?? throw new InvalidOperationException($"Ticket {reference} is gone.");
        }
    }
}
