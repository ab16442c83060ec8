using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Pages.Sandbox;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Branding;

/// <summary>
/// Templates that editors work on, and those that they have published. Nothing is published that the check refuses, by whatever way it comes. What an editor did
/// is saved with the caller's note in the audit trail.
/// </summary>
internal sealed class TemplateShelf(PortalDb db, RetailerScope scope, IRetailerLooks looks, Templates templates, TimeProvider clock)
{
    private const int Versions = 20;

    /// <param name="Edition">To be handed back when it is saved; it changes with every save and every publishing.</param>
    /// <param name="IsOwn">Whether customers see one of the retailer's own.</param>
    internal sealed record Work(string Text, Guid Edition, string SavedBy, DateTime? SavedAt, bool IsOwn)
    {
        public bool IsDraft => SavedAt is not null;
    }

    public async Task<Work> OpenAsync(string path, CancellationToken stop)
    {
        var own = scope.Current.OwnTemplates.TryGetValue(path, out var published);
        return await db.TemplateDrafts.AsNoTracking().SingleOrDefaultAsync(draft => draft.Path == path, stop) is { } draft
            ? new Work(draft.Text, draft.Edition, draft.SavedBy, draft.SavedAt, own)
            : new Work(own ? published! : templates.TextBelow(scope.Current, path), await EditionAsync(path, null, stop), "", null, own);
    }

    /// <returns>False where somebody else saved since <paramref name="edition"/> was opened: nothing is saved then.</returns>
    public async Task<bool> SaveAsync(string path, string text, Guid edition, string who, CancellationToken stop)
    {
        var draft = await db.TemplateDrafts.SingleOrDefaultAsync(one => one.Path == path, stop);
        if (await EditionAsync(path, draft, stop) != edition) return false;
        if (draft is null) db.Add(draft = new TemplateDraft { Path = path, Text = "", SavedAt = default, SavedBy = "", Edition = Guid.Empty });
        (draft.Text, draft.SavedAt, draft.SavedBy, draft.Edition) = (text, clock.GetUtcNow().UtcDateTime, who, Guid.CreateVersion7());
        return await SavedAsync(stop);
    }

    /// <returns>False where somebody else saved since.</returns>
    /// <exception cref="TemplateFaultException">The check refuses it.</exception>
    public async Task<bool> PublishAsync(string path, string text, Guid edition, string who, CancellationToken stop)
    {
        Check(path, text);
        return await AddAsync(path, text, edition, who, stop);
    }

    /// <summary>Publishes a template that was made elsewhere; a draft stays as it is.</summary>
    /// <exception cref="TemplateFaultException">The check refuses it.</exception>
    public async Task<bool> TakeOverAsync(string path, string text, string who, CancellationToken stop)
    {
        Check(path, text);
        return await PutAsync(path, text, await NewestAsync(path, stop), who, stop);
    }

    /// <summary>Customers see the portal's own again.</summary>
    public async Task<bool> ResetAsync(string path, Guid edition, string who, CancellationToken stop) => await AddAsync(path, null, edition, who, stop);

    public async Task<bool> DiscardAsync(string path, Guid edition, CancellationToken stop) => await EndDraftAsync(path, edition, stop) && await SavedAsync(stop);

    public Task<List<OwnTemplate>> HistoryAsync(string path, CancellationToken stop) =>
        db.OwnTemplates.AsNoTracking().Where(version => version.Path == path).OrderByDescending(version => version.Id).Take(Versions).ToListAsync(stop);

    private void Check(string path, string text)
    {
        if (templates.FaultsIn(scope.Current, path, text, TemplateRoots.Unknown).FirstOrDefault(fault => !fault.IsWarning) is { } fault) throw new TemplateFaultException($"{path}.liquid: {fault}");
    }

    private async Task<bool> EndDraftAsync(string path, Guid edition, CancellationToken stop)
    {
        var draft = await db.TemplateDrafts.SingleOrDefaultAsync(one => one.Path == path, stop);
        if (await EditionAsync(path, draft, stop) != edition) return false;
        if (draft is not null) db.Remove(draft);
        return true;
    }

    private async Task<bool> AddAsync(string path, string? text, Guid edition, string who, CancellationToken stop)
    {
        var newest = await NewestAsync(path, stop);   // before the edition is looked at: whoever publishes between the two is found by one of them
        return await EndDraftAsync(path, edition, stop) && await PutAsync(path, text, newest, who, stop);
    }

    private async Task<bool> PutAsync(string path, string? text, int newest, string who, CancellationToken stop)
    {
        db.Add(new OwnTemplate { Path = path, Text = text, SavedAt = clock.GetUtcNow().UtcDateTime, SavedBy = who, After = newest });
        if (!await SavedAsync(stop)) return false;
        await db.TemplateFailures.ExecuteDeleteAsync(stop);   // what fails still is noted again
        looks.Changed(scope.Current.Id);
        return true;
    }

    /// <summary>The draft's; where there is none, the newest version's: who publishes takes the draft away, and a form opened before is refused still.</summary>
    private async Task<Guid> EditionAsync(string path, TemplateDraft? draft, CancellationToken stop) =>
        draft?.Edition ?? Editions.Of(await NewestAsync(path, stop));

    private async Task<int> NewestAsync(string path, CancellationToken stop) => await db.OwnTemplates.Where(version => version.Path == path).MaxAsync(version => (int?)version.Id, stop) ?? 0;

    private Task<bool> SavedAsync(CancellationToken stop) => Editions.SavedAsync(db, stop);
}
