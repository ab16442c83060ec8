using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.BackOffice.Customers;

/// <summary>Where a customer is looked for, each place with an index of its own: a prefix is found among a million accounts without reading them all.</summary>
/// <param name="Expression">In SQL that SQLite and PostgreSQL read alike; index and search have to say it in the same letters.</param>
internal sealed record SearchPlace(string Name, string Table, string Expression)
{
    public static readonly SearchPlace
        LastName = new("last_name", "accounts", "lower(\"LastName\")"),
        FirstName = new("first_name", "accounts", "lower(\"FirstName\")"),
        Company = new("company", "accounts", "lower(\"CompanyName\")"),
        Email = new("email", "accounts", "lower(\"Email\")"),
        Number = new("number", "accounts", Bare("lower(\"AccountNumber\")")),
        Phone = new("phone", "accounts", Dialled("\"Phone\"")),
        Mobile = new("mobile", "accounts", Dialled("\"Mobile\"")),
        Meter = new("meter", "services", Bare("lower(\"MeterNumber\")")),
        SignIn = new("sign_in", "users", "lower(\"Email\")");

    public static readonly IReadOnlyList<SearchPlace> All = [LastName, FirstName, Company, Email, Number, Phone, Mobile, Meter, SignIn];

    /// <summary>The expression in the order of its bytes: PostgreSQL's usual order is a language's, in which a prefix is no range.</summary>
    public string In(PortalDb db) => db.Database.IsNpgsql() ? $"({Expression} COLLATE \"C\")" : Expression;

    private static string Bare(string text) => $"replace(replace({text}, '-', ''), ' ', '')";
    private static string Dialled(string text) => $"replace(replace({Bare(text)}, '(', ''), ')', '')";
}

/// <summary>Sees to the indexes. They are on expressions, which the model of a migration cannot say; where they are there already this costs nothing.</summary>
internal sealed class SearchIndexes(PortalDb db) : IOpening
{
    public async Task OpenAsync(CancellationToken stop)
    {
        foreach (var place in SearchPlace.All)
        {
            var make = $"CREATE INDEX IF NOT EXISTS \"IX_search_{place.Name}\" ON {place.Table} ({place.In(db)})";
            await db.Database.ExecuteSqlRawAsync(make, stop);
        }
    }
}
