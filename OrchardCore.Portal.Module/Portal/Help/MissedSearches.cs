using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Help;

/// <summary>Counts what was looked for in vain: it tells the retailer which answers to write.</summary>
internal sealed partial class MissedSearches(PortalDb db, TimeProvider clock)
{
    private const int LongestWords = 80;

    // Anybody may search, so what is kept has an end.
    private const int Most = 500;

    public async Task NoteAsync(string asked, CancellationToken stop)
    {
        var words = Masked(asked);
        if (words == "") return;
        var now = clock.GetUtcNow().UtcDateTime;
        if (await db.MissedSearches.Where(search => search.Words == words).ExecuteUpdateAsync(set => set.SetProperty(one => one.Times, one => one.Times + 1).SetProperty(one => one.LastAt, now), stop) > 0) return;
        if (await db.MissedSearches.CountAsync(stop) >= Most)
        {
            // The rarest and oldest makes room, so that nobody can fill the list and keep what customers look for out of it.
            var least = await db.MissedSearches.OrderBy(search => search.Times).ThenBy(search => search.LastAt).Select(search => search.Words).FirstAsync(stop);
            await db.MissedSearches.Where(search => search.Words == least).ExecuteDeleteAsync(stop);
        }
        db.Add(new MissedSearch { Words = words, Times = 1, LastAt = now });
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();   // somebody else looked for the same at the same moment
        }
    }

    /// <summary>Account numbers, telephone numbers and addresses of people are not kept.</summary>
    internal static string Masked(string asked)
    {
        var text = Digits().Replace(Address().Replace(asked.Trim().ToLowerInvariant(), "…@…"), "…");
        text = new string([.. text.Where(letter => !char.IsControl(letter))]);
        return text.Length <= LongestWords ? text : text[..LongestWords];
    }

    [GeneratedRegex("[^\\s@]+@[^\\s@]+")] private static partial Regex Address();
    [GeneratedRegex("\\d[\\d\\s-]{2,}\\d|\\d{3,}")] private static partial Regex Digits();
}
