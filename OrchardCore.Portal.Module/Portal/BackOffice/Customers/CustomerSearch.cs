using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.BackOffice.Customers;

/// <summary>
/// Finds accounts by how something about them begins: a name or both, a company, an account or meter number, an e-mail address, a phone number.
/// Each is a range on an index, never a look at every row.
/// </summary>
internal sealed class CustomerSearch(PortalDb db)
{
    /// <summary>More are not of use to a person, and need not be fetched.</summary>
    public const int Most = 1_000;

    private const string Last = "\U0010FFFF";   // nothing sorts after it

    private readonly List<object> _values = [];

    /// <returns>Account numbers, one more than <see cref="Most"/> where there are more.</returns>
    public async Task<IReadOnlyList<string>> FindAsync(string text, CancellationToken stop)
    {
        var limit = $"LIMIT {Most + 1}";
        var branches = Branches(Lowered(text)).Select((branch, at) => $"SELECT * FROM ({branch} {limit}) AS b{at}");
        var sql = $"SELECT DISTINCT \"AccountNumber\" AS \"Value\" FROM ({string.Join(" UNION ALL ", branches)}) AS found ORDER BY 1 {limit}";
        return await db.Database.SqlQueryRaw<string>(sql, [.. _values]).ToListAsync(stop);
    }

    private IEnumerable<string> Branches(string text)
    {
        yield return Begins(SearchPlace.Email, text);
        yield return $"SELECT access.\"AccountNumber\" FROM users JOIN account_access AS access ON access.\"UserId\" = users.\"Id\" WHERE {Range(SearchPlace.SignIn, text)}";
        if (text.Contains('@', StringComparison.Ordinal)) yield break;

        yield return Begins(SearchPlace.LastName, text);
        yield return Begins(SearchPlace.FirstName, text);
        yield return Begins(SearchPlace.Company, text);
        // "Priya Raman" and "Raman, Priya"; with three names it is not said where the first one ends.
        var names = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        for (var at = 1; at < Math.Min(names.Length, 4); at++)
        {
            var (one, other) = (string.Join(' ', names[..at]), string.Join(' ', names[at..]));
            yield return $"{Begins(SearchPlace.LastName, other)} AND {Range(SearchPlace.FirstName, one)}";
            yield return $"{Begins(SearchPlace.LastName, one)} AND {Range(SearchPlace.FirstName, other)}";
        }

        var bare = new string([.. text.Where(sign => sign is not (' ' or '-' or '(' or ')'))]);
        if (!bare.Any(char.IsAsciiDigit)) yield break;
        yield return Begins(SearchPlace.Number, bare);
        yield return Begins(SearchPlace.Meter, bare);
        yield return Begins(SearchPlace.Phone, bare);
        yield return Begins(SearchPlace.Mobile, bare);
    }

    private string Begins(SearchPlace place, string text) => $"SELECT \"AccountNumber\" FROM {place.Table} WHERE {Range(place, text)}";

    private string Range(SearchPlace place, string text)
    {
        _values.AddRange([text, text + Last]);
        return $"{place.In(db)} >= {{{_values.Count - 2}}} AND {place.In(db)} < {{{_values.Count - 1}}}";
    }

    /// <summary>As the database lowers it: SQLite knows A to Z only.</summary>
    private string Lowered(string text) => db.Database.IsSqlite() ? new([.. text.Select(letter => char.IsAscii(letter) ? char.ToLowerInvariant(letter) : letter)]) : text.ToLowerInvariant();
}
