using System.Net.Sockets;
using MailKit.Net.Smtp;

namespace OrchardCore.Portal.Notifications;

/// <summary>A fault of delivery as a few fixed words, to be stored and shown.</summary>
internal static class MailFault
{
    public static string KindOf(Exception fault) => fault switch
    {
        SmtpCommandException answer => $"The mail server answered {(int)answer.StatusCode} ({answer.ErrorCode})",
        MailKit.Security.AuthenticationException => "The mail server refused the user name or password",
        MailKit.Security.SslHandshakeException => "The mail server's certificate or encryption is not accepted",
        SocketException refused => $"The mail server cannot be reached ({refused.SocketErrorCode})",
        OperationCanceledException or TimeoutException => "The mail server did not answer in time",
        FormatException => "The address is not an e-mail address",
        _ => fault.GetType().Name,
    };
}
