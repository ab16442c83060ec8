using Fluid;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Liquid;
using OrchardCore.Portal.Pages;

namespace Portal.Orchard.Frames;

internal static class FrameHosting
{
    public static void AddThemeFrame(this IServiceCollection services)
    {
        services.AddScoped<FrameOfRequest>();
        services.AddScoped<IFrame, ThemeFrame>();
        services.AddLiquidFilter<FrameFilter>("portal_frame");
        services.Configure<TemplateOptions>(liquid => liquid.MemberAccessStrategy.Register<PortalView>());
    }
}
