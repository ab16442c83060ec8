using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using OrchardCore.Admin;
using OrchardCore.DisplayManagement.Extensions;
using OrchardCore.DisplayManagement.Title;
using OrchardCore.Portal.Pages;

namespace Portal.Orchard.Frames;

/// <summary>Puts a screen into the layout of the tenant's theme, and one of the back office into Orchard's admin, by way of the view Views/Portal/Page.</summary>
internal sealed class ThemeFrame(
    FrameOfRequest frames, IPageTitleBuilder title, IActionResultExecutor<ViewResult> views, IModelMetadataProvider models, ITempDataDictionaryFactory tempData) : IFrame
{
    public ValueTask<FramePage> AroundAsync(HttpContext context, string title, FrameKind kind) => frames.MakeAsync(context, title, kind);

    public async Task WriteAsync(HttpContext context, FramePage frame, Html body, FrameKind kind)
    {
        if (kind == FrameKind.Office) AdminAttribute.Apply(context);
        title.AddSegment(new Microsoft.AspNetCore.Html.HtmlString(System.Net.WebUtility.HtmlEncode(frame.Title)));
        var action = await context.GetActionContextAsync();
        action.RouteData.Values["area"] = PortalFeatures.Portal;
        action.RouteData.Values["controller"] = "Portal";
        action.RouteData.Values["action"] = "Page";
        await views.ExecuteAsync(action, new ViewResult
        {
            ViewName = "Page",
            StatusCode = context.Response.StatusCode,
            ViewData = new ViewDataDictionary<PortalView>(models, action.ModelState) { Model = new PortalView(body.Text, kind == FrameKind.Plain ? "Layout__Login" : "", kind == FrameKind.Office) },
            TempData = tempData.GetTempData(context),
        });
    }
}
