using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.BackOffice.Changes;

/// <summary>Which of their details customers change at once, and which changes wait for somebody to agree.</summary>
internal static class ChangeRules
{
    public const string Path = ChangeList.Path + "/rules";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, Show).ForOffice(Policies.ManageInbox);
        portal.MapPost(Path, Save).ForOffice(Policies.ManageInbox);
    }

    private static async Task<Page<Model>> Show(HttpContext context, PortalDb db, CancellationToken stop)
    {
        var now = await Approvals.OfAsync(db, stop);
        return ToPage(Ask(Form.Fresh(context), now), now);
    }

    private static Form Ask(Form form, Approvals now) =>
        DetailKind.All.Aggregate(form, (asked, kind) => asked.Field(new FormField(kind.Key, kind.Name, "checkbox") { Value = now.Has(kind) ? "true" : "", Hint = HintOf(kind) }));

    private static string HintOf(DetailKind kind) => kind.NeedsApproval ? "It stands on bills." : kind == DetailKind.Email ? "The address before hears of a change in any case." : "";

    private static async Task<Results<RedirectHttpResult, Page<Model>>> Save(HttpContext context, PortalDb db, AuditTrail trail, Notices notices, CancellationToken stop)
    {
        var before = await Approvals.OfAsync(db, stop);
        var form = Ask(await Form.SentAsync(context, stop), before);
        if (form["seen"] != Seen(before))
        {
            notices.Put(context, "bad", "Somebody else changed this since you opened it. Here is what holds now: look at it, then make your change again.");
            return TypedResults.LocalRedirect(Links.To(Path));
        }
        var known = await db.ApprovalRules.AsTracking().ToDictionaryAsync(rule => rule.Kind, stop);
        foreach (var kind in DetailKind.All)
        {
            var needs = form[kind.Key] == "true";
            if (known.TryGetValue(kind.Key, out var rule)) rule.NeedsApproval = needs;
            else db.Add(new ApprovalRule { Kind = kind.Key, NeedsApproval = needs });
        }
        trail.Note("Changes", "Decided what needs approval", "Details of customers", Path, AuditTrail.Changes(DetailKind.All.Select(kind => (kind.Name, Said(before.Has(kind)), Said(form[kind.Key] == "true")))));
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException)
        {
            form.RefuseAll("Somebody else saved this at the same moment. Look at what you have ticked, and save again.");
            return ToPage(form, before);
        }
        notices.Put(context, "good", "Saved. It holds for what customers change from now on; what waits already is still yours to decide.");
        return TypedResults.LocalRedirect(Links.To(ChangeList.Path));
    }

    private static string Seen(Approvals now) => string.Join(',', now.Checked.Select(kind => kind.Key));
    private static string Said(bool needsApproval) => needsApproval ? "after approval" : "at once";

    private static Page<Model> ToPage(Form form, Approvals before) => new("BackOffice/Changes/ChangeRules", "What needs approval", new Model(form.ToPage(Path, "Save"), Seen(before), Links.To(ChangeList.Path)), frame: FrameKind.Office);

    /// <param name="Seen">What holds as the page shows it: where it is another when it is saved, nothing is.</param>
    internal sealed record Model(FormPage Form, string Seen, string BackHref);
}
