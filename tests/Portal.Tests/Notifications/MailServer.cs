using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrchardCore.Portal.Tests.Notifications;

/// <summary>As much of an SMTP server (RFC 5321) as a delivery needs: it keeps what it is given, or refuses every recipient.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public MailServer(bool refuses = false)
    {
        _listener.Start();
        _running = Task.Run(async () =>
        {
            while (!_stop.IsCancellationRequested) await TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token), refuses);
        });
    }

    public ConcurrentQueue<string> Taken { get; } = new();

    public Dictionary<string, string> Settings => new()
    {
        ["Portal:Mail:SmtpHost"] = "127.0.0.1",
        ["Portal:Mail:SmtpPort"] = $"{((IPEndPoint)_listener.LocalEndpoint).Port}",
        ["Portal:Mail:SmtpSecurity"] = "None",
    };

    private async Task TalkAsync(TcpClient client, bool refuses)
    {
        using var talk = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync("220 ready");
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != "QUIT")
        {
            if (line == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                var mail = new StringBuilder();
                while (await reader.ReadLineAsync(_stop.Token) is { } data && data != ".") mail.AppendLine(data);
                Taken.Enqueue(mail.ToString());
            }
            await writer.WriteLineAsync(refuses && line.StartsWith("RCPT", StringComparison.Ordinal) ? "550 5.1.1 priya@home.example is unknown" : "250 fine");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        try { await _running; }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or IOException) { }
        _stop.Dispose();
        _listener.Dispose();
    }
}
