using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace OrchardCore.Portal.Scaling;

/// <summary>The connection to Redis, made when it is first needed; one process needs none.</summary>
internal sealed class RedisLine(IOptions<PortalOptions> options) : IDisposable
{
    private readonly Lazy<ConnectionMultiplexer> _connection = new(() =>
    {
        var settings = ConfigurationOptions.Parse(options.Value.Redis.ConnectionString);
        settings.AbortOnConnectFail = false;   // it may come later than we do
        settings.ClientName ??= "portal";
        return ConnectionMultiplexer.Connect(settings);
    });

    /// <summary>"portal:keys".</summary>
    public string Name(string ours) => $"{options.Value.Redis.Prefix}:{ours}";

    public bool IsUsed => options.Value.Redis.ConnectionString != "";
    public IDatabase Database => _connection.Value.GetDatabase();
    public ISubscriber Subscriber => _connection.Value.GetSubscriber();

    public void Dispose()
    {
        if (_connection.IsValueCreated) _connection.Value.Dispose();
    }
}
