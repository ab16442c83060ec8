using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.Inbox;

/// <summary>A ticket's steps, as the retailer's people say them.</summary>
internal static class TicketWords
{
    // In the order in which they are offered.
    private static readonly (ContactEvent Event, string Deed)[] Steps =
    [
        (ContactEvent.Acknowledged, "Acknowledge it"),
        (ContactEvent.Started, "In progress"),
        (ContactEvent.AskedCustomer, "Wait for the customer (the clock stops)"),
        (ContactEvent.AskedThirdParty, "Wait for somebody else (the clock runs)"),
        (ContactEvent.Escalated, "Pass to a team leader"),
        (ContactEvent.Resolved, "Resolved"),
        (ContactEvent.Rejected, "Not accepted"),
        (ContactEvent.OpenedAgain, "Open it again"),
    ];

    /// <summary>The steps that one of the retailer's people may take from here.</summary>
    public static IEnumerable<Choice> StepsFrom(ContactStatus status) =>
        Steps.Where(step => status.CanTake(step.Event) && status.After(step.Event) != status).Select(step => new Choice(step.Event.ToString(), step.Deed));

    /// <summary>The step that a form names; null where it is not one that may be taken from here.</summary>
    public static ContactEvent? StepIn(string value, ContactStatus status) =>
        StepsFrom(status).Any(step => step.Value == value) && Enum.TryParse<ContactEvent>(value, out var step) ? step : null;

    /// <summary>A status as the customer reads it, but where "you" is the customer.</summary>
    public static string Status(ContactLog log, Wording words, RetailerCalendar calendar) =>
        log.Status == ContactStatus.WaitingForCustomer ? "Waiting for the customer" : StatusWords.Of(log, words, calendar).Text;

    public static string Done(ContactEvent happened) => happened switch
    {
        ContactEvent.Acknowledged => "Acknowledged",
        ContactEvent.Started => "In progress",
        ContactEvent.AskedCustomer => "Waiting for the customer",
        ContactEvent.AskedThirdParty => "Waiting for somebody else",
        ContactEvent.Escalated => "Passed to a team leader",
        ContactEvent.Resolved => "Resolved",
        ContactEvent.Rejected => "Not accepted",
        ContactEvent.RanOut => "Closed by itself: the customer said nothing more",
        ContactEvent.OpenedAgain => "Opened again",
        ContactEvent.Merged => "Merged into another ticket",
        ContactEvent.PromiseMoved => "Promise moved",
        _ => happened.ToString(),
    };
}
