using Microsoft.AspNetCore.Http;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Help;

/// <summary>Who reads the help: a customer keeps the menu and account around it, anybody else gets the plain frame.</summary>
internal sealed class HelpReader(ICustomers customers, CustomerOfRequest held)
{
    private const string Cookie = "__Host-portal-helped";
    private const int MostVotes = 100;

    public async ValueTask<FrameKind> FrameAsync(HttpContext context, CancellationToken stop)
    {
        // An open endpoint has no policy that would have found the customer.
        if (context.User.Identity?.IsAuthenticated == true) held.Customer ??= await customers.FindAsync(context, stop);
        return held.Customer is null ? FrameKind.Plain : FrameKind.Layout;
    }

    /// <summary>Whether this browser has said, since it was opened, that an answer helped or did not.</summary>
    public static bool HasVoted(HttpContext context, Answer answer) => VotesOf(context).Contains(answer.Key);

    public static void Remember(HttpContext context, Answer answer) =>
        context.Response.Cookies.Append(Cookie, string.Join('.', VotesOf(context).Append(answer.Key).TakeLast(MostVotes)),
            new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true });

    private static string[] VotesOf(HttpContext context) => (context.Request.Cookies[Cookie] ?? "").Split('.', StringSplitOptions.RemoveEmptyEntries);
}
