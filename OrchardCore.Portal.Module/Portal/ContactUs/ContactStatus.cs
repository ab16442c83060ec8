namespace OrchardCore.Portal.ContactUs;

/// <summary>Where a ticket stands: features.md 5.2.</summary>
internal enum ContactStatus { New, Acknowledged, InProgress, WaitingForCustomer, WaitingForThirdParty, Resolved, Closed, Withdrawn, Rejected, Reopened, Escalated }

/// <summary>
/// What can happen to a ticket, by the customer's hand or the retailer's. The last two are told in words and leave the status as it is:
/// a new promise, and what only the retailer's people read (who has it now, how urgent it is).
/// </summary>
internal enum ContactEvent
{
    Acknowledged, Started, AskedCustomer, AskedThirdParty, Escalated, Resolved, Rejected, RanOut, CustomerAnswered, CustomerSettled, CustomerWithdrew, OpenedAgain, Merged, PromiseMoved, Changed,
}

internal enum ContactPriority { Low, Normal, High, Urgent }

/// <summary>How far a complaint has gone.</summary>
internal enum ComplaintLevel { FirstContact, TeamLeader, Ombudsman }

internal static class ContactLife
{
    /// <summary>For so long a customer's answer opens a ticket again; later it becomes a new one.</summary>
    public const int DaysToReopen = 30;

    /// <summary>For so long a customer may say that it is not settled; then the ticket closes by itself.</summary>
    public const int DaysToSayNo = 10;

    /// <exception cref="InvalidOperationException">The step is not possible from here.</exception>
    public static ContactStatus After(this ContactStatus status, ContactEvent happened) => status.Next(happened)
        ?? throw new InvalidOperationException($"A ticket that is {status} cannot take {happened}.");

    public static bool CanTake(this ContactStatus status, ContactEvent happened) => status.Next(happened) is not null;

    /// <summary>Nobody has anything more to do.</summary>
    public static bool IsOver(this ContactStatus status) => status is ContactStatus.Closed or ContactStatus.Withdrawn or ContactStatus.Rejected;

    // The whole life. What is not a line here cannot happen.
    private static ContactStatus? Next(this ContactStatus status, ContactEvent happened) => (status, happened) switch
    {
        (ContactStatus.Closed or ContactStatus.Withdrawn or ContactStatus.Rejected or ContactStatus.Resolved, ContactEvent.CustomerAnswered or ContactEvent.OpenedAgain) => ContactStatus.Reopened,
        (ContactStatus.Closed or ContactStatus.Withdrawn or ContactStatus.Rejected, _) => null,
        (_, ContactEvent.OpenedAgain or ContactEvent.PromiseMoved or ContactEvent.Changed) => null,

        (ContactStatus.WaitingForCustomer, ContactEvent.CustomerAnswered) => ContactStatus.InProgress,
        (_, ContactEvent.CustomerAnswered) => status,
        (_, ContactEvent.CustomerSettled or ContactEvent.Merged) => ContactStatus.Closed,
        (not ContactStatus.Resolved, ContactEvent.CustomerWithdrew) => ContactStatus.Withdrawn,
        (ContactStatus.Resolved, ContactEvent.RanOut) => ContactStatus.Closed,
        (ContactStatus.Resolved, _) => null,

        (ContactStatus.New, ContactEvent.Acknowledged) => ContactStatus.Acknowledged,
        (_, ContactEvent.Started) => ContactStatus.InProgress,
        (_, ContactEvent.AskedCustomer) => ContactStatus.WaitingForCustomer,
        (_, ContactEvent.AskedThirdParty) => ContactStatus.WaitingForThirdParty,
        (_, ContactEvent.Escalated) => ContactStatus.Escalated,
        (_, ContactEvent.Resolved) => ContactStatus.Resolved,
        (_, ContactEvent.Rejected) => ContactStatus.Rejected,
        _ => null,
    };
}
