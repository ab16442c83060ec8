using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.BackOffice.Inbox;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Complaints;

/// <summary>A ticket's entry in the register: whether it is a complaint at all, and then what about, how far, and what came of it.</summary>
internal static class RecordComplaint
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapPost(TicketPage.Path + "/complaint", Save).ForOffice(Policies.AnswerContacts);

    public static Form Ask(Form form, ContactLog log) => form
        .Field(new FormField("is-complaint", "It is a complaint", "checkbox") { Value = log.IsComplaint ? "true" : "", Hint = "Any words of dissatisfaction to which an answer is expected; the customer need not say “complaint”." })
        .Field(new FormField("category", "Category", "select") { Value = log.Category, Options = [new("", "Not yet said"), .. ComplaintCategories.All.Select(name => new Choice(name, name))] })
        .Field(new FormField("level", "Level", "select") { Required = true, Value = log.Level.ToString(), Options = [.. Enum.GetValues<ComplaintLevel>().Select(level => new Choice(level.ToString(), Name(level)))] })
        .Field(new FormField("cause", "What went wrong", "textarea") { Value = log.Cause, Rows = "2", Maxlength = "500", Hint = "For the register; the customer does not read it." })
        .Field(new FormField("outcome", "Outcome, with reasons", "textarea") { Value = log.Outcome, Rows = "2", Maxlength = "500" })
        .Field(new FormField("ombudsman", "Ombudsman reference") { Value = log.OmbudsmanReference, Maxlength = "60" });

    public static string Name(ComplaintLevel level) => level switch { ComplaintLevel.TeamLeader => "Team leader", ComplaintLevel.Ombudsman => "Ombudsman", _ => "First contact" };

    private static async Task<Results<RedirectHttpResult, Page<TicketPage.Model>, NotFound>> Save(
        string reference, HttpContext context, PortalDb db, RetailerCalendar calendar, TicketScreen screen, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        var desk = await Desk.OfAsync(context);
        if (await desk.FindAsync(db, reference, stop) is not { } log) return TypedResults.NotFound();
        var form = Ask(await Form.SentAsync(context, stop), log);
        var isComplaint = form["is-complaint"] == "true";
        if (!isComplaint && (form["category"] + form["cause"] + form["outcome"] + form["ombudsman"] != "" || form["level"] != nameof(ComplaintLevel.FirstContact)))
            form.Refuse("is-complaint", "Tick it, or empty the fields below: only a complaint has them.");
        if (form["ombudsman"] != "" && form["level"] != nameof(ComplaintLevel.Ombudsman)) form.Refuse("level", "Choose Ombudsman, since there is a reference of theirs.");
        if (!form.IsGood) return await screen.ShowAsync(context, log, desk, stop, ("complaint", form));

        var level = Enum.Parse<ComplaintLevel>(form["level"]);
        (string What, string Old, string New)[] now =
        [
            ("Complaint", Said(log.IsComplaint), Said(isComplaint)), ("Category", log.Category, form["category"]), ("Level", Name(log.Level), Name(level)), ("What went wrong", log.Cause, Contacts.Clean(form["cause"])),
            ("Outcome", log.Outcome, Contacts.Clean(form["outcome"])), ("Ombudsman reference", log.OmbudsmanReference, form["ombudsman"]),
        ];
        var changes = now.Where(one => one.Old != one.New).ToList();
        if (form["seen"] != $"{log.Version}")
        {
            form.RefuseAll($"Somebody changed the ticket in the meantime. {(changes.Count == 0 ? "The record says what yours says." : $"The record says: {string.Join("; ", changes.Select(one => $"{one.What}: {(one.Old == "" ? "nothing" : one.Old)}"))}.")} Save again if yours is right.");
            return await screen.ShowAsync(context, log, desk, stop, ("complaint", form));
        }
        (log.IsComplaint, log.Category, log.Level, log.Cause, log.Outcome, log.OmbudsmanReference) = (isComplaint, form["category"], level, Contacts.Clean(form["cause"]), Contacts.Clean(form["outcome"]), form["ombudsman"]);
        if (changes.Count == 0) return TypedResults.LocalRedirect(InboxList.Href(log));
        log.Say(new ContactMessage { At = calendar.UtcNow, Author = desk.Me.Name, IsInternal = true, Event = ContactEvent.Changed, Text = "Complaint record: " + string.Join("; ", changes.Select(change => change.What.ToLowerInvariant())) });
        trail.Note("Complaints", "Recorded", log.Reference, $"{InboxList.Path}/{log.Reference}", log.IsPrivate ? default : AuditTrail.Changes(changes), log.IsPrivate ? "" : log.AccountNumber);
        if (await TicketSaving.TryAsync(db, log.Reference, desk, stop) is { } newer)
        {
            form.RefuseAll("Somebody changed the ticket in the meantime. Please look at it, then save again.");
            return await screen.ShowAsync(context, newer, desk, stop, ("complaint", form));
        }
        notices.Put(context, "good", "The complaint register has it.");
        return TypedResults.LocalRedirect(InboxList.Href(log));
    }

    private static string Said(bool yes) => yes ? "Yes" : "No";
}
