using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace OrchardCore.Portal.Benchmarks.Measuring;

/// <summary>A program in a process of its own, so that its processor time and memory are its own: the portal's host, or a limit.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;

    public Child(string assembly, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> settings, string folder = "")
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["ASPNETCORE_URLS"] = Address.OriginalString;
        foreach (var (name, value) in settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) => { if (!string.IsNullOrEmpty(line.Data)) Console.Error.WriteLine(line.Data); };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public int Id => _process.Id;

    /// <summary>User and system time since its start.</summary>
    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory in MB.</summary>
    public double Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1e6;
        }
    }

    /// <returns>How long it took until this address answered with 200.</returns>
    public async Task<TimeSpan> UntilAsync(string path)
    {
        var watch = Stopwatch.StartNew();
        using var client = new HttpClient { BaseAddress = Address };
        while (watch.Elapsed < TimeSpan.FromMinutes(3))
        {
            if (_process.HasExited) throw new InvalidOperationException($"{_process.StartInfo.ArgumentList[0]} ended with {_process.ExitCode}.");
            try
            {
                using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
                if (answer.IsSuccessStatusCode) return watch.Elapsed;
            }
            catch (HttpRequestException) { }   // it does not listen yet
            await Task.Delay(5);
        }
        throw new TimeoutException($"{path} did not answer.");
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
