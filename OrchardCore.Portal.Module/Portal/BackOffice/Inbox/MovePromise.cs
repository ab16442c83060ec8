using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Inbox;

/// <summary>A new day for what was promised, with the reason: the customer is told both. The first promise stays on record.</summary>
internal static class MovePromise
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapPost(TicketPage.Path + "/promise", Move).ForOffice(Policies.AnswerContacts);

    public static Form Ask(Form form, ContactLog log, RetailerCalendar calendar) => form
        .Field(new FormField("promised", "Answer by", "date") { Required = true, Value = Wording.Iso(log.PromisedOn), Min = Wording.Iso(calendar.Today) })
        .Field(new FormField("reason", "Reason") { Required = true, Hint = "The customer reads it." });

    private static async Task<Results<RedirectHttpResult, Page<TicketPage.Model>, NotFound>> Move(
        string reference, HttpContext context, PortalDb db, RetailerScope scope, RetailerCalendar calendar, TicketScreen screen, ContactMails mails, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        var desk = await Desk.OfAsync(context);
        if (await desk.FindAsync(db, reference, stop) is not { } log) return TypedResults.NotFound();
        var form = Ask(await Form.SentAsync(context, stop), log, calendar);
        if (log.Status.IsOver()) form.RefuseAll("The ticket is closed: there is nothing left to promise.");
        var isDay = DateOnly.TryParseExact(form["promised"], "yyyy-MM-dd", out var day);
        if (isDay && day < calendar.Today) form.Refuse("promised", "Enter today or a day to come.");
        if (isDay && day > calendar.Today.AddYears(1)) form.Refuse("promised", "Enter a day within a year.");
        if (!form.IsGood) return await screen.ShowAsync(context, log, desk, stop, ("promise", form));

        var words = scope.Current.Wording;
        var (before, reason) = (log.PromisedOn, Contacts.Clean(form["reason"]));
        (log.PromisedOn, log.PromisedAt) = (day, null);   // from here on the day is promised, whatever the hour
        log.Say(new ContactMessage { At = calendar.UtcNow, Author = desk.Me.Name, Event = ContactEvent.PromiseMoved, Text = $"{words.LongDate(day)}. {reason}" });
        await mails.ToldAsync(log, ContactEvent.PromiseMoved);
        trail.Note("Inbox", "Moved the promise", log.Reference, $"{InboxList.Path}/{log.Reference}", $"From {Wording.Iso(before)} to {Wording.Iso(day)}", log.IsPrivate ? "" : log.AccountNumber);
        if (await TicketSaving.TryAsync(db, log.Reference, desk, stop) is { } newer)
        {
            form.RefuseAll("Somebody changed the ticket in the meantime. Please look at it, then choose again.");
            return await screen.ShowAsync(context, newer, desk, stop, ("promise", form));
        }
        mails.DeliverSoon();
        notices.Put(context, "good", $"Promised by {words.LongDate(day)}.");
        return TypedResults.LocalRedirect(InboxList.Href(log));
    }
}
