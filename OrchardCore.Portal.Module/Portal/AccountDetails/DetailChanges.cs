using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.AccountDetails;

/// <summary>
/// Takes what a customer changed: saves what is theirs to say, and asks the retailer about the rest, both or neither. The retailer's
/// billing system has to hear of what was saved; it is told by mail, not by a ticket: there is nothing to answer, so nothing should run a clock.
/// </summary>
internal sealed class DetailChanges(PortalDb db, Contacts contacts, Mailer mailer, RetailerScope scope, RetailerCalendar calendar)
{
    /// <param name="card">Names the part of the account: one request of each may be open at a time.</param>
    /// <returns>What happened, for the customer.</returns>
    /// <exception cref="Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException">Somebody else changed the account in between; nothing was saved.</exception>
    public async Task<NoticePage> TakeAsync(Account account, Customer customer, string card, IReadOnlyList<DetailChange> changed, CancellationToken stop)
    {
        if (changed.Count == 0) return new("good", "There was nothing to save: all is as it was.");
        var (asked, free) = (changed.Where(change => change.NeedsApproval).ToList(), changed.Where(change => !change.NeedsApproval).ToList());
        var formerEmail = account.Email;

        await using var together = await db.Database.BeginTransactionAsync(stop);
        foreach (var change in free) change.Detail.Write(account, change.New);
        if (free.Count > 0) await TellAsync(account, customer, free);
        await ToldFormerAddressAsync(account, formerEmail);
        await db.SaveChangesAsync(stop);
        var outcome = asked.Count == 0 ? null : await contacts.OpenAsync(customer, RequestFor(card, asked), stop);
        await together.CommitAsync(stop);
        mailer.DeliverSoon();

        var saved = free.Count == 0 ? "" : $"Saved: {Names(free)}. ";
        return outcome switch
        {
            OpenOutcome.Opened(var log) => new("good", $"{saved}We check the change of {Names(asked)} before it takes effect. {ContactWords.Thanks(log, scope.Current.Wording, calendar)}"),
            OpenOutcome.AlreadyOpen(var reference) => new("warn", $"{saved}The change of {Names(asked)} was not asked for: another change of these details waits, and we answer that first: {reference}."),
            OpenOutcome.TooMany => new("warn", saved + ContactWords.TooMany),
            _ => new("good", saved.TrimEnd()),
        };
    }

    private NewContact RequestFor(string card, IReadOnlyList<DetailChange> asked) =>
        new(MessageTypes.Details, $"Please change my {Names(asked)}.")
        {
            Subject = $"Change of {Names(asked)}",
            Details = [.. asked.Select(change => new NewDetail(change.Detail.FullLabel, change.ToText()))],
            Once = $"details:{card}",
            Also = log => db.AddRange(asked.Select(change => new AskedChange { ContactLogId = log.Id, AccountNumber = log.AccountNumber, Detail = change.Detail.Name, Old = change.Old, New = change.New })),
        };

    /// <summary>Whoever got in with a stolen password would turn the mail away first: so the address that was there hears of it (OWASP ASVS 5, 6.3.7).</summary>
    public async Task ToldFormerAddressAsync(Account account, string formerEmail)
    {
        if (account.Email == formerEmail || formerEmail == "") return;
        await mailer.QueueAsync("AccountDetails/NewEmailMail", formerEmail, $"Your e-mail address at {scope.Current.Name} was changed",
            new NewEmailMail(account.AccountNumber, mailer.Href("/account"), scope.Current.Contact.Phone));
    }

    private async Task TellAsync(Account account, Customer customer, IReadOnlyList<DetailChange> saved)
    {
        if (scope.Current.Contact.Email is { Length: > 0 } retailer)
            await mailer.QueueAsync("AccountDetails/ChangedMail", retailer, $"Account {account.AccountNumber}: details changed",
                new ChangedMail(account.AccountNumber, customer.Name, [.. saved.Select(change => new ChangedMail.Line(change.Detail.FullLabel, change.ToText()))]));
    }

    private static string Names(IEnumerable<DetailChange> changes) => DetailKind.Joined([.. changes.Select(change => change.Spoken).Distinct()]);

    internal sealed record ChangedMail(string Account, string By, IReadOnlyList<ChangedMail.Line> Lines)
    {
        internal sealed record Line(string Label, string Text);
    }

    internal sealed record NewEmailMail(string Account, string Href, string Phone);
}
