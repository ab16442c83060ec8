using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn;

/// <summary>The customer behind a sign-in of the portal's own. Access is read anew each time, so that taking it away works at once (OWASP ASVS 5, 8.3.2).</summary>
internal sealed class SignedInCustomers(PortalDb db) : ICustomers
{
    public async ValueTask<Customer?> FindAsync(HttpContext context, CancellationToken stop)
    {
        if (!Guid.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var userId)) return null;
        var accounts = await (from access in db.AccountAccess.AsNoTracking()
                              join account in db.Accounts on access.AccountNumber equals account.AccountNumber
                              where access.UserId == userId
                              orderby account.IsClosed, account.AccountNumber
                              select new ReachedAccount(account.AccountNumber, account.Address.Line1 + ", " + account.Address.City)).ToListAsync(stop);
        if (accounts.Count == 0) return null;
        var wanted = context.Request.Cookies[SwitchAccount.Cookie];
        var inView = accounts.Find(account => account.Number == wanted) ?? accounts[0];
        return new Customer(userId, context.User.FindFirstValue(ClaimTypes.Name) ?? "", context.User.FindFirstValue(ClaimTypes.Email) ?? "", inView.Number, accounts);
    }
}
