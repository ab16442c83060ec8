using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Inbox;

/// <summary>The same thing written twice: this ticket ends, and what it said stands as a note on the other, which goes on.</summary>
internal static class MergeTicket
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapPost(TicketPage.Path + "/merge", Merge).ForOffice(Policies.AnswerContacts);

    public static Form Ask(Form form) => form.Field(new FormField("into", "Reference of the other ticket") { Required = true, Hint = "Of the same person. This one is closed." });

    private static async Task<Results<RedirectHttpResult, Page<TicketPage.Model>, NotFound>> Merge(
        string reference, HttpContext context, PortalDb db, RetailerCalendar calendar, TicketScreen screen, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        var desk = await Desk.OfAsync(context);
        if (await desk.FindAsync(db, reference, stop) is not { } log) return TypedResults.NotFound();
        var form = Ask(await Form.SentAsync(context, stop));
        var other = form.IsGood ? await desk.FindAsync(db, form["into"].ToUpperInvariant(), stop) : null;
        if (form.IsGood)
        {
            if (other is null || other.Id == log.Id) form.Refuse("into", "There is no other ticket with this reference.");
            // Not even its own account's other people may learn of what one of them wrote in private.
            else if (other.AccountNumber != log.AccountNumber || other.OpenedBy != log.OpenedBy || other.IsPrivate != log.IsPrivate) form.Refuse("into", "That ticket is another person's. Only tickets of one person can be merged.");
            else if (log.IsRestricted && !other.IsRestricted) form.Refuse("into", "That ticket is seen by everybody, and this one by trained people alone. Merge the other way round.");
            else if (other.Status.IsOver()) form.Refuse("into", "That ticket is closed. Open it again first, or merge the other way round.");
            else if (!log.Status.CanTake(ContactEvent.Merged)) form.RefuseAll("This ticket is settled already.");
        }
        if (!form.IsGood || other is null) return await screen.ShowAsync(context, log, desk, stop, ("merge", form));

        var said = string.Join("\n\n", log.Messages.Where(message => message is { FromCustomer: true, Event: null }).OrderBy(message => message.At).Select(message => message.Text));
        other.Say(new ContactMessage { At = calendar.UtcNow, Author = desk.Me.Name, IsInternal = true, Text = $"{log.Reference} says the same and is closed. {log.WrittenBy} wrote there:\n\n{said}" });
        log.Take(ContactEvent.Merged, calendar, await BusinessDays.OfAsync(db, stop));
        if (log.IsComplaint) GoOn(log, other);
        log.MergedInto = other.Id;
        foreach (var before in await db.ContactLogs.OfEveryAccount().Where(one => one.MergedInto == log.Id).ToListAsync(stop)) before.MergedInto = other.Id;   // what had been merged into this one goes along
        log.Say(new ContactMessage { At = calendar.UtcNow, Author = desk.Me.Name, Event = ContactEvent.Merged, Text = $"Its reference is {other.Reference}." });
        trail.Note("Inbox", "Merged", log.Reference, $"{InboxList.Path}/{other.Reference}", $"Into {other.Reference}", log.IsPrivate ? "" : log.AccountNumber);
        if (await TicketSaving.TryAsync(db, log.Reference, desk, stop) is { } newer)
        {
            form.RefuseAll("Somebody changed one of the two in the meantime. Please look, then merge again.");
            return await screen.ShowAsync(context, newer, desk, stop, ("merge", form));
        }
        notices.Put(context, "good", $"{log.Reference} is closed. Its words are a note here.");
        return TypedResults.LocalRedirect(InboxList.Href(other));
    }

    /// <summary>The register counts the two as one: with what was recorded of either, by the promise that was given first.</summary>
    private static void GoOn(ContactLog log, ContactLog other)
    {
        static string Either(string here, string there) => here == "" ? there : here;
        other.IsComplaint = true;
        if (log.Level > other.Level) other.Level = log.Level;
        (other.Category, other.Cause, other.Outcome, other.OmbudsmanReference) =
            (Either(other.Category, log.Category), Either(other.Cause, log.Cause), Either(other.Outcome, log.Outcome), Either(other.OmbudsmanReference, log.OmbudsmanReference));
        if (log.FirstPromisedOn is { } first && (!(other.FirstPromisedOn <= first) || other.FirstPromisedOn == first && log.FirstPromisedAt is { } at && !(other.FirstPromisedAt <= at)))
            (other.FirstPromisedOn, other.FirstPromisedAt) = (first, log.FirstPromisedAt);
    }
}
