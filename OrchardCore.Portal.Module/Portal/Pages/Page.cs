using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Pages.Sandbox;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Pages;

/// <summary>A screen as an answer: a record of ready text, and the template that places it.</summary>
/// <param name="template">Path of the template without ".liquid".</param>
/// <param name="title">Heading and window title, in the portal's words; the retailer's word pack has been asked already.</param>
internal sealed class Page<TModel>(string template, string title, TModel model, int status = StatusCodes.Status200OK, FrameKind frame = FrameKind.Layout)
    : IResult, IStatusCodeHttpResult where TModel : notnull
{
    public int? StatusCode => status;
    public TModel Model => model;

    public async Task ExecuteAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var retailer = services.GetRequiredService<RetailerScope>().Current;
        var frames = services.GetRequiredService<IFrame>();
        var around = await frames.AroundAsync(context, title, frame);
        using var body = await services.GetRequiredService<Templates>().For(retailer, frame).WriteAsync(template,
            new Dictionary<string, object?> { ["page"] = model, ["frame"] = around, ["brand"] = around.Brand });
        context.Response.StatusCode = status;
        await frames.WriteAsync(context, around, body, frame);
    }
}

internal enum FrameKind
{
    /// <summary>Menu, account switcher, footer: for people who are signed in.</summary>
    Layout,

    /// <summary>A calm page with one card: sign-in, activation, faults.</summary>
    Plain,

    /// <summary>The back office, around which no template of a retailer's stands: who breaks one must be able to mend it.</summary>
    Office,
}

/// <summary>What goes around a screen: the theme's Liquid in the plain host, the active theme's layout in Orchard.</summary>
internal interface IFrame
{
    ValueTask<FramePage> AroundAsync(HttpContext context, string title, FrameKind kind);

    /// <param name="body">The screen, for as long as this takes.</param>
    Task WriteAsync(HttpContext context, FramePage frame, BoundedWriter body, FrameKind kind);
}
