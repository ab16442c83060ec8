using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.BackOffice.Inbox;

internal static class TicketSaving
{
    /// <summary>Saves what was done to a ticket, its mails and its audit note, all or nothing.</summary>
    /// <returns>Null when it is saved; the ticket as somebody else has just left it where they were faster.</returns>
    public static async Task<ContactLog?> TryAsync(PortalDb db, string reference, Desk desk, CancellationToken stop)
    {
        try
        {
            await db.SaveChangesAsync(stop);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return await desk.FindAsync(db, reference, stop);
        }
    }
}
