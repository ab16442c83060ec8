using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace OrchardCore.Portal.Tests;

/// <summary>What was said to the log.</summary>
internal sealed class Heard : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = [];
    public int Exceptions { get; private set; }

    public ILogger CreateLogger(string categoryName) => this;
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
    public bool IsEnabled(LogLevel logLevel) => true;
    public void Dispose() { }

    /// <summary>Hears what the portal says to its log, warnings and above.</summary>
    public void ListenTo(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton(LoggerFactory.Create(to => to.AddProvider(this).SetMinimumLevel(LogLevel.Warning))));

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Lines.Enqueue(formatter(state, exception));
        if (exception is not null) Exceptions++;
    }
}
