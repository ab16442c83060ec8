using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Branding;

/// <summary>What an editor has opened, so that of two who work on the same the second is told.</summary>
internal static class Editions
{
    /// <param name="newest">The number of the newest version; 0 where nothing was published.</param>
    public static Guid Of(int newest) => new(newest, 0, 0, new byte[8]);

    /// <returns>False where somebody else was quicker, by the key or the edition of a row: nothing is saved then.</returns>
    public static async Task<bool> SavedAsync(PortalDb db, CancellationToken stop)
    {
        try
        {
            await db.SaveChangesAsync(stop);
            return true;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            return false;
        }
    }
}
