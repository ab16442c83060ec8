using Microsoft.AspNetCore.Http;
using OrchardCore.Portal.SignIn.Sessions;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn;

/// <summary>The customer behind a sign-in of the portal's own. Access was read with the session, anew for this request, so that taking it away works at once (OWASP ASVS 5, 8.3.2).</summary>
internal sealed class SignedInCustomers(SessionOfRequest session) : ICustomers
{
    public ValueTask<Customer?> FindAsync(HttpContext context, CancellationToken stop)
    {
        if (session.Found is not { Accounts: { Count: > 0 } reached, User: var user } || SessionCookie.UserOf(context.User) != user.Id) return new((Customer?)null);
        var wanted = context.Request.Cookies[SwitchAccount.Cookie];
        var inView = reached.FirstOrDefault(one => one.Account.Number == wanted) ?? reached[0];
        return new(new Customer(user.Id, user.Name, user.Email!, inView.Account.Number, [.. reached.Select(one => one.Account)]) { DataVersion = inView.Version });
    }
}
