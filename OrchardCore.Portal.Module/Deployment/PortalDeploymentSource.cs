using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Records;
using OrchardCore.Deployment;
using OrchardCore.Portal.Branding;
using OrchardCore.Settings;
using Portal.Orchard.Answers;
using Portal.Orchard.Settings;
using YesSql;

namespace Portal.Orchard.Deployment;

/// <summary>Writes the step of the recipe that <see cref="PortalStep"/> reads, and the published FAQs as the content items that they are.</summary>
internal sealed class PortalDeploymentSource(IServiceProvider services, ISiteService sites, ISession session) : DeploymentSourceBase<PortalDeploymentStep>
{
    protected override async Task ProcessAsync(PortalDeploymentStep step, DeploymentPlanResult result)
    {
        // Asked for late: sources are made where no retailer was entered, too.
        var packed = await services.GetRequiredService<CarryBrand>().PackAsync(step.Brand, step.Templates, CancellationToken.None);
        var written = JsonSerializer.SerializeToNode(packed, JsonSerializerOptions.Web)!.AsObject();
        written["name"] = PortalStep.Name;
        if (step.Facts) written[PortalStep.Facts] = Facts((await sites.GetSiteSettingsAsync()).Properties[RetailerFacts.Section] as JsonObject);
        result.Steps.Add(written);
        if (step.Answers) result.Steps.Add(new JsonObject { ["name"] = "Content", ["data"] = await AnswersAsync() });
    }

    /// <summary>Without what only its own tenant is: its name, its addresses, its clock.</summary>
    private static JsonObject Facts(JsonObject? section)
    {
        var facts = section?.DeepClone().AsObject() ?? [];
        foreach (var own in PortalStep.OfTheTenant) facts.Remove(own);
        return facts;
    }

    private async Task<JsonArray> AnswersAsync()
    {
        JsonArray items = [];
        foreach (var item in await session.Query<ContentItem, ContentItemIndex>(index => index.ContentType == FaqType.Name && index.Published).ListAsync())
        {
            var written = JObject.FromObject(item)!;
            written.Remove(nameof(ContentItem.Id));   // a number of this tenant's database
            items.Add(written);
        }
        return items;
    }
}
