using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace OrchardCore.Portal.Scaling;

internal static class JobsHosting
{
    /// <summary>Hangfire for this host: in memory for one process, in PostgreSQL for several; a process that only answers requests gives jobs away and does none.</summary>
    public static IServiceCollection AddPortalJobs(this IServiceCollection services)
    {
        // Of this host: Hangfire's static ones are of whichever host in the process came last, and would do its jobs with the other's retailers.
        services.AddSingleton(all => Storage(all.GetRequiredService<IOptions<PortalOptions>>().Value.Jobs));
        services.AddSingleton<JobActivator>(all => new AspNetCoreJobActivator(all.GetRequiredService<IServiceScopeFactory>()));
        services.AddHangfire(jobs => jobs.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings());
        services.AddWorker<QueueDepth>();
        services.AddWorker(all => new BackgroundJobServerHostedService(all.GetRequiredService<JobStorage>(), ServerOf(all, all.GetRequiredService<IOptions<PortalOptions>>().Value.Jobs), []));
        return services;
    }

    private static JobStorage Storage(JobOptions options)
    {
        if (options.ConnectionString == "") return new InMemoryStorage();
        // It makes its tables where there are none, and several processes that do so at once trip over each other: the end of this transaction lets the next one in.
        using var connection = new NpgsqlConnection(options.ConnectionString);
        connection.Open();
        using var alone = connection.BeginTransaction();
        using (var door = new NpgsqlCommand("select pg_advisory_xact_lock(hashtext('portal-jobs'))", connection, alone)) door.ExecuteNonQuery();
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(options.ConnectionString, new PostgreSqlStorageOptions()), new PostgreSqlStorageOptions
        {
            SchemaName = "portal_jobs",
            QueuePollInterval = TimeSpan.FromSeconds(1),
            EnableLongPolling = true,   // a new job wakes a worker; the interval is for what was missed
            // A worker that died keeps nobody waiting for half an hour: its jobs are safe to run twice.
            InvisibilityTimeout = TimeSpan.FromMinutes(5),
            UseSlidingInvisibilityTimeout = true,
        });
    }

    private static BackgroundJobServerOptions ServerOf(IServiceProvider all, JobOptions options) => new()
    {
        WorkerCount = options.Workers > 0 ? options.Workers : Math.Max(2, Environment.ProcessorCount),
        Activator = all.GetRequiredService<JobActivator>(),
        ServerTimeout = TimeSpan.FromMinutes(1),
        HeartbeatInterval = TimeSpan.FromSeconds(10),
        ServerCheckInterval = TimeSpan.FromSeconds(20),
        SchedulePollingInterval = TimeSpan.FromSeconds(5),
        ShutdownTimeout = TimeSpan.FromSeconds(15),
    };
}
