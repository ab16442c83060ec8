using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace OrchardCore.Portal.StripeSandbox;

public static class SandboxHosting
{
    /// <summary>A server for it on this machine; the caller starts and stops it.</summary>
    /// <param name="address">Such as "http://127.0.0.1:5090".</param>
    public static WebApplication BuildSandbox(Sandbox sandbox, string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(address);
        var app = builder.Build();
        app.Use((call, next) =>
        {
            // It is for this machine: a name that somebody has lead here from outside is refused (DNS rebinding).
            if (call.Request.Host.Host is "127.0.0.1" or "localhost") return next(call);
            call.Response.StatusCode = 400;
            return Task.CompletedTask;
        });
        app.MapStripeSandbox(sandbox);
        return app;
    }

    public static void MapStripeSandbox(this IEndpointRouteBuilder app, Sandbox sandbox)
    {
        new Api(sandbox).Map(app);
        new Screens.CheckoutPage(sandbox).Map(app);
        new Screens.ControlPage(sandbox).Map(app);
    }
}
