using Microsoft.Extensions.Localization;
using OrchardCore.Portal.Events;
using OrchardCore.Workflows.Abstractions.Models;
using OrchardCore.Workflows.Activities;
using OrchardCore.Workflows.Models;

namespace Portal.Orchard.Workflows;

/// <summary>An event of the portal that a workflow begins with, or waits for. There is a class for each because Orchard knows activities by their type.</summary>
public abstract class PortalHappening(PortalEventKind kind, string title, IStringLocalizer S) : EventActivity
{
    public override string Name => NameOf(kind);
    public override LocalizedString DisplayText => S[title];
    public override LocalizedString Category => S["Customer Portal"];
    public override bool HasEditor => false;

    public static string NameOf(PortalEventKind kind) => $"Portal{kind}";

    public override IEnumerable<Outcome> GetPossibleOutcomes(WorkflowExecutionContext workflowContext, ActivityContext activityContext) => Outcomes(S["Done"]);

    public override ActivityExecutionResult Resume(WorkflowExecutionContext workflowContext, ActivityContext activityContext) => Outcomes("Done");
}

public sealed class StatementImported(IStringLocalizer<StatementImported> S) : PortalHappening(PortalEventKind.StatementImported, "Statement imported", S);

public sealed class PaymentReceived(IStringLocalizer<PaymentReceived> S) : PortalHappening(PortalEventKind.PaymentReceived, "Payment received", S);

public sealed class PaymentFailed(IStringLocalizer<PaymentFailed> S) : PortalHappening(PortalEventKind.PaymentFailed, "Payment failed", S);

public sealed class TicketCreated(IStringLocalizer<TicketCreated> S) : PortalHappening(PortalEventKind.TicketCreated, "Ticket created", S);

public sealed class TicketStatusChanged(IStringLocalizer<TicketStatusChanged> S) : PortalHappening(PortalEventKind.TicketStatusChanged, "Ticket status changed", S);
