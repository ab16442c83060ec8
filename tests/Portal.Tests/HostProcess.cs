using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace OrchardCore.Portal.Tests;

/// <summary>The host in a process of its own, which a test may kill. It ends with its block, whatever the test comes to.</summary>
internal sealed class HostProcess : IDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="data">The data folder.</param>
    /// <param name="settings">As environment variables: "Portal__Imports__ChunkRows".</param>
    public HostProcess(string data, params IEnumerable<(string Name, string Value)> settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location]) { WorkingDirectory = Path.Combine(RepositoryFolder.Path, "host", "Portal.Host"), RedirectStandardOutput = true };
        foreach (var (name, value) in (IEnumerable<(string, string)>)[("ASPNETCORE_ENVIRONMENT", "Testing"), ("ASPNETCORE_URLS", "http://127.0.0.1:0"), ("Portal__DataFolder", data), .. settings]) start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => { if (line.Data?.Contains("The demo is ready", StringComparison.Ordinal) == true) _ready.TrySetResult(); };
        _process.Start();
        _process.BeginOutputReadLine();
    }

    /// <summary>The end of starting, in Development.</summary>
    public async Task DemoIsReadyAsync() => await _ready.Task.WaitAsync(TimeSpan.FromMinutes(2));

    /// <summary>As kill -9 does it.</summary>
    public void Kill()
    {
        if (_process.HasExited) return;
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>Waits until a look at a database shows what it should.</summary>
    /// <param name="patience">A minute, where nothing is said.</param>
    /// <exception cref="TimeoutException">It did not within that time.</exception>
    public static async Task UntilAsync(string database, Func<SqliteConnection, bool> happened, TimeSpan? patience = null)
    {
        for (var since = Stopwatch.StartNew(); since.Elapsed < (patience ?? TimeSpan.FromMinutes(1));)
        {
            try
            {
                if (File.Exists(database))
                {
                    using var connection = Open(database);
                    if (happened(connection)) return;
                }
            }
            catch (SqliteException) { }   // the host is just making it
            await Task.Delay(20);
        }
        throw new TimeoutException("The host did not come so far.");
    }

    /// <summary>Opens a database that a host may be using, to read.</summary>
    public static SqliteConnection Open(string database)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 5 }.ToString());
        connection.Open();
        return connection;
    }

    /// <returns>The number that a query gives; 0 for none.</returns>
    public static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long number ? number : 0;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }
}
