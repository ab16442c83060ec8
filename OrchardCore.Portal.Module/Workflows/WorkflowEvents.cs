using System.Globalization;
using OrchardCore.Portal.Events;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Workflows.Services;

namespace Portal.Orchard.Workflows;

/// <summary>
/// Starts the site's workflows. They are correlated by the reference: one that began with a ticket may wait for that ticket's next step. An event
/// may come twice; EventId is the same then.
/// </summary>
internal sealed class WorkflowEvents(IWorkflowManager workflows, RetailerScope scope) : IPortalEvents
{
    public Task HearAsync(PortalEvent happened, CancellationToken stop) => workflows.TriggerEventAsync(PortalHappening.NameOf(happened.Kind), InputsOf(happened), happened.Reference);

    private Dictionary<string, object> InputsOf(PortalEvent happened)
    {
        var inputs = new Dictionary<string, object>
        {
            ["EventId"] = happened.Id,
            ["At"] = happened.At,
            ["AccountNumber"] = happened.AccountNumber,
            ["Reference"] = happened.Reference,
            ["Status"] = happened.Status,
            ["FormerStatus"] = happened.FormerStatus,
            ["Detail"] = happened.Detail,
            ["Currency"] = scope.Current.CurrencyCode,
        };
        if (happened.Amount is { } amount) inputs["Amount"] = amount.ToDecimal(scope.Current.Currency.Decimals);
        if (happened.DueOn is { } due) inputs["DueOn"] = due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return inputs;
    }
}
