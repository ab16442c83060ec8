using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn.Sessions;

/// <summary>The session of this request: its cookie finds it, and the customer is made of what was found.</summary>
internal sealed class SessionOfRequest(SessionLookup lookup, RetailerScope scope, TimeProvider clock, IServiceProvider services)
{
    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(5);

    public SessionFound? Found { get; private set; }

    /// <summary>The person behind a session that is still on.</summary>
    public async Task<ClaimsPrincipal?> FindAsync(Guid id, CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        Found = await lookup.FindAsync(scope.Current, id, now, stop);
        if (Found is null) return null;
        // Asked for here: a database is opened for it, and most requests need none.
        if (Found.SeenAt < now - SeenStep) await services.GetRequiredService<SignInSessions>().SeenAsync(id, stop);
        return SessionCookie.PrincipalOf(Found.User, id, needsSecondStep: scope.Current.StaffNeedSecondStep && !Found.User.TwoFactorEnabled);
    }
}
