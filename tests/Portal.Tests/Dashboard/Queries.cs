using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OrchardCore.Portal.Tests.Dashboard;

/// <summary>Counts what one portal asks of its databases: Entity Framework says so aloud, for every context of the process.</summary>
internal sealed class Queries : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly string _folder;
    private readonly List<IDisposable> _heard = [];
    private int _count;

    public Queries(string folder)
    {
        _folder = folder;
        _heard.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public int Count { get => _count; set => _count = value; }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore") _heard.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        // Reads only: a session may note that it was seen, and the outbox looks for mail now and then.
        if (value.Value is CommandExecutedEventData done && done.Command.Connection!.ConnectionString.Contains(_folder, StringComparison.Ordinal)
            && done.Command.CommandText.StartsWith("SELECT", StringComparison.Ordinal) && !done.Command.CommandText.Contains("\"mail\"", StringComparison.Ordinal))
            Interlocked.Increment(ref _count);
    }

    public void OnCompleted() { }
    public void OnError(Exception error) { }
    public void Dispose() => _heard.ForEach(heard => heard.Dispose());
}
