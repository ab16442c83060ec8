using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.SignIn.Sessions;

/// <summary>Begins, checks and ends sessions. The cookie carries a session's id and nothing else: who it is and what they may do is read anew with every request.</summary>
internal sealed class SignInSessions(PortalDb db, TimeProvider clock)
{
    /// <summary>OWASP ASVS 5, 7.3.1 and 7.3.2 ask for both limits; a shared computer at home is the risk, a bill read in the morning and paid at night the use.</summary>
    internal static readonly TimeSpan Idle = TimeSpan.FromHours(2);
    internal static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>A new session for this browser, in place of the one that it may have had (ASVS 5, 7.2.4).</summary>
    public async Task StartAsync(HttpContext context, PortalUser user, CancellationToken stop)
    {
        if (SessionCookie.IdOf(context.User) is { } former) await EndAsync(former, stop);
        var now = Now;
        await db.Sessions.Where(old => old.UserId == user.Id && old.StartedAt < now - Kept).ExecuteDeleteAsync(stop);
        var session = new SignInSession
        {
            UserId = user.Id,
            Stamp = user.SecurityStamp ?? "",
            StartedAt = now,
            ProvedAt = now,
            SeenAt = now,
            Browser = BrowserName.Of(context.Request.Headers.UserAgent.ToString()),
        };
        db.Sessions.Add(session);
        await db.SaveChangesAsync(stop);
        await db.Users.Where(one => one.Id == user.Id).ExecuteUpdateAsync(one => one.SetProperty(row => row.LastSignInAt, now), stop);
        await context.SignInAsync(SignInHosting.Scheme, SessionCookie.For(session.Id));
    }

    public Task SeenAsync(Guid id, CancellationToken stop)
    {
        var now = Now;
        return db.Sessions.Where(session => session.Id == id).ExecuteUpdateAsync(session => session.SetProperty(one => one.SeenAt, now), stop);
    }

    public IQueryable<SignInSession> OnFor(PortalUser user) => On(Now).Where(session => session.UserId == user.Id && session.Stamp == user.SecurityStamp);

    public Task EndAsync(Guid id, CancellationToken stop)
    {
        var now = Now;
        return db.Sessions.Where(session => session.Id == id && session.EndedAt == null).ExecuteUpdateAsync(session => session.SetProperty(one => one.EndedAt, now), stop);
    }

    public Task ProveAsync(Guid id, CancellationToken stop)
    {
        var now = Now;
        return db.Sessions.Where(session => session.Id == id).ExecuteUpdateAsync(session => session.SetProperty(one => one.ProvedAt, now), stop);
    }

    /// <summary>Ends a person's sessions, all of them or all but one.</summary>
    public Task EndAllAsync(Guid userId, Guid? but, CancellationToken stop)
    {
        var now = Now;
        return db.Sessions.Where(session => session.UserId == userId && session.EndedAt == null && session.Id != but)
            .ExecuteUpdateAsync(session => session.SetProperty(one => one.EndedAt, now), stop);
    }

    private IQueryable<SignInSession> On(DateTime now) => On(db, now);

    /// <summary>Those that are still on; <see cref="SessionLookup"/> says the same for a request.</summary>
    public static IQueryable<SignInSession> On(PortalDb db, DateTime now) => db.Sessions.AsNoTracking()
        .Where(session => session.EndedAt == null && session.SeenAt > now - Idle && session.StartedAt > now - Longest);
}
