using Hangfire;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Scaling;

/// <summary>Whether this process can do its work: data folder, a retailer's database, jobs, and Redis where it is used. A host maps the checks with the tag <see cref="Ready"/>.</summary>
public static class Health
{
    public const string Ready = "ready";

    internal static IServiceCollection AddPortalHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<FolderCheck>("data folder", tags: [Ready])
            .AddCheck<DatabaseCheck>("database", tags: [Ready])
            .AddCheck<JobsCheck>("jobs", tags: [Ready])
            .AddCheck<RedisCheck>("redis", tags: [Ready]);
        return services;
    }

    private sealed class FolderCheck(DataFolder folder) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var probe = Path.Combine(folder.Root, $".health-{Guid.NewGuid():N}");
            await File.WriteAllBytesAsync(probe, [1], cancellationToken);
            File.Delete(probe);
            return HealthCheckResult.Healthy();
        }
    }

    /// <summary>One retailer's, another each time: on one server they are well or ill together, and asking hundreds would make a probe a load.</summary>
    private sealed class DatabaseCheck(IRetailerScopes retailers) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (retailers.All.Count == 0) return HealthCheckResult.Healthy();
            var answers = false;
            await retailers.RunAsync(retailers.All.ElementAt(Random.Shared.Next(retailers.All.Count)).Id,
                async scope => answers = await scope.GetRequiredService<PortalDb>().Database.CanConnectAsync(cancellationToken));
            return answers ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy();
        }
    }

    private sealed class JobsCheck(JobStorage storage) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            using var connection = storage.GetConnection();
            connection.GetRecurringJobs();
            return Task.FromResult(HealthCheckResult.Healthy());
        }
    }

    private sealed class RedisCheck(RedisLine redis) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (redis.IsUsed) await redis.Database.PingAsync();
            return HealthCheckResult.Healthy();
        }
    }
}
