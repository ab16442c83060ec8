using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using OrchardCore.Portal.Scaling;

namespace OrchardCore.Portal.Host;

/// <summary>How the host is watched: health for whoever balances the load, traces, metrics and logs for whoever looks after it (docs/scale.md).</summary>
internal static class Watching
{
    // The standard's own setting (OpenTelemetry, "OTLP Exporter Configuration"); its others work too.
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddWatching(this IServiceCollection services, IConfiguration settings)
    {
        if (string.IsNullOrEmpty(settings[Endpoint])) return;
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("portal", serviceInstanceId: Environment.MachineName + "-" + Environment.ProcessId))
            .WithTracing(traces => traces.AddSource(Telemetry.Name, "Npgsql").AddAspNetCoreInstrumentation().AddHttpClientInstrumentation())
            .WithMetrics(metrics => metrics.AddMeter(Telemetry.Name, "Npgsql").AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation())
            .WithLogging()
            .UseOtlpExporter();
    }

    /// <summary>Before the retailers: a probe knows none of them.</summary>
    public static void UseWatching(this WebApplication app)
    {
        app.UseHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.UseHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Health.Ready) });
    }
}
