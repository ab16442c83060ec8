using MimeKit;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Notifications;

/// <summary>Takes a mail out of the house: by SMTP, or as a file into the retailer's folder.</summary>
internal interface IMailCarrier
{
    /// <exception cref="FormatException">The address is none.</exception>
    Task SendAsync(Retailer retailer, MailMessage mail, CancellationToken stop);
}

internal static class Envelope
{
    /// <summary>The mail as it goes over the wire. Its id comes from the outbox, so that a mail that was sent twice is seen to be one.</summary>
    public static MimeMessage Of(Retailer retailer, MailMessage mail, string from)
    {
        var contact = MailboxAddress.TryParse(retailer.Contact.Email, out var own) ? own.Address : "";
        var sender = from != "" ? from : contact != "" ? contact : $"no-reply@{(retailer.Hosts is [var first, ..] ? first : retailer.Id + ".invalid")}";
        if (!MailboxAddress.TryParse(mail.To, out var to)) throw new FormatException("The address is not an e-mail address.");

        var message = new MimeMessage(
            [new MailboxAddress(retailer.Name, sender)], [to], mail.Subject,
            new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html }.ToMessageBody())
        {
            MessageId = $"{mail.Id:N}@{sender[(sender.LastIndexOf('@') + 1)..]}",
            Date = new DateTimeOffset(DateTime.SpecifyKind(mail.CreatedAt, DateTimeKind.Utc)),
        };
        if (from != "" && contact != "") message.ReplyTo.Add(new MailboxAddress(retailer.Name, contact));
        message.Headers.Add("Auto-Submitted", "auto-generated");   // RFC 3834: no out-of-office answers to us
        if (mail.OneClickHref != "")
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{mail.OneClickHref}>");   // RFC 2369
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");   // RFC 8058: mail programs show a button that asks nothing more
        }
        return message;
    }
}
