using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Importing;

/// <summary>Answers whether something that a row refers to is there: in the database, or in an earlier file of the same batch.</summary>
internal sealed class Lookups : IAsyncDisposable
{
    private const int MostRecent = 100_000;

    // By space. Rows that follow each other mostly refer to the same few things.
    private readonly Dictionary<string, Dictionary<string, string>> _recent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KeyQuery> _queries = new(StringComparer.Ordinal);
    private readonly List<string> _asked = [];   // made once: a new one for each chunk would be a large object for the collector each time
    private readonly PortalDb _db;
    private readonly IReadOnlyDictionary<string, KeySpace> _spaces;
    private readonly Scratch? _scratch;

    private Lookups(PortalDb db, IReadOnlyDictionary<string, KeySpace> spaces, Scratch? scratch) => (_db, _spaces, _scratch) = (db, spaces, scratch);

    public static async Task<Lookups> OpenAsync(PortalDb db, IReadOnlyDictionary<string, KeySpace> spaces, Scratch? scratch, CancellationToken stop)
    {
        await db.Database.OpenConnectionAsync(stop);   // one for all questions: the prepared statements live in it
        return new Lookups(db, spaces, scratch);
    }

    /// <returns>The account of each key that is known, and of others that were asked for before.</returns>
    public async Task<IReadOnlyDictionary<string, string>> FindAsync(string space, IEnumerable<string> keys, CancellationToken stop)
    {
        if (!_recent.TryGetValue(space, out var recent)) _recent[space] = recent = new(StringComparer.Ordinal);
        if (recent.Count > MostRecent) recent.Clear();
        _asked.Clear();
        var last = "";
        foreach (var key in keys)
        {
            if (key != last && key != "" && !recent.ContainsKey(key)) _asked.Add(key);
            last = key;
        }
        if (_asked.Count == 0) return recent;

        if (!_queries.TryGetValue(space, out var query)) _queries[space] = query = KeyQuery.For(_db, _spaces[space].Stored!);
        await query.FindAsync(_asked, recent, stop);
        if (_scratch is not null)
            foreach (var key in _asked.Where(key => !recent.ContainsKey(key)))
                if (_scratch.Find(space, key) is { } account) recent[key] = account;
        return recent;
    }

    public void Forget() => _recent.Clear();

    public async ValueTask DisposeAsync()
    {
        foreach (var query in _queries.Values) query.Dispose();
        await _db.Database.CloseConnectionAsync();
    }
}
