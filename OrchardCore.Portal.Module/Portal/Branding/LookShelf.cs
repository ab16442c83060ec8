using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Branding;

/// <summary>The draft that editors work on, and the versions that were published. What an editor did is saved with the caller's note in the audit trail.</summary>
internal sealed class LookShelf(PortalDb db, RetailerScope scope, IRetailerLooks looks, TimeProvider clock)
{
    /// <summary>What is worked on: the draft, or what customers see where nobody has begun one.</summary>
    /// <param name="Edition">To be handed back when it is saved; it changes with every save and every publishing.</param>
    internal sealed record Work(Look Look, Guid Edition, string SavedBy, DateTime? SavedAt)
    {
        public bool IsDraft => SavedAt is not null;
    }

    public Look Published => Look.Of(scope.Current);

    public async Task<Work> OpenAsync(CancellationToken stop) =>
        await db.LookDrafts.AsNoTracking().SingleOrDefaultAsync(stop) is { } draft
            ? new Work(Look.Read(draft.Content), draft.Edition, draft.SavedBy, draft.SavedAt)
            : new Work(Published, Editions.Of(await NewestAsync(stop)), "", null);

    /// <param name="seen">The newest version when the page was opened, where this is to be published: going back leaves a draft's edition as it is.</param>
    /// <returns>False where somebody else saved, or published what was not seen, since <paramref name="edition"/> was opened: nothing is saved then.</returns>
    public async Task<bool> SaveAsync(Look look, Guid edition, string who, CancellationToken stop, int? seen = null)
    {
        var draft = await db.LookDrafts.SingleOrDefaultAsync(stop);
        var newest = await NewestAsync(stop);
        if ((draft?.Edition ?? Editions.Of(newest)) != edition || (seen ?? newest) != newest) return false;
        if (draft is null) db.Add(draft = new LookDraft { Content = "", SavedAt = default, SavedBy = "", Edition = Guid.Empty });
        (draft.Content, draft.SavedAt, draft.SavedBy, draft.Edition, draft.After) = (look.ToJson(), clock.GetUtcNow().UtcDateTime, who, Guid.CreateVersion7(), newest);
        return await SavedAsync(stop);
    }

    /// <returns>False where there is no draft, or somebody else saved or published at the same time.</returns>
    /// <exception cref="FormatException">White cannot be read on its colour. The editor's screen says so before.</exception>
    public async Task<bool> PublishAsync(Guid edition, string who, CancellationToken stop)
    {
        if (await db.LookDrafts.SingleOrDefaultAsync(stop) is not { } draft || draft.Edition != edition) return false;
        var look = Look.Read(draft.Content);
        db.Remove(draft);
        return await AddAsync(look, string.Join(", ", LookChanges.Between(Published, look)), draft.After, who, stop);
    }

    public async Task<bool> DiscardAsync(Guid edition, CancellationToken stop)
    {
        if (await db.LookDrafts.SingleOrDefaultAsync(stop) is not { } draft || draft.Edition != edition) return false;
        db.Remove(draft);
        return await SavedAsync(stop);
    }

    /// <summary>Publishes an earlier version again; a draft stays as it is.</summary>
    /// <param name="seen">The newest version when the page was opened.</param>
    /// <returns>False where there is no such version, or somebody published since.</returns>
    /// <exception cref="FormatException">White cannot be read on its colour.</exception>
    public async Task<bool> GoBackAsync(int number, int seen, string who, CancellationToken stop)
    {
        var content = await db.LookVersions.Where(version => version.Number == number).Select(version => version.Content).SingleOrDefaultAsync(stop);
        return content is not null && await AddAsync(Look.Read(content), $"Back to version {number}", seen, who, stop);
    }

    /// <summary>Publishes a look that was made elsewhere; a draft stays as it is.</summary>
    /// <returns>False where somebody published at the same moment.</returns>
    /// <exception cref="FormatException">White cannot be read on its colour.</exception>
    public async Task<bool> TakeOverAsync(Look look, string from, string who, CancellationToken stop) => await AddAsync(look, from, await NewestAsync(stop), who, stop);

    /// <param name="newest">What it comes after: of two who publish after the same, the key refuses the second.</param>
    private async Task<bool> AddAsync(Look look, string changes, int newest, string who, CancellationToken stop)
    {
        if (Contrast.WithWhite(look.Brand.Colour) < Contrast.OfText) throw new FormatException($"White text on {look.Brand.Colour} cannot be read by people with low vision: {Contrast.Nearest(look.Brand.Colour)} is the nearest on which it can.");
        if (newest != await NewestAsync(stop)) return false;
        var now = clock.GetUtcNow().UtcDateTime;
        // The first change can be undone too: what was there before is version 1.
        if (newest == 0) db.Add(new LookVersion { Number = ++newest, Content = Published.ToJson(), PublishedAt = now, PublishedBy = "", Changes = "As it was set up" });
        db.Add(new LookVersion { Number = newest + 1, Content = look.ToJson(), PublishedAt = now, PublishedBy = who, Changes = changes });
        if (!await SavedAsync(stop)) return false;
        looks.Changed(scope.Current.Id);
        return true;
    }

    private async Task<int> NewestAsync(CancellationToken stop) => await db.LookVersions.MaxAsync(version => (int?)version.Number, stop) ?? 0;
    private Task<bool> SavedAsync(CancellationToken stop) => Editions.SavedAsync(db, stop);
}
