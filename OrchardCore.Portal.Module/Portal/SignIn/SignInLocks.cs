using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.SignIn.Sessions;

namespace OrchardCore.Portal.SignIn;

/// <summary>A retailer closes a sign-in, and opens it again. The pause after wrong passwords is another thing, and ends with either.</summary>
internal sealed class SignInLocks(PortalDb db, SignInSessions sessions, ILogger<SignInLocks> log)
{
    /// <summary>From now on nobody gets in with it, and who is in is out. What the caller has added is saved along, all or nothing.</summary>
    public async Task LockAsync(Guid userId, CancellationToken stop)
    {
        await using var together = await db.Database.BeginTransactionAsync(stop);
        await SetAsync(userId, PortalUser.ForGood, stop);
        await sessions.EndAllAsync(userId, but: null, stop);
        await db.SaveChangesAsync(stop);
        await together.CommitAsync(stop);
        log.SignInLocked(userId);
    }

    public async Task UnlockAsync(Guid userId, CancellationToken stop)
    {
        await using var together = await db.Database.BeginTransactionAsync(stop);
        await SetAsync(userId, null, stop);
        await db.SaveChangesAsync(stop);
        await together.CommitAsync(stop);
        log.SignInUnlocked(userId);
    }

    private Task<int> SetAsync(Guid userId, DateTimeOffset? until, CancellationToken stop) =>
        db.Users.Where(user => user.Id == userId).ExecuteUpdateAsync(user => user.SetProperty(one => one.LockoutEnd, until).SetProperty(one => one.AccessFailedCount, 0), stop);
}
