using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Events;

/// <summary>What a host can hear of.</summary>
public enum PortalEventKind { StatementImported, PaymentReceived, PaymentFailed, TicketCreated, TicketStatusChanged }

/// <summary>Something that has happened at a retailer, told after it was saved.</summary>
/// <param name="Id">The same each time that it is told: who hears it twice knows it by this.</param>
/// <param name="At">UTC.</param>
/// <param name="Reference">What customers quote: a statement's number, "PAY-7K2M9QXR", "LUM-2026-001873".</param>
public sealed record PortalEvent(string Id, PortalEventKind Kind, DateTime At, string AccountNumber, string Reference)
{
    /// <summary>Of the statement or the payment; nothing for a ticket.</summary>
    public Money? Amount { get; init; }

    /// <summary>When the statement is to be paid.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>Of a ticket, before and now: "InProgress".</summary>
    public string FormerStatus { get; init; } = "";
    public string Status { get; init; } = "";

    /// <summary>The ticket's type ("billing"), or Stripe's code of what stopped a payment ("insufficient_funds").</summary>
    public string Detail { get; init; } = "";
}

/// <summary>
/// A host that wants to hear of events adds one with <see cref="EventsHosting.AddPortalEvents{T}"/>. It is called in the retailer's scope, outside
/// any request, once for each event, and again where it threw or the process ended meanwhile.
/// </summary>
public interface IPortalEvents
{
    Task HearAsync(PortalEvent happened, CancellationToken stop);
}
