using Microsoft.AspNetCore.Mvc;
using OrchardCore.Admin;

namespace Portal.Orchard.Frames;

/// <summary>Where a screen of the portal becomes a view of Orchard's. <see cref="ThemeFrame"/> calls it inside a request; whoever asks for it by an address finds nothing.</summary>
[IgnoreAntiforgeryToken]   // the portal's own guard has looked at the form
public sealed class PortalPageController : Controller
{
    public IActionResult Page() => Answer();

    [Admin]
    public IActionResult Office() => Answer();

    private IActionResult Answer() =>
        HttpContext.Features.Get<PortalView>() is { } view ? new ViewResult { ViewName = nameof(Page), StatusCode = view.Status, ViewData = new(ViewData) { Model = view }, TempData = TempData } : NotFound();
}
