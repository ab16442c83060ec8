using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using OrchardCore.DisplayManagement.Handlers;
using OrchardCore.DisplayManagement.Views;
using OrchardCore.Mvc.ModelBinding;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.BackOffice.BrandEditor;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Settings;
using Portal.Orchard.People;
using Portal.Orchard.Tenants;

namespace Portal.Orchard.Settings;

/// <summary>
/// The site's settings, "Customer portal": what the retailer is. Name, time zone and culture are the site's own and said where it says them; the look has one editor,
/// to which this page leads.
/// </summary>
internal sealed class RetailerFactsDriver(
    ShellRetailer shell, RetailerScope scope, IReadOnlyList<Feature> features, IOptions<PortalPlace> place, IAuthorizationService permissions, IHttpContextAccessor requests,
    IServiceProvider services, IStringLocalizer<RetailerFactsDriver> S) : DisplayDriver<ISite>
{
    public const string Group = "customerportal";

    private HttpContext Request => requests.HttpContext!;

    public override async Task<IDisplayResult?> EditAsync(ISite model, BuildEditorContext context)
    {
        if (!IsOurs(context) || !await MayAsync()) return null;
        return Initialize<RetailerFactsForm>("RetailerFacts_Edit", form =>
        {
            var retailer = scope.Current;
            form.ReadFrom(SectionOf(model));
            (form.Name, form.TimeZone, form.Culture, form.UsualCurrency) = (retailer.Name, retailer.TimeZone, retailer.Culture, retailer.CurrencyCode);
            form.BrandHref = features.Any(feature => feature.Path == BrandEditor.Path) ? $"~{place.Value.Path}{BrandEditor.Path}" : "";
        }).Location("Content:5").OnGroup(Group);
    }

    public override async Task<IDisplayResult?> UpdateAsync(ISite model, UpdateEditorContext context)
    {
        if (!IsOurs(context) || !await MayAsync()) return null;
        var form = new RetailerFactsForm();
        await context.Updater.TryUpdateModelAsync(form, Prefix);
        Fill(form);
        var (before, after) = (SectionOf(model), SectionOf(model));
        form.WriteTo(after);
        foreach (var (field, text) in form.Faults()) context.Updater.ModelState.AddModelError(Prefix, field, S[text]);
        if (await shell.FaultAsync(after, model, services) is { } fault) context.Updater.ModelState.AddModelError(Prefix, nameof(form.Currency), fault);
        if (context.Updater.ModelState.IsValid)
        {
            model.Properties[RetailerFacts.Section] = after;
            var trail = services.GetRequiredService<AuditTrail>();   // asked for late: drivers are made while a site is set up, too
            trail.Enter(StaffMember.Of(Request.User), Guard.TraceOf(Request));
            await trail.NoteNowAsync("Settings", "Changed", scope.Current.Name, "", AuditTrail.Changes(Differences(before, after)));
        }
        return await EditAsync(model, context);
    }

    private static bool IsOurs(BuildEditorContext context) => string.Equals(context.GroupId, Group, StringComparison.OrdinalIgnoreCase);

    private Task<bool> MayAsync() => permissions.AuthorizeAsync(Request.User, PortalPermissions.Of(Policies.EditBrand));

    private static JsonObject SectionOf(ISite site) => (site.Properties[RetailerFacts.Section] as JsonObject)?.DeepClone().AsObject() ?? [];

    /// <summary>An empty field of a form comes as nothing at all.</summary>
    private static void Fill(RetailerFacts form) => (form.Abn, form.Currency, form.TicketPrefix, form.OmbudsmanName, form.OmbudsmanPhone, form.OmbudsmanHref, form.PaymentOptions) =
        (Said(form.Abn), Said(form.Currency), Said(form.TicketPrefix), Said(form.OmbudsmanName), Said(form.OmbudsmanPhone), Said(form.OmbudsmanHref), Said(form.PaymentOptions));

    private static string Said(string? text) => text?.Trim() ?? "";

    private static IEnumerable<(string What, string Old, string New)> Differences(JsonObject before, JsonObject after) =>
        before.Select(one => one.Key).Union(after.Select(one => one.Key)).Where(key => !JsonNode.DeepEquals(before[key], after[key])).Select(key => (key, Said(before[key]?.ToString()), Said(after[key]?.ToString())));
}
