using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.ImportFiles;

/// <summary>The keys of the import API. A key is shown once, on the page that answers its making.</summary>
internal static class ImportKeys
{
    private const string Path = "/admin/imports/keys";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, (HttpContext context, PortalDb db, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop) =>
            ToPage(Ask(Form.Fresh(context)), "", context, db, scope, calendar, stop)).AfterProof().ForOffice(Policies.ManageKeys);
        portal.MapPost(Path, Make).AfterProof().ForOffice(Policies.ManageKeys);
        portal.MapPost(Path + "/{id:guid}/revoke", Revoke).AfterProof().ForOffice(Policies.ManageKeys);
    }

    private static async Task<Page<Model>> Make(HttpContext context, ApiKeys keys, AuditTrail trail, PortalDb db, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        var form = Ask(await Form.SentAsync(context, stop));
        if (form.IsGood) trail.Note("API keys", "Made", form["name"], Path);
        return form.IsGood
            ? await ToPage(Ask(Form.Fresh(context)), await keys.MakeAsync(form["name"], stop), context, db, scope, calendar, stop)
            : await ToPage(form, "", context, db, scope, calendar, stop);
    }

    private static async Task<RedirectHttpResult> Revoke(Guid id, HttpContext context, ApiKeys keys, AuditTrail trail, PortalDb db, Notices notices, CancellationToken stop)
    {
        await keys.RevokeAsync(id, stop);
        await trail.NoteNowAsync("API keys", "Revoked", await db.ApiKeys.Where(key => key.Id == id).Select(key => key.Name).SingleOrDefaultAsync(stop) ?? "", Path);
        notices.Put(context, "good", "The key is revoked. Nobody can use it any more.");
        return TypedResults.LocalRedirect(Links.To(Path));
    }

    private static Form Ask(Form form) => form.Field(new FormField("name", "Name of the program") { Required = true, Maxlength = "60", Hint = "For you to tell the keys apart, such as \"Billing system\"." });

    private static async Task<Page<Model>> ToPage(Form form, string made, HttpContext context, PortalDb db, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        var said = new BatchWords(scope.Current.Wording, calendar);
        var keys = await db.ApiKeys.AsNoTracking().OrderBy(key => key.RevokedAt != null).ThenByDescending(key => key.CreatedAt).ToListAsync(stop);
        return new Page<Model>("BackOffice/ImportFiles/ImportKeys", "API keys", new Model(form.ToPage(Path, "Make a key"), made, Links.To("/admin/imports"),
            [.. keys.Select(key => new Key(key.Name, "Made " + said.Time(key.CreatedAt) + (key.LastUsedAt is { } used ? ", last used " + said.Time(used) : ", never used"),
                key.RevokedAt is { } ended ? "Revoked " + said.Time(ended) : "", Links.To($"{Path}/{key.Id}/revoke")))]), frame: FrameKind.Office);
    }

    internal sealed record Model(FormPage Form, string Made, string BackHref, IReadOnlyList<Key> Keys);
    internal sealed record Key(string Name, string Text, string Revoked, string RevokeAction);
}
