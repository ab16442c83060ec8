namespace OrchardCore.Portal.ContactUs;

/// <summary>Where a ticket stands: features.md 5.2.</summary>
internal enum ContactStatus { New, Acknowledged, InProgress, WaitingForCustomer, WaitingForThirdParty, Resolved, Closed, Withdrawn, Rejected, Reopened, Escalated }

/// <summary>What can happen to a ticket, by the customer's hand or the retailer's.</summary>
internal enum ContactEvent { Acknowledged, Started, AskedCustomer, AskedThirdParty, Escalated, Resolved, Rejected, RanOut, CustomerAnswered, CustomerSettled, CustomerWithdrew }

internal static class ContactLife
{
    /// <summary>For so long a customer's answer opens a ticket again; later it becomes a new one.</summary>
    public const int DaysToReopen = 30;

    /// <exception cref="InvalidOperationException">The step is not possible from here.</exception>
    public static ContactStatus After(this ContactStatus status, ContactEvent happened) => status.Next(happened)
        ?? throw new InvalidOperationException($"A ticket that is {status} cannot take {happened}.");

    public static bool CanTake(this ContactStatus status, ContactEvent happened) => status.Next(happened) is not null;

    /// <summary>Nobody has anything more to do.</summary>
    public static bool IsOver(this ContactStatus status) => status is ContactStatus.Closed or ContactStatus.Withdrawn or ContactStatus.Rejected;

    // The whole life. What is not a line here cannot happen.
    private static ContactStatus? Next(this ContactStatus status, ContactEvent happened) => (status, happened) switch
    {
        (ContactStatus.Closed or ContactStatus.Withdrawn or ContactStatus.Rejected or ContactStatus.Resolved, ContactEvent.CustomerAnswered) => ContactStatus.Reopened,
        (ContactStatus.Closed or ContactStatus.Withdrawn or ContactStatus.Rejected, _) => null,

        (ContactStatus.WaitingForCustomer, ContactEvent.CustomerAnswered) => ContactStatus.InProgress,
        (_, ContactEvent.CustomerAnswered) => status,
        (_, ContactEvent.CustomerSettled) => ContactStatus.Closed,
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
