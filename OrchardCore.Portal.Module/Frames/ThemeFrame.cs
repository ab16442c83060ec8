using System.Net;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using OrchardCore.DisplayManagement.Title;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Pages.Sandbox;
using Portal.Orchard.Tenants;

namespace Portal.Orchard.Frames;

/// <summary>
/// Puts a screen into the layout of the tenant's theme, and one of the back office into Orchard's admin. It goes through an action of MVC, so
/// that all that modules do around a page happens: the admin's menu, widgets of layers, notifications.
/// </summary>
internal sealed class ThemeFrame(FrameOfRequest frames, IPageTitleBuilder title, IActionDescriptorCollectionProvider actions, IActionInvokerFactory invokers, IOptions<PortalPlace> place) : IFrame
{
    public ValueTask<FramePage> AroundAsync(HttpContext context, string title, FrameKind kind) => frames.MakeAsync(context, title, kind);

    public Task WriteAsync(HttpContext context, FramePage frame, BoundedWriter body, FrameKind kind)
    {
        Allow(context, kind);
        title.AddSegment(new HtmlString(WebUtility.HtmlEncode(frame.Title)));
        context.Features.Set(new PortalView(body.ToString(), kind == FrameKind.Plain ? "Layout__Login" : "", kind == FrameKind.Office, context.Response.StatusCode));
        var action = Find(kind == FrameKind.Office ? nameof(PortalPageController.Office) : nameof(PortalPageController.Page));
        var route = new RouteData(new RouteValueDictionary(action.RouteValues));
        return invokers.CreateInvoker(new ActionContext(context, route, action))!.InvokeAsync();
    }

    /// <summary>The portal's pages name all that may be loaded or run; a layout of somebody else's needs a little more.</summary>
    private void Allow(HttpContext context, FrameKind kind)
    {
        var policy = context.Response.Headers.ContentSecurityPolicy.ToString();
        if (kind == FrameKind.Office) policy = With(policy, "style-src", "'unsafe-inline'");   // Orchard's admin writes styles into its pages
        else foreach (var (directive, sources) in place.Value.ThemeSources) policy = With(policy, directive, sources);
        context.Response.Headers.ContentSecurityPolicy = policy;
    }

    private static string With(string policy, string directive, string sources) =>
        policy.Contains(directive + " ", StringComparison.Ordinal) ? policy.Replace(directive + " ", $"{directive} {sources} ", StringComparison.Ordinal) : $"{policy}; {directive} {sources}";

    private ControllerActionDescriptor Find(string name) => actions.ActionDescriptors.Items.OfType<ControllerActionDescriptor>()
        .First(action => action.ControllerTypeInfo == typeof(PortalPageController) && action.ActionName == name);
}
