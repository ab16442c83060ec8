using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.SignIn.SecondStep;

/// <summary>Somebody whose password was right and whose code is still to come. It is no session: nothing but the code page reads it.</summary>
internal sealed class Halfway(SealedAsk sealing, PortalDb db, TimeProvider clock)
{
    private const string Cookie = "__Host-portal-halfway";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public void Begin(HttpContext context, PortalUser user) =>
        context.Response.Cookies.Append(Cookie, sealing.Seal(new Held(user.Id, user.SecurityStamp ?? "", clock.GetUtcNow().UtcDateTime)), Options());

    /// <returns>Who it is; null where there is nobody, ten minutes have gone, or the password has been changed since.</returns>
    public async Task<PortalUser?> FindAsync(HttpContext context, CancellationToken stop)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } text) return null;
        try
        {
            var held = sealing.Open<Held>(text);
            if (held.At <= clock.GetUtcNow().UtcDateTime - Life) return null;
            var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(one => one.Id == held.UserId && one.SecurityStamp == held.Stamp, stop);
            return user is { IsClosed: false, TwoFactorEnabled: true } ? user : null;
        }
        catch (CryptographicException)
        {
            return null;   // made up, or of another retailer
        }
    }

    public static void End(HttpContext context) => context.Response.Cookies.Delete(Cookie, Options());

    private static CookieOptions Options() => new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };

    internal sealed record Held(Guid UserId, string Stamp, DateTime At);
}
