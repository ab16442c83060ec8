using Microsoft.AspNetCore.Http;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace Portal.Orchard.Frames;

/// <summary>
/// What a theme's layout says of the portal: menu, account in view, brand. Made once a request: by the screen that is shown, or, on another
/// page of the site, when the layout first asks.
/// </summary>
internal sealed class FrameOfRequest(PortalFrame portal, Templates templates, RetailerScope scope, CustomerOfRequest held, ICustomers customers, IHttpContextAccessor requests)
{
    private FramePage? _frame;
    private FrameKind _kind;

    public async ValueTask<FramePage> MakeAsync(HttpContext context, string title, FrameKind kind)
    {
        _kind = kind;
        return _frame = await portal.AroundAsync(context, title, kind);
    }

    /// <summary>Renders the frame or a piece of it: "Frame/Menu".</summary>
    public async ValueTask<string> RenderAsync(string template, IReadOnlyDictionary<string, object?> values)
    {
        var context = requests.HttpContext ?? throw new InvalidOperationException($"{template} is a piece of a page, and there is no request.");
        if (_frame is null)
        {
            held.Customer ??= await customers.FindAsync(context, context.RequestAborted);   // elsewhere the policy of the endpoint does it
            await MakeAsync(context, "", FrameKind.Layout);
        }
        return await templates.For(scope.Current, _kind).RenderAsync(template,
            new Dictionary<string, object?>(values) { ["frame"] = _frame, ["brand"] = _frame!.Brand });
    }
}
