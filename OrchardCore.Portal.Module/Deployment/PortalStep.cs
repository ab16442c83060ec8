using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using OrchardCore.Portal;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Branding;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Recipes.Models;
using OrchardCore.Recipes.Services;
using OrchardCore.Settings;
using Portal.Orchard.Settings;
using Portal.Orchard.Tenants;

namespace Portal.Orchard.Deployment;

/// <summary>
/// A recipe's step "CustomerPortal": look, pictures (Base64) and templates as the deployment step writes them, and "facts" in the shape of a retailer.json. In a setup
/// recipe it stands after the features. What is refused is said, and the rest is done.
/// </summary>
internal sealed class PortalStep(
    IServiceProvider services, ShellRetailer shell, RetailerScope scope, ISiteService sites, IHttpContextAccessor requests, IStringLocalizer<PortalStep> S) : NamedRecipeStepHandler(Name)
{
    // Asked for late: handlers of all steps are made for each step, and these are a retailer's.
    private CarryBrand Brand => services.GetRequiredService<CarryBrand>();
    private AuditTrail Trail => services.GetRequiredService<AuditTrail>();

    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };

    public const string Name = "CustomerPortal";
    public const string Facts = "facts";

    /// <summary>What no other tenant may say of this one.</summary>
    public static readonly IReadOnlyList<string> OfTheTenant = ["id", "name", "hosts", "prefix", "timeZone", "culture"];

    protected override async Task HandleAsync(RecipeExecutionContext context)
    {
        // While a site is being set up, nothing of it was opened yet.
        scope.Enter(await shell.ReadAsync(services));
        await services.OpenRetailerAsync(CancellationToken.None);
        scope.Enter(await shell.DressedAsync(services, CancellationToken.None));
        if (requests.HttpContext?.User is { Identity.IsAuthenticated: true } person) Trail.Enter(StaffMember.Of(person), "");
        if (context.Step[Facts] is JsonObject facts) await SetAsync(facts, context);
        else if (context.Step.ContainsKey(Facts)) context.Errors.Add(S["{0}: {1}", Name, $"{Facts}: expected what a retailer.json has, in braces."]);
        try
        {
            var carried = context.Step.Deserialize<CarriedBrand>(Shape)!;
            carried = new CarriedBrand(carried.Look, carried.Pictures ?? new Dictionary<string, byte[]>(), carried.Templates ?? new Dictionary<string, string>());
            foreach (var refused in await Brand.UnpackAsync(carried, context.RecipeDescriptor?.Name ?? Name, CancellationToken.None)) context.Errors.Add(S["{0}: {1}", Name, refused]);
        }
        catch (JsonException fault)
        {
            context.Errors.Add(S["{0}: {1}", Name, fault.Message]);
        }
    }

    private async Task SetAsync(JsonObject facts, RecipeExecutionContext context)
    {
        var site = await sites.LoadSiteSettingsAsync();
        var section = facts.DeepClone().AsObject();
        var former = site.Properties[RetailerFacts.Section] as JsonObject;
        foreach (var own in OfTheTenant)
        {
            section.Remove(own);
            if (former?[own] is { } kept) section[own] = kept.DeepClone();
        }
        var form = new RetailerFacts();
        form.ReadFrom(section);
        List<string> faults = [.. form.Faults().Select(one => $"{one.Field}: {one.Text}")];
        if (await shell.FaultAsync(section, site, services) is { } fault) faults.Add(fault);
        foreach (var one in faults) context.Errors.Add(S["{0}: {1}", Name, one]);
        if (faults.Count > 0) return;
        site.Properties[RetailerFacts.Section] = section;
        await sites.UpdateSiteSettingsAsync(site);
        await Trail.NoteNowAsync("Settings", "Taken over", context.RecipeDescriptor?.Name ?? Name);
    }
}
