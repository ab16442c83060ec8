using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.SignIn.Passwords;

/// <summary>
/// Looks at a password once. Five wrong ones pause a sign-in for a quarter of an hour. A try is taken before the password is looked at,
/// in one statement: a hundred requests at the same moment get five tries between them, too. An unknown address, a paused sign-in and a
/// wrong password take the same work and get the same answer (OWASP ASVS 5, 6.3.1 and 6.3.8).
/// </summary>
internal sealed class PasswordTries(PortalDb db, UserManager<PortalUser> users, IPasswordHasher<PortalUser> hasher, NobodysPassword nobodys, TimeProvider clock, ILogger<PasswordTries> log)
{
    internal const int Most = 5;
    internal static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    /// <returns>Whose address and password these are; null for everything else.</returns>
    public async Task<PortalUser?> TryAsync(string email, string password, CancellationToken stop)
    {
        var normalized = users.NormalizeEmail(email);
        DateTimeOffset? now = clock.GetUtcNow(), until = now + Pause;
        var taken = await db.Users.Where(user => user.NormalizedEmail == normalized && (user.LockoutEnd == null || user.LockoutEnd <= now))
            .ExecuteUpdateAsync(user => user
                .SetProperty(one => one.LockoutEnd, one => one.AccessFailedCount + 1 >= Most ? until : null)
                .SetProperty(one => one.AccessFailedCount, one => one.AccessFailedCount + 1 >= Most ? 0 : one.AccessFailedCount + 1), stop);
        var found = await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.NormalizedEmail == normalized, stop);

        var answer = hasher.VerifyHashedPassword(found ?? new PortalUser(), found?.PasswordHash ?? nobodys.Hash, password);
        if (found is not null && taken == 1 && answer != PasswordVerificationResult.Failed)
        {
            var hash = answer == PasswordVerificationResult.SuccessRehashNeeded ? hasher.HashPassword(found, password) : found.PasswordHash;
            // Not where the retailer has locked it in this very moment: that must stand.
            await db.Users.Where(user => user.Id == found.Id && (user.LockoutEnd == null || user.LockoutEnd <= until)).ExecuteUpdateAsync(user => user
                .SetProperty(one => one.AccessFailedCount, 0).SetProperty(one => one.LockoutEnd, (DateTimeOffset?)null).SetProperty(one => one.PasswordHash, hash), stop);
            return found;
        }
        Tell(found, taken == 1);
        return null;
    }

    private void Tell(PortalUser? user, bool wasTaken)
    {
        if (user is null) log.UnknownSignIn();
        else if (!wasTaken) log.SignInWhilePaused(user.Id);
        else if (user.LockoutEnd is not null) log.SignInPaused(user.Id);
        else log.WrongPassword(user.Id);
    }
}

/// <summary>What an unknown address is checked against, so that it takes as long as a known one.</summary>
internal sealed class NobodysPassword(IOptions<PasswordHasherOptions> options)
{
    public string Hash { get; } = new PasswordHasher<PortalUser>(options).HashPassword(new PortalUser(), Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
}
