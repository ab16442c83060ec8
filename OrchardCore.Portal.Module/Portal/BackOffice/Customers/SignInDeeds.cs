using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.SignIn;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.BackOffice.Customers;

/// <summary>What the retailer's people may do to get a customer in, or keep somebody out. None of it shows or sets a password (OWASP ASVS 5, 6.4.6).</summary>
internal static class SignInDeeds
{
    /// <summary>For one of the retailer's people, and for one account or sign-in: mails are somebody else's inbox.</summary>
    internal static readonly Limit ByOne = new("customer-deeds", 60, TimeSpan.FromHours(1)), MailsToOne = new("customer-mails", 5, TimeSpan.FromHours(1));

    public static void Map(IEndpointRouteBuilder portal)
    {
        InviteCustomer.Map(portal);
        StartReset.Map(portal);
        EndSessions.Map(portal);
        LockSignIn.Map(portal);
        TurnOffSecondStep.Map(portal);
    }

    /// <summary>Whether another mail may go to this account or sign-in.</summary>
    public static ValueTask<bool> MayMailAsync(this RateLimits limits, RetailerScope scope, string to) => limits.TakeAsync(MailsToOne, scope.Current, to);
}

internal static class CustomerSignIns
{
    /// <summary>Who gets into an account.</summary>
    public static IQueryable<PortalUser> Of(PortalDb db, string account)
    {
        var reached = db.AccountAccess.Where(access => access.AccountNumber == account).Select(access => access.UserId);
        return db.Users.Where(user => reached.Contains(user.Id));
    }

    /// <returns>The account and one of the customers who get into it; null for everybody else, the retailer's own people among them.</returns>
    public static async Task<(Account Account, PortalUser User)?> FindAsync(PortalDb db, string number, Guid userId, CancellationToken stop) =>
        await CustomerPage.FindAsync(db, number, stop) is { } account
        && await Of(db, number).AsNoTracking().SingleOrDefaultAsync(user => user.Id == userId && user.Role == "", stop) is { } user ? (account, user) : null;
}
