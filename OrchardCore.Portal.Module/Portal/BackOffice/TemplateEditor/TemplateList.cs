using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Branding;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Pages.Sandbox;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.TemplateEditor;

/// <summary>Every template that can be the retailer's own: what it is for, whose it is, who changed it last, and which failed.</summary>
internal static class TemplateList
{
    public const string Path = "/admin/templates";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, Show).ForOffice(Policies.EditBrand);
        TemplateEditor.Map(portal);
        TemplatePreview.Map(portal);
    }

    private static async Task<Page<Model>> Show(PortalDb db, Templates templates, IReadOnlyList<TemplateInfo> all, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        var (retailer, words) = (scope.Current, scope.Current.Wording);
        var drafts = await db.TemplateDrafts.AsNoTracking().Select(draft => new { draft.Path, draft.SavedBy, draft.SavedAt }).ToDictionaryAsync(draft => draft.Path, StringComparer.Ordinal, stop);
        var published = await (from template in db.Set<OwnTemplate>().AsNoTracking()
                               where !db.Set<OwnTemplate>().Any(newer => newer.Path == template.Path && newer.Id > template.Id)
                               select new { template.Path, template.SavedBy, template.SavedAt, IsOwn = template.Text != null }).ToDictionaryAsync(template => template.Path, StringComparer.Ordinal, stop);
        var failures = await db.TemplateFailures.AsNoTracking().OrderByDescending(failure => failure.At).ToListAsync(stop);

        Line Of(TemplateInfo template)
        {
            var (draft, last) = (drafts.GetValueOrDefault(template.Path), published.GetValueOrDefault(template.Path));
            var refused = retailer.OwnTemplates.TryGetValue(template.Path, out var text) ? templates.FaultsIn(retailer, template.Path, text, TemplateRoots.Unknown).FirstOrDefault(fault => !fault.IsWarning) : null;
            var (state, tone) = refused is not null ? ($"Yours, not used: {refused}", "bad") : (last?.IsOwn == true, draft is not null, templates.IsInFolder(retailer, template.Path)) switch
            {
                (true, true, _) => ("Yours, with a draft", "warn"),
                (true, false, _) => ("Yours", "good"),
                (false, true, _) => ("Draft", "warn"),
                (_, _, true) => ("Yours, from your folder", "good"),
                _ => ("The portal's own", ""),
            };
            var changed = draft is not null ? $"{draft.SavedBy}, {words.ShortDate(calendar.DayOf(draft.SavedAt))}" : last is not null ? $"{last.SavedBy}, {words.ShortDate(calendar.DayOf(last.SavedAt))}" : "";
            return new(template.Title, template.Use, template.Path, state, tone, changed, Links.To($"{Path}/{template.Slug}"));
        }

        return new("BackOffice/TemplateEditor/TemplateList", "Templates", new Model(
            [.. all.GroupBy(template => template.Group).Select(group => new Group(group.Key, [.. group.Select(Of)]))],
            [.. failures.Select(failure => new Failure(failure.Path, failure.Fault, $"{calendar.LocalTime(failure.At).ToString("d MMM, h:mm tt", words.Culture)}"))]), frame: FrameKind.Office);
    }

    internal sealed record Model(IReadOnlyList<Group> Groups, IReadOnlyList<Failure> Failures);
    internal sealed record Group(string Title, IReadOnlyList<Line> Templates);
    internal sealed record Line(string Title, string Use, string Path, string State, string Tone, string Changed, string Href);
    internal sealed record Failure(string Path, string Fault, string At);
}
