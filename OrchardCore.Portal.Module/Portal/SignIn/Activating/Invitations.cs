using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn.Activating;

/// <summary>The retailer asks a customer in: the link that a first visit would mail, without the numbers from a bill.</summary>
internal sealed class Invitations(MailedLinks links, Mailer mailer, RetailerScope scope)
{
    /// <summary>Adds link and mail, to be saved by the caller; an older link for the account is void from then on. It goes to the address on file and nowhere else.</summary>
    public async Task QueueAsync(Account account, CancellationToken stop)
    {
        var token = await links.AddAsync(LinkPurpose.Activation, account.Email, account.AccountNumber, SendActivationLink.Life, stop);
        await mailer.QueueAsync("SignIn/Activating/InviteMail", account.Email, $"Your {scope.Current.Name} account online",
            new InviteMail(account.FirstName, account.AccountNumber, mailer.Href($"/activate/account?token={token}")));
    }

    internal sealed record InviteMail(string Name, string AccountNumber, string Href) : IOneTimeLink;
}
