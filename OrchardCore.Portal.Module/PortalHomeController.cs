using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Portal.Orchard.Tenants;

namespace Portal.Orchard;

/// <summary>A home route for a site that is nothing but the portal. A retailer with pages of its own chooses one of them instead.</summary>
public sealed class PortalHomeController(IOptions<PortalPlace> place) : Controller
{
    public IActionResult Index() => LocalRedirect($"~{place.Value.Path}");
}
