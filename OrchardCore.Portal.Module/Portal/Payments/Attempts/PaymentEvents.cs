using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using OrchardCore.Portal.Events;

namespace OrchardCore.Portal.Payments.Attempts;

/// <summary>Tells of payments that arrived or failed. Money that a bank gives back after a dispute is no new payment.</summary>
internal sealed class PaymentEvents : IEventSource
{
    public EventNote? Seen(EntityEntry changed, DateTime now)
    {
        if (changed.Entity is not PaymentAttempt attempt) return null;
        var former = changed.State == EntityState.Added ? PaymentState.Started : (PaymentState)changed.Property(nameof(PaymentAttempt.State)).OriginalValue!;
        PortalEventKind? kind = (former, attempt.State) switch
        {
            (PaymentState.Paid or PaymentState.Refunded or PaymentState.Disputed, _) => null,
            (_, PaymentState.Paid) => PortalEventKind.PaymentReceived,
            (not PaymentState.Failed, PaymentState.Failed) => PortalEventKind.PaymentFailed,
            _ => null,
        };
        return kind is null ? null : new()
        {
            Kind = kind.Value,
            At = now,
            AccountNumber = attempt.AccountNumber,
            Reference = attempt.Reference,
            Amount = attempt.Amount,
            Detail = kind == PortalEventKind.PaymentFailed ? attempt.Failure : "",
        };
    }
}
