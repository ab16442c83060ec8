using System.Diagnostics.Metrics;
using Hangfire;
using Microsoft.Extensions.Hosting;

namespace OrchardCore.Portal.Scaling;

/// <summary>How many jobs wait, run and have failed, for whoever listens to the meter.</summary>
internal sealed class QueueDepth(JobStorage storage, IMeterFactory meters) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        meters.Create(Telemetry.Name).CreateObservableGauge("portal.jobs", Measure, "{job}", "Jobs by state.");
        return Task.CompletedTask;
    }

    private IEnumerable<Measurement<long>> Measure()
    {
        var now = storage.GetMonitoringApi().GetStatistics();
        return [Of("enqueued", now.Enqueued), Of("scheduled", now.Scheduled), Of("processing", now.Processing), Of("failed", now.Failed)];
    }

    private static Measurement<long> Of(string state, long jobs) => new(jobs, new KeyValuePair<string, object?>("state", state));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
