using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace OrchardCore.Portal.Pages;

/// <summary>One sentence that outlives a redirect ("Your details are saved."): written after a form is taken, read once by the next page.</summary>
internal sealed class Notices(IDataProtectionProvider protection)
{
    private const string Cookie = "__Host-portal-notice";
    private readonly IDataProtector _protector = protection.CreateProtector("Portal.Notice");

    public void Put(HttpContext context, string tone, string text) =>
        context.Response.Cookies.Append(Cookie, _protector.Protect($"{tone}|{text}"), Options());

    public static bool IsThere(HttpContext context) => context.Request.Cookies.ContainsKey(Cookie);

    public NoticePage? Take(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } held) return null;
        context.Response.Cookies.Delete(Cookie, Options());
        try
        {
            var parts = _protector.Unprotect(held).Split('|', 2);
            return new NoticePage(parts[0], parts[1]);
        }
        catch (CryptographicException)
        {
            return null;   // of another retailer, or made up
        }
    }

    private static CookieOptions Options() => new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };
}
