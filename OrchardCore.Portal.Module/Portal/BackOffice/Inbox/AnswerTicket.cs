using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.BackOffice.CannedAnswers;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Inbox;

/// <summary>
/// An answer to the customer, or a note among the retailer's people. Who answers a ticket that has moved since they opened it is shown what
/// was said, and sends again if it still fits: two people never answer over each other.
/// </summary>
internal static class AnswerTicket
{
    private const string Note = "note";

    public static void Map(IEndpointRouteBuilder portal) => portal.MapPost(TicketPage.Path + "/answer", Send).Takes(ContactFiles.MostOfRequest(portal)).ForOffice(Policies.AnswerContacts);

    public static Form Ask(Form form, ContactLog log, ContactFiles files)
    {
        form.Field(new FormField("kind", "Kind", "radio") { Required = true, Value = "answer", Options = [new("answer", "Answer to the customer"), new(Note, "Internal note")] })
            .Field(new FormField("message", "Message", "textarea") { Required = true, Rows = "6", Maxlength = $"{Contacts.LongestMessage}" });
        files.Ask(form, "Files");
        IReadOnlyList<Choice> steps = [.. TicketWords.StepsFrom(log.Status).Where(step => step.Value is not nameof(ContactEvent.Acknowledged))];
        return steps.Count == 0 ? form : form.Field(new FormField("then", "And then", "select") { Options = [new("", log.Status is ContactStatus.New or ContactStatus.Acknowledged ? "In progress" : "Leave the status as it is"), .. steps.Where(step => log.Status is not (ContactStatus.New or ContactStatus.Acknowledged) || step.Value != nameof(ContactEvent.Started))] });
    }

    private static async Task<Results<RedirectHttpResult, Page<TicketPage.Model>, NotFound>> Send(
        string reference, HttpContext context, PortalDb db, RetailerScope scope, RetailerCalendar calendar, TicketScreen screen, ContactMails mails, ContactFiles files, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        var desk = await Desk.OfAsync(context);
        if (await desk.FindAsync(db, reference, stop) is not { } log) return TypedResults.NotFound();
        var sent = await Form.SentAsync(context, stop);
        if (sent["does"] == "insert") return await screen.ShowAsync(context, log, desk, stop, ("answer", Ask(await WithCannedAsync(sent, context, log, desk, scope.Current, db, stop), log, files)));
        var form = Ask(sent, log, files);
        if (form.IsGood && form["seen"] != $"{log.Version}") form.RefuseAll(Meanwhile(log));
        if (form["kind"] != Note && await TicketSaving.TwinFaultAsync(db, log, TicketWords.StepIn(form["then"], log.Status), desk, stop) is { Length: > 0 } twin) form.Refuse("then", twin);
        using var attached = await files.TakeAsync(form, null, log, stop);
        if (!form.IsGood) return await screen.ShowAsync(context, log, desk, stop, ("answer", form));

        var days = await BusinessDays.OfAsync(db, stop);
        var text = Contacts.Clean(form["message"]);
        if (form["kind"] == Note)
        {
            log.Say(new ContactMessage { At = calendar.UtcNow, Author = desk.Me.Name, IsInternal = true, Text = text, Files = attached.Rows });
            trail.Note("Inbox", "Wrote a note", log.Reference, $"{InboxList.Path}/{log.Reference}", account: log.IsPrivate ? "" : log.AccountNumber);
        }
        else
        {
            var step = TicketWords.StepIn(form["then"], log.Status);
            log.Say(new ContactMessage { At = calendar.UtcNow, Author = desk.Me.Name, Text = text, Files = attached.Rows });
            if (step is { } taken)
            {
                log.Take(taken, calendar, days);
                log.Say(new ContactMessage { At = calendar.UtcNow, Author = desk.Me.Name, Event = taken, Text = "" });
            }
            else if (log.Status is ContactStatus.New or ContactStatus.Acknowledged) log.Take(ContactEvent.Started, calendar, days);
            if (log.AssignedTo == "") (log.AssignedTo, log.AssignedName) = (desk.Me.Email, desk.Me.Name);   // who answers has it
            await mails.ToldAsync(log, step, attached.Rows.Count);
            trail.Note("Inbox", "Answered", log.Reference, $"{InboxList.Path}/{log.Reference}", step is { } told ? TicketWords.Done(told) : "", log.IsPrivate ? "" : log.AccountNumber);
        }
        if (await TicketSaving.TryAsync(db, log.Reference, desk, stop) is { } newer)
        {
            form.RefuseAll(Meanwhile(newer));
            return await screen.ShowAsync(context, newer, desk, stop, ("answer", form));
        }
        attached.Keep();
        mails.DeliverSoon();
        notices.Put(context, "good", form["kind"] == Note ? "The note is saved. The customer does not see it." : log.IsPrivate ? "The answer is in the portal." : $"The answer is sent to {log.WrittenBy}.");
        return TypedResults.LocalRedirect(InboxList.Href(log));
    }

    /// <summary>What was typed, and the ready answer below it: for who has no script. Nothing is sent yet.</summary>
    private static async Task<Form> WithCannedAsync(Form sent, HttpContext context, ContactLog log, Desk desk, Retailer retailer, PortalDb db, CancellationToken stop)
    {
        var canned = int.TryParse(sent["canned"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? await db.CannedAnswers.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, stop) : null;
        var text = canned is null ? sent["message"] : $"{sent["message"]}\n\n{canned.For(log, desk.Me, retailer)}".Trim();
        return Form.Kept(context, new Dictionary<string, string> { ["kind"] = sent["kind"], ["then"] = sent["then"], ["message"] = text });
    }

    private static string Meanwhile(ContactLog log)
    {
        var last = log.Messages.OrderBy(message => message.At).ThenBy(message => message.Id).Last();
        var did = last switch { { IsInternal: true, Event: null } => "wrote a note", { Event: null, FromCustomer: true } => "wrote again", { Event: null } => "answered", _ => "changed the ticket" };
        return $"{last.Author} {did} in the meantime. Read it above, then send again if your text still fits.";
    }
}
