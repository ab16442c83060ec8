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

/// <summary>A step of a ticket's life without an answer. The customer sees it in the thread, with what is written beside it.</summary>
internal static class MoveTicket
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapPost(TicketPage.Path + "/step", Move).ForOffice(Policies.AnswerContacts);

    public static Form Ask(Form form, ContactLog log) => form
        .Field(new FormField("step", "New status", "select") { Required = true, Options = [new("", "Choose"), .. TicketWords.StepsFrom(log.Status)] })
        .Field(new FormField("words", "For the customer to read") { Hint = "Such as: we asked the distributor on 3 May." });

    private static async Task<Results<RedirectHttpResult, Page<TicketPage.Model>, NotFound>> Move(
        string reference, HttpContext context, PortalDb db, RetailerCalendar calendar, TicketScreen screen, ContactMails mails, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        var desk = await Desk.OfAsync(context);
        if (await desk.FindAsync(db, reference, stop) is not { } log) return TypedResults.NotFound();
        var form = Ask(await Form.SentAsync(context, stop), log);
        var step = TicketWords.StepIn(form["step"], log.Status);
        // An outcome is given with its reasons (features: complaints); so is a refusal.
        if (step == ContactEvent.Rejected && form["words"] == "") form.Refuse("words", "Enter the reason: the customer reads it.");
        if (await TicketSaving.TwinFaultAsync(db, log, step, desk, stop) is { Length: > 0 } twin) form.Refuse("step", twin);
        if (!form.IsGood || step is not { } taken) return await screen.ShowAsync(context, log, desk, stop, ("step", form));

        log.Take(taken, calendar, await BusinessDays.OfAsync(db, stop));
        log.Say(new ContactMessage { At = calendar.UtcNow, Author = desk.Me.Name, Event = taken, Text = Contacts.Clean(form["words"]) });
        if (taken is ContactEvent.AskedCustomer or ContactEvent.Resolved or ContactEvent.Rejected) await mails.ToldAsync(log, taken);
        trail.Note("Inbox", TicketWords.Done(taken), log.Reference, $"{InboxList.Path}/{log.Reference}", account: log.IsPrivate ? "" : log.AccountNumber);
        if (await TicketSaving.TryAsync(db, log.Reference, desk, stop) is { } newer)
        {
            form.RefuseAll("Somebody changed the ticket in the meantime. Please look at it, then choose again.");
            return await screen.ShowAsync(context, newer, desk, stop, ("step", form));
        }
        mails.DeliverSoon();
        notices.Put(context, "good", $"{TicketWords.Done(taken)}.");
        return TypedResults.LocalRedirect(InboxList.Href(log));
    }
}
