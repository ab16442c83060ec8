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

/// <summary>Who has a ticket and how urgent it is; told among the retailer's people only.</summary>
internal static class AssignTicket
{
    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapPost(TicketPage.Path + "/assign", Assign).ForOffice(Policies.AnswerContacts);
        portal.MapPost(TicketPage.Path + "/take", Take).ForOffice(Policies.AnswerContacts);
    }

    public static Form Ask(Form form, ContactLog log, IReadOnlyList<StaffMember> people) => form
        .Field(new FormField("assigned", "Assigned to", "select") { Value = log.AssignedTo, Options = [new("", "Nobody"), .. people.Select(one => new Choice(one.Email, one.Name))] })
        .Field(new FormField("priority", "Priority", "select") { Required = true, Value = log.Priority.ToString(), Options = [.. Enum.GetNames<ContactPriority>().Reverse().Select(name => new Choice(name, name))] });

    private static async Task<Results<RedirectHttpResult, Page<TicketPage.Model>, NotFound>> Assign(
        string reference, HttpContext context, PortalDb db, RetailerCalendar calendar, TicketScreen screen, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        var desk = await Desk.OfAsync(context);
        if (await desk.FindAsync(db, reference, stop) is not { } log) return TypedResults.NotFound();
        var people = await screen.PeopleAsync(log, desk, stop);
        var form = Ask(await Form.SentAsync(context, stop), log, people);
        if (!form.IsGood) return await screen.ShowAsync(context, log, desk, stop, ("assign", form));
        return await GiveAsync(log, people.FirstOrDefault(one => one.Email == form["assigned"]), Enum.Parse<ContactPriority>(form["priority"]), desk, context, db, calendar, trail, notices, stop);
    }

    private static async Task<Results<RedirectHttpResult, Page<TicketPage.Model>, NotFound>> Take(
        string reference, HttpContext context, PortalDb db, RetailerCalendar calendar, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        var desk = await Desk.OfAsync(context);
        if (await desk.FindAsync(db, reference, stop) is not { } log) return TypedResults.NotFound();
        if (log.AssignedTo == "") return await GiveAsync(log, desk.Me, log.Priority, desk, context, db, calendar, trail, notices, stop);
        notices.Put(context, "warn", $"{log.AssignedName} has taken it in the meantime.");
        return TypedResults.LocalRedirect(InboxList.Href(log));
    }

    private static async Task<RedirectHttpResult> GiveAsync(
        ContactLog log, StaffMember? to, ContactPriority priority, Desk desk, HttpContext context, PortalDb db, RetailerCalendar calendar, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        List<string> changes = [];
        if (log.AssignedTo != (to?.Email ?? "")) changes.Add(to is null ? "Given back to everybody" : $"Assigned to {to.Name}");
        if (log.Priority != priority) changes.Add($"Priority {priority}, was {log.Priority}");
        (log.AssignedTo, log.AssignedName, log.Priority) = (to?.Email ?? "", to?.Name ?? "", priority);
        if (changes.Count > 0)
        {
            var told = string.Join(". ", changes);
            log.Say(new ContactMessage { At = calendar.UtcNow, Author = desk.Me.Name, IsInternal = true, Event = ContactEvent.Changed, Text = told });
            trail.Note("Inbox", "Changed", log.Reference, $"{InboxList.Path}/{log.Reference}", told, log.IsPrivate ? "" : log.AccountNumber);
            var newer = await TicketSaving.TryAsync(db, log.Reference, desk, stop);
            notices.Put(context, newer is null ? "good" : "warn", newer is null ? told + "." : "Somebody changed the ticket in the meantime. Please look at it and try again.");
        }
        return TypedResults.LocalRedirect(InboxList.Href(log));
    }
}
