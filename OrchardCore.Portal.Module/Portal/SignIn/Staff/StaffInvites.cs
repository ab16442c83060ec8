using OrchardCore.Portal.Data;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn.Staff;

/// <summary>Asks somebody to join the retailer's people: a mailed link, once, for three days. Until it is used nobody has the roles.</summary>
internal sealed class StaffInvites(PortalDb db, MailedLinks links, Mailer mailer, RetailerScope scope, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromDays(3);

    /// <summary>Adds link and mail, to be saved by the caller; an older invitation of that address is void from then on.</summary>
    /// <param name="roles">Keys of <see cref="StaffRoles"/>, with blanks between.</param>
    /// <param name="by">Who asks, by name.</param>
    public async Task QueueAsync(string email, string roles, string by, CancellationToken stop)
    {
        var token = await links.AddAsync(LinkPurpose.StaffInvite, email, "", Life, stop, roles);
        await mailer.QueueAsync("SignIn/Staff/InviteMail", email, $"Join the back office of {scope.Current.Name}",
            new InviteMail(by, scope.Current.Name, StaffRoles.Names(roles), mailer.Href($"/join?token={token}")));
    }

    /// <summary>Those that can still be used, the newest first.</summary>
    public IQueryable<MailedLink> Open()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return db.MailedLinks.Where(link => link.Purpose == LinkPurpose.StaffInvite && link.UsedAt == null && link.ExpiresAt > now).OrderByDescending(link => link.CreatedAt);
    }

    internal sealed record InviteMail(string By, string Retailer, string Roles, string Href) : IOneTimeLink;
}
