using Microsoft.AspNetCore.Http;
using OrchardCore.Environment.Cache;
using OrchardCore.Portal.Dashboard;
using OrchardCore.Portal.Tenancy;
using Shortcodes;

namespace Portal.Orchard.Pieces;

/// <summary>
/// [portal_balance] and [portal_pay] on any page of the site: what the customer who is signed in owes, else the ways to sign in and to pay
/// without. What is made differs by person, so whatever caches around it is told so, and the page itself is kept by nobody.
/// </summary>
internal sealed class PortalShortcodes(BalancePiece pieces, CustomerOfRequest held, ICustomers customers, ICacheScopeManager caches, IHttpContextAccessor requests) : IShortcodeProvider
{
    public const string Balance = "portal_balance";
    public const string Pay = "portal_pay";

    public async ValueTask<string> EvaluateAsync(string identifier, Arguments arguments, string content, Context context)
    {
        if (identifier is not (Balance or Pay) || requests.HttpContext is not { } request) return null!;   // another's, as Orchard has it
        caches.AddContexts("user");
        if (!request.Response.HasStarted) request.Response.Headers.CacheControl = "no-store";
        held.Customer ??= await customers.FindAsync(request, request.RequestAborted);
        return await pieces.RenderAsync(held.Customer, identifier == Balance ? "Dashboard/BalancePiece" : "Dashboard/PayPiece", request.RequestAborted);
    }
}
