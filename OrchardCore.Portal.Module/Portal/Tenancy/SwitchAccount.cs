using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Pages;

namespace OrchardCore.Portal.Tenancy;

/// <summary>Brings another of the customer's accounts into view. The cookie only remembers a wish: what a sign-in reaches is read from the database.</summary>
internal static class SwitchAccount
{
    internal const string Cookie = "__Host-portal-account";

    public static void Map(IEndpointRouteBuilder portal) => portal.MapPost("/switch-account", Switch).RequireAuthorization(Policies.Customer);

    private static async Task<Results<RedirectHttpResult, NotFound>> Switch(HttpContext context, Customer customer, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        var number = form["account"].ToString();
        if (customer.Accounts.All(account => account.Number != number)) return TypedResults.NotFound();
        Remember(context, number);
        return TypedResults.LocalRedirect(Links.Back(form["return"], "/"));
    }

    internal static void Remember(HttpContext context, string number) =>
        context.Response.Cookies.Append(Cookie, number, new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true });
}
