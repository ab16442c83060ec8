using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn;

/// <summary>The retailer's people among the portal's own sign-ins.</summary>
internal sealed class SignedInStaff(PortalDb db) : IStaffList
{
    public async Task<IReadOnlyList<StaffMember>> WhoMayAsync(string policy, CancellationToken stop)
    {
        var roles = StaffRoles.With(policy).ToHashSet(StringComparer.Ordinal);
        var people = await db.Users.AsNoTracking().Where(user => user.Role != "").ToListAsync(stop);   // a handful, and roles are a list in a text
        return [.. people.Where(user => !user.IsClosed && StaffRoles.Read(user.Role).Any(roles.Contains)).Select(user => new StaffMember(user.Id, user.Name, user.Email ?? ""))];
    }

    public Task<bool> ReachesAsync(string accountNumber, CancellationToken stop)
    {
        var reached = db.AccountAccess.OfEveryAccount().AsNoTracking().Where(access => access.AccountNumber == accountNumber).Select(access => access.UserId);
        return db.Users.AnyAsync(user => user.Role != "" && reached.Contains(user.Id), stop);
    }
}
