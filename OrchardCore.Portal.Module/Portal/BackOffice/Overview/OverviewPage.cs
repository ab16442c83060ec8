using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.BackOffice.Overview;

/// <summary>Where the retailer's people arrive.</summary>
internal static class OverviewPage
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet("/admin", Show).ForOffice(Policies.BackOffice);

    private static async Task<RedirectHttpResult> Show(HttpContext context, IReadOnlyList<Feature> features, IAuthorizationService permissions)
    {
        foreach (var feature in features.Where(feature => feature.Office != "" && feature.Path != "/admin"))
            if ((await permissions.AuthorizeAsync(context.User, feature.Office)).Succeeded) return TypedResults.LocalRedirect(Links.To(feature.Path));
        return TypedResults.LocalRedirect(Links.To("/"));
    }
}
