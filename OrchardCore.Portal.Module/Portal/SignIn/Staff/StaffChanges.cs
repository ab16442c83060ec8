using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.SignIn.Sessions;

namespace OrchardCore.Portal.SignIn.Staff;

/// <summary>
/// Changes one of the retailer's people. It works at once and everywhere, since a session's rights are read with every request, and the person signs in anew.
/// Somebody who can sign in is always an administrator: two who take it from each other in the same moment do so one after the other.
/// </summary>
internal sealed class StaffChanges(PortalDb db, SignInSessions sessions, MailedLinks links)
{
    /// <param name="change">What is changed. Who has no role afterwards, and no account, has no sign-in either.</param>
    /// <returns>False: nobody would be an administrator. Nothing is saved then, nor what the caller had added.</returns>
    /// <exception cref="KeyNotFoundException">There is no such person.</exception>
    public async Task<bool> TakeAsync(Guid userId, Action<PortalUser> change, CancellationToken stop)
    {
        await using var alone = await Alone.WaitAsync(db, "staff", stop);
        await using var together = await db.Database.BeginTransactionAsync(stop);
        var people = await db.Users.AsTracking().Where(user => user.Role != "").ToListAsync(stop);   // a handful
        var person = people.Find(user => user.Id == userId) ?? throw new KeyNotFoundException("That person is not among the retailer's people.");
        change(person);
        if (!people.Exists(user => !user.IsClosed && StaffRoles.Read(user.Role).Contains(StaffRoles.Administrator)))
        {
            db.ChangeTracker.Clear();
            return false;
        }
        if (person.Role == "") await links.VoidAsync(LinkPurpose.StaffInvite, person.Email!, "", stop);   // or an older invitation would bring them back
        if (person.Role == "" && !await db.AccountAccess.AnyAsync(access => access.UserId == userId, stop)) db.Remove(person);
        await db.SaveChangesAsync(stop);
        await sessions.EndAllAsync(userId, but: null, stop);
        await together.CommitAsync(stop);
        return true;
    }
}
