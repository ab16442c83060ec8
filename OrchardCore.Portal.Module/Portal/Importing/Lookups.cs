using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Importing;

/// <summary>Answers whether something that a row refers to is there: in the database, or in an earlier file of the same batch.</summary>
internal sealed class Lookups(PortalDb db, IReadOnlyDictionary<string, KeySpace> spaces, Scratch? scratch)
{
    // Rows that follow each other mostly refer to the same few things.
    private readonly Dictionary<(string Space, string Key), string> _recent = [];

    /// <returns>The account of each key that is known.</returns>
    public async Task<IReadOnlyDictionary<string, string>> FindAsync(string space, IEnumerable<string> keys, CancellationToken stop)
    {
        if (_recent.Count > 100_000) _recent.Clear();
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        List<string> asked = [];
        foreach (var key in keys.Where(key => key != "").Distinct(StringComparer.Ordinal))
        {
            if (_recent.TryGetValue((space, key), out var account)) found[key] = account;
            else asked.Add(key);
        }
        if (asked.Count == 0) return found;

        foreach (var known in await spaces[space].Find!(db, asked).Distinct().ToListAsync(stop)) Add(known);
        if (scratch is not null)
            foreach (var key in asked.Where(key => !found.ContainsKey(key)))
                if (scratch.Find(space, key) is { } account) Add(new KnownKey(key, account));
        return found;

        void Add(KnownKey known) => _recent[(space, known.Key)] = found[known.Key] = known.AccountNumber;
    }

    public void Forget() => _recent.Clear();
}
