using Microsoft.AspNetCore.Routing;

namespace OrchardCore.Portal.ContactUs;

internal static class ContactPage
{
    public static void Map(IEndpointRouteBuilder portal) { }
}
