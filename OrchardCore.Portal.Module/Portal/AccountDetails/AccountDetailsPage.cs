using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.AccountDetails;

internal static class AccountDetailsPage
{
    public static void Map(IEndpointRouteBuilder portal) { }
}
