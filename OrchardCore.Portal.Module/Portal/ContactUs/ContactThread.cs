using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.ContactUs;

internal static class ContactThread
{
    public static void Map(IEndpointRouteBuilder portal) { }
}
