using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Notifications;

/// <summary>One connection for all that a run of the outbox has to send.</summary>
internal sealed class SmtpCarrier(IOptions<PortalOptions> options) : IMailCarrier, IAsyncDisposable
{
    private SmtpClient? _connected;

    public async Task SendAsync(Retailer retailer, MailMessage mail, CancellationToken stop)
    {
        var message = Envelope.Of(retailer, mail, options.Value.Mail.From);
        await (await ConnectedAsync(stop)).SendAsync(message, stop);
    }

    private async Task<SmtpClient> ConnectedAsync(CancellationToken stop)
    {
        if (_connected is { IsConnected: true }) return _connected;
        var mail = options.Value.Mail;
        _connected?.Dispose();
        var client = _connected = new SmtpClient { Timeout = 30_000 };
        await client.ConnectAsync(mail.SmtpHost, mail.SmtpPort, mail.SmtpSecurity switch
        {
            SmtpSecurity.SslOnConnect => SecureSocketOptions.SslOnConnect,
            SmtpSecurity.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        }, stop);
        if (mail.SmtpUser != "") await client.AuthenticateAsync(mail.SmtpUser, mail.SmtpPassword, stop);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connected is null) return;
        try
        {
            if (_connected.IsConnected) await _connected.DisconnectAsync(quit: true);
        }
        catch (Exception fault) when (fault is IOException or SmtpProtocolException)
        {
            // The server hung up first: what was sent is sent.
        }
        _connected.Dispose();
    }
}
