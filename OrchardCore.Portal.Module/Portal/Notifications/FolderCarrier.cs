using System.Globalization;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Notifications;

/// <summary>Drops mails as .eml files, which any mail program opens: for a first look, for tests, and where no server is set.</summary>
internal sealed class FolderCarrier(DataFolder folder) : IMailCarrier
{
    public async Task SendAsync(Retailer retailer, MailMessage mail, CancellationToken stop)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{mail.CreatedAt:yyyyMMdd-HHmmss}-{mail.Kind[(mail.Kind.LastIndexOf('/') + 1)..]}-{mail.Id.ToString("N")[^8..]}.eml");
        var place = folder.Of(retailer.Id, "mail", name);
        await Envelope.Of(retailer, mail, from: "").WriteToAsync(place + ".part", stop);
        File.Move(place + ".part", place, overwrite: true);   // whoever watches the folder never sees half a mail
    }
}
