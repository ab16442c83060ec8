using Fluid;
using Fluid.Values;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Liquid;
using OrchardCore.Portal.Pages;

namespace Portal.Orchard.Frames;

/// <summary>
/// For the layout of a theme: {{ content | portal_frame: "Layout", title: title, head: head, foot: foot }} is the portal's whole page around
/// the content, and {{ "" | portal_frame: "Menu" }} a piece of it. What is handed in is HTML that Orchard has made.
/// </summary>
internal sealed class FrameFilter : ILiquidFilter
{
    public async ValueTask<FluidValue> ProcessAsync(FluidValue input, FilterArguments arguments, LiquidTemplateContext context)
    {
        Dictionary<string, object?> values = new() { ["body"] = new Html(input.ToStringValue()) };
        foreach (var name in arguments.Names) values[name] = new Html(arguments[name].ToStringValue());
        return new StringValue(await context.Services.GetRequiredService<FrameOfRequest>().RenderAsync("Frame/" + arguments.At(0).ToStringValue(), values), encode: false);
    }
}
