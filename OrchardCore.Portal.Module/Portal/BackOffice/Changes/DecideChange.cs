using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.BackOffice.Customers;
using OrchardCore.Portal.BackOffice.Inbox;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Changes;

/// <summary>Agrees to what a customer asked to have changed, or refuses it: the account, the ticket, the mail and the audit entry together.</summary>
internal static class DecideChange
{
    private const string Decided = "That was decided or changed in the meantime. Here is what waits now.";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapPost(ChangeList.Path + "/{reference}/agree", Agree).ForOffice(Policies.ServeCustomers);
        portal.MapPost(ChangeList.Path + "/{reference}/refuse", Refuse).ForOffice(Policies.ServeCustomers);
    }

    public static Form AskReason(Form form) => form.Field(new FormField("reason", "Reason") { Required = true, Maxlength = "500", Hint = "For the customer to read." });

    /// <summary>The changes, and what the account says of them, in short.</summary>
    public static string Seen(IReadOnlyList<AskedChange> changes, Account account) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f',
        changes.OrderBy(change => change.Id).SelectMany(change => new[] { change.Detail, change.New, DetailOf(change).Read(account) })))))[..16];

    private static bool Waits(ContactLog log, List<AskedChange> changes) => log.Status.CanTake(ContactEvent.Resolved) && changes.TrueForAll(change => change.DecidedAt is null);

    private static Detail DetailOf(AskedChange change) => DetailCards.Find(change.Detail);

    private static async Task<Results<RedirectHttpResult, NotFound>> Agree(
        string reference, HttpContext context, PortalDb db, RetailerCalendar calendar, DetailChanges details, ContactMails mails, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        var form = await Form.SentAsync(context, stop);
        if (await FindAsync(reference, context, db, stop) is not { } found) return TypedResults.NotFound();
        var (desk, log, changes, account) = found;
        if (!Waits(log, changes) || form["seen"] != Seen(changes, account)) return Back(context, notices, "warn", Decided);

        var became = changes.Select(change => new DetailChange(DetailOf(change), DetailOf(change).Read(account), change.New)).ToList();
        var formerEmail = account.Email;
        foreach (var change in became) change.Detail.Write(account, change.New);
        await details.ToldFormerAddressAsync(account, formerEmail);
        trail.Note("Customers", "Agreed to a change", $"{CustomerList.NameOf(account)}, {log.Reference}", $"{CustomerList.Path}/{account.AccountNumber}", AuditText.Changes(became.Select(change => (change.Detail.FullLabel, change.Old, change.New))), account.AccountNumber);
        return await EndAsync(ContactEvent.Resolved, $"Changed as you asked: {DetailKind.Joined([.. became.Select(change => change.Spoken).Distinct()])}.",
            $"The change is made, and {log.WrittenBy} is told.", log, changes, desk, context, db, calendar, mails, notices, stop);
    }

    private static async Task<Results<RedirectHttpResult, Page<ChangeList.Model>, NotFound>> Refuse(
        string reference, HttpContext context, PortalDb db, RetailerScope scope, RetailerCalendar calendar, ContactMails mails, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        var form = AskReason(await Form.SentAsync(context, stop));
        if (await FindAsync(reference, context, db, stop) is not { } found) return TypedResults.NotFound();
        var (desk, log, changes, account) = found;
        if (!Waits(log, changes)) return Back(context, notices, "warn", Decided);
        if (!form.IsGood) return await ChangeList.PageAsync(context, db, scope, calendar, (log.Reference, form), stop);

        trail.Note("Customers", "Refused a change", $"{CustomerList.NameOf(account)}, {log.Reference}", $"{CustomerList.Path}/{account.AccountNumber}", AuditText.Remark($"Reason: {form["reason"]}"), account.AccountNumber);
        return await EndAsync(ContactEvent.Rejected, Contacts.Clean(form["reason"]), $"The change is refused, and {log.WrittenBy} is told why.", log, changes, desk, context, db, calendar, mails, notices, stop);
    }

    private static async Task<RedirectHttpResult> EndAsync(
        ContactEvent end, string text, string done, ContactLog log, List<AskedChange> changes, Desk desk, HttpContext context, PortalDb db, RetailerCalendar calendar, ContactMails mails, Notices notices, CancellationToken stop)
    {
        foreach (var change in changes) change.DecidedAt = calendar.UtcNow;
        log.Once = "";   // what was asked has its answer, so it stands in no later request's way, whatever becomes of the ticket
        log.Take(end, calendar, await BusinessDays.OfAsync(db, stop));
        log.Say(new ContactMessage { At = calendar.UtcNow, Author = desk.Me.Name, Event = end, Text = text });
        await mails.ToldAsync(log, end);
        // The ticket's version guards all of it: of two who decide at once the second changes nothing.
        if (await TicketSaving.TryAsync(db, log.Reference, desk, stop) is not null) return Back(context, notices, "warn", Decided);
        mails.DeliverSoon();
        return Back(context, notices, "good", done);
    }

    private static async Task<(Desk Desk, ContactLog Log, List<AskedChange> Changes, Account Account)?> FindAsync(string reference, HttpContext context, PortalDb db, CancellationToken stop)
    {
        var desk = await Desk.OfAsync(context);
        if (await desk.FindAsync(db, reference, stop) is not { } log) return null;
        var changes = await db.AskedChanges.OfEveryAccount().Where(change => change.ContactLogId == log.Id).OrderBy(change => change.Id).ToListAsync(stop);
        if (changes.Count == 0 || await db.Accounts.OfEveryAccount().SingleOrDefaultAsync(account => account.AccountNumber == log.AccountNumber, stop) is not { } account) return null;
        return (desk, log, changes, account);
    }

    private static RedirectHttpResult Back(HttpContext context, Notices notices, string tone, string text)
    {
        notices.Put(context, tone, text);
        return TypedResults.LocalRedirect(Links.To(ChangeList.Path));
    }
}
