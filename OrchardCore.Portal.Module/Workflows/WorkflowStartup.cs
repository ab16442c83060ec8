using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Modules;
using OrchardCore.Portal.Events;
using OrchardCore.Workflows.Helpers;

namespace Portal.Orchard.Workflows;

/// <summary>Where a site has workflows, it hears of the portal's events; where it has none, nothing is written down for them.</summary>
[Feature(PortalFeatures.Portal)]
[RequireFeatures("OrchardCore.Workflows")]
public sealed class WorkflowStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddPortalEvents<WorkflowEvents>();
        services.AddActivity<StatementImported, HappeningDriver<StatementImported>>();
        services.AddActivity<PaymentReceived, HappeningDriver<PaymentReceived>>();
        services.AddActivity<PaymentFailed, HappeningDriver<PaymentFailed>>();
        services.AddActivity<TicketCreated, HappeningDriver<TicketCreated>>();
        services.AddActivity<TicketStatusChanged, HappeningDriver<TicketStatusChanged>>();
    }
}
