using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Importing;

/// <summary>Answers whether something that a row refers to is there: in the database, or in an earlier file of the same batch.</summary>
internal sealed class Lookups(PortalDb db, IReadOnlyDictionary<string, KeySpace> spaces, Scratch? scratch)
{
    private const int MostRecent = 100_000;

    // By space. Rows that follow each other mostly refer to the same few things.
    private readonly Dictionary<string, Dictionary<string, string>> _recent = new(StringComparer.Ordinal);

    /// <returns>The account of each key that is known, and of others that were asked for before.</returns>
    public async Task<IReadOnlyDictionary<string, string>> FindAsync(string space, IEnumerable<string> keys, CancellationToken stop)
    {
        if (!_recent.TryGetValue(space, out var recent)) _recent[space] = recent = new(StringComparer.Ordinal);
        if (recent.Count > MostRecent) recent.Clear();
        HashSet<string> asked = new(StringComparer.Ordinal);
        var last = "";
        foreach (var key in keys)
        {
            if (key != last && !recent.ContainsKey(key)) asked.Add(key);
            last = key;
        }
        asked.Remove("");
        if (asked.Count == 0) return recent;

        foreach (var known in await spaces[space].Find!(db, [.. asked]).ToListAsync(stop)) recent[known.Key] = known.AccountNumber;
        if (scratch is not null)
            foreach (var key in asked.Where(key => !recent.ContainsKey(key)))
                if (scratch.Find(space, key) is { } account) recent[key] = account;
        return recent;
    }

    public void Forget() => _recent.Clear();
}
