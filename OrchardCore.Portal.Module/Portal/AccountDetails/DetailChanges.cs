using Microsoft.EntityFrameworkCore;
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
    /// <returns>What happened, for the customer.</returns>
    /// <exception cref="Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException">Somebody else changed the account in between; nothing was saved.</exception>
    public async Task<NoticePage> TakeAsync(Account account, Customer customer, IReadOnlyList<DetailChange> changed, CancellationToken stop)
    {
        if (changed.Count == 0) return new("good", "There was nothing to save: all is as it was.");
        var (asked, free) = (changed.Where(change => change.NeedsApproval).ToList(), changed.Where(change => !change.NeedsApproval).ToList());
        var formerEmail = account.Email;

        await using var together = await db.Database.BeginTransactionAsync(stop);
        foreach (var change in free) change.Detail.Write(account, change.New);
        if (free.Count > 0) await TellAsync(account, customer, free);
        await ToldFormerAddressAsync(account, formerEmail);
        await db.SaveChangesAsync(stop);
        // What waits of one kind is answered first; another kind waits beside it.
        var waiting = await db.AskedChanges.For(customer).WaitingIn(db.ContactLogs.For(customer)).Select(one => new { one.Change.Detail, one.Reference }).ToListAsync(stop);
        var kinds = waiting.ToLookup(one => DetailCards.Find(one.Detail).Kind.Key, one => one.Reference);
        var (again, news) = (asked.Where(change => kinds.Contains(change.Detail.Kind.Key)).ToList(), asked.Where(change => !kinds.Contains(change.Detail.Kind.Key)).ToList());
        var outcome = news.Count == 0 ? null : await contacts.OpenAsync(customer, RequestFor(news), stop);
        await together.CommitAsync(stop);
        mailer.DeliverSoon();

        var saved = free.Count == 0 ? "" : $"Saved: {Names(free)}. ";
        var refused = again.Count == 0 ? "" : $"The change of {Names(again)} was not asked for: another change of it waits, and we answer that first: {DetailKind.Joined([.. again.SelectMany(change => kinds[change.Detail.Kind.Key]).Distinct().Order(StringComparer.Ordinal)])}. ";
        return outcome switch
        {
            OpenOutcome.Opened(var log) => new(again.Count == 0 ? "good" : "warn", $"{saved}{refused}We check the change of {Names(news)} before it takes effect. {ContactWords.Thanks(log, scope.Current.Wording, calendar)}"),
            OpenOutcome.AlreadyOpen(var reference) => new("warn", $"{saved}{refused}The change of {Names(news)} was not asked for: another change of it waits, and we answer that first: {reference}."),
            OpenOutcome.TooMany => new("warn", saved + refused + ContactWords.TooMany),
            _ => new(again.Count == 0 ? "good" : "warn", (saved + refused).TrimEnd()),
        };
    }

    private NewContact RequestFor(IReadOnlyList<DetailChange> asked) =>
        new(MessageTypes.Details, $"Please change my {Names(asked)}.")
        {
            Subject = $"Change of {Names(asked)}",
            Details = [.. asked.Select(change => new NewDetail(change.Detail.FullLabel, change.ToText()))],
            Once = $"details:{string.Join(',', asked.Select(change => change.Detail.Kind.Key).Distinct().Order(StringComparer.Ordinal))}",   // sent twice at once it is one
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
