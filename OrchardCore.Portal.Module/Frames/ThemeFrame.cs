using System.Net;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Routing;
using OrchardCore.DisplayManagement.Title;
using OrchardCore.Portal.Pages;

namespace Portal.Orchard.Frames;

/// <summary>
/// Puts a screen into the layout of the tenant's theme, and one of the back office into Orchard's admin. It goes through an action of MVC, so
/// that all that modules do around a page happens: the admin's menu, widgets of layers, notifications.
/// </summary>
internal sealed class ThemeFrame(FrameOfRequest frames, IPageTitleBuilder title, IActionDescriptorCollectionProvider actions, IActionInvokerFactory invokers) : IFrame
{
    public ValueTask<FramePage> AroundAsync(HttpContext context, string title, FrameKind kind) => frames.MakeAsync(context, title, kind);

    public Task WriteAsync(HttpContext context, FramePage frame, Html body, FrameKind kind)
    {
        if (kind == FrameKind.Office) AllowStylesOfAdmin(context);
        title.AddSegment(new HtmlString(WebUtility.HtmlEncode(frame.Title)));
        context.Features.Set(new PortalView(body.Text, kind == FrameKind.Plain ? "Layout__Login" : "", kind == FrameKind.Office, context.Response.StatusCode));
        var action = Find(kind == FrameKind.Office ? nameof(PortalPageController.Office) : nameof(PortalPageController.Page));
        var route = new RouteData(new RouteValueDictionary(action.RouteValues));
        return invokers.CreateInvoker(new ActionContext(context, route, action))!.InvokeAsync();
    }

    /// <summary>Orchard's admin writes styles into its pages.</summary>
    private static void AllowStylesOfAdmin(HttpContext context) => context.Response.Headers.ContentSecurityPolicy =
        context.Response.Headers.ContentSecurityPolicy.ToString().Replace("style-src 'self'", "style-src 'self' 'unsafe-inline'", StringComparison.Ordinal);

    private ControllerActionDescriptor Find(string name) => actions.ActionDescriptors.Items.OfType<ControllerActionDescriptor>()
        .First(action => action.ControllerTypeInfo == typeof(PortalPageController) && action.ActionName == name);
}
