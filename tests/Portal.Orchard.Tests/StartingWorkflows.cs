using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Workflows.Models;
using OrchardCore.Workflows.Services;

namespace Portal.Orchard.Tests;

/// <summary>A site's workflows begin with what happens in its portal.</summary>
[Collection(nameof(OrchardApp))]
public sealed class StartingWorkflows(OrchardApp portal)
{
    [Fact]
    public async Task A_ticket_starts_the_workflow_of_its_own_tenant_with_what_it_is_about()
    {
        foreach (var tenant in OrchardApp.Tenants) await AddWorkflowAsync(tenant, "PortalTicketCreated");
        var customer = await portal.SignedInAsync("lumen", "flower", "Customer", "6001");

        await customer.SendAsync("/contact?type=general", [("type", "general"), ("form", Guid.NewGuid().ToString("N")), ("message", "When is my meter read?")], "/contact");

        await OrchardApp.UntilAsync(async () => await CountAsync("lumen") == 1);
        Assert.Equal(0, await CountAsync("tidewater"));
        await portal.InAsync("lumen", async scope =>
        {
            var workflow = (await scope.GetRequiredService<IWorkflowStore>().ListAsync(take: 10)).Single();
            Assert.Contains("-2026-", workflow.CorrelationId, StringComparison.Ordinal);
            Assert.Contains("6001", workflow.State.ToString(), StringComparison.Ordinal);
        });
    }

    private async Task<int> CountAsync(string tenant)
    {
        var count = 0;
        await portal.InAsync(tenant, async scope => count = (await scope.GetRequiredService<IWorkflowStore>().ListAsync(take: 10)).Count());
        return count;
    }

    /// <summary>One that begins with the event and then waits for another, so that it stays to be looked at.</summary>
    private Task AddWorkflowAsync(string tenant, string name) => portal.InAsync(tenant, scope => scope.GetRequiredService<IWorkflowTypeStore>().SaveAsync(new WorkflowType
    {
        WorkflowTypeId = "test-" + name,
        Name = name,
        IsEnabled = true,
        Activities =
        [
            new ActivityRecord { ActivityId = "begin", Name = name, IsStart = true, Properties = new JsonObject() },
            new ActivityRecord { ActivityId = "wait", Name = "PortalTicketStatusChanged", Properties = new JsonObject() },
        ],
        Transitions = [new Transition { SourceActivityId = "begin", SourceOutcomeName = "Done", DestinationActivityId = "wait" }],
    }));
}
