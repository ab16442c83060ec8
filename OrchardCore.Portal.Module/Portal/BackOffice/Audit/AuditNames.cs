using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.BackOffice.Audit;

/// <summary>Whom and what the trail can be filtered by. Each name is one step in its index, in SQL that both engines read: a DISTINCT would read every entry.</summary>
internal static class AuditNames
{
    private const string People = """
        WITH RECURSIVE names(name) AS (
            SELECT MIN("Who") FROM audit_entries
            UNION ALL SELECT (SELECT MIN("Who") FROM audit_entries WHERE "Who" > names.name) FROM names WHERE names.name IS NOT NULL)
        SELECT name AS "Value" FROM names WHERE name IS NOT NULL LIMIT 500
        """;

    private const string Areas = """
        WITH RECURSIVE names(name) AS (
            SELECT MIN("Area") FROM audit_entries
            UNION ALL SELECT (SELECT MIN("Area") FROM audit_entries WHERE "Area" > names.name) FROM names WHERE names.name IS NOT NULL)
        SELECT name AS "Value" FROM names WHERE name IS NOT NULL LIMIT 500
        """;

    public static Task<List<string>> PeopleAsync(PortalDb db, CancellationToken stop) => db.Database.SqlQueryRaw<string>(People).ToListAsync(stop);

    public static Task<List<string>> AreasAsync(PortalDb db, CancellationToken stop) => db.Database.SqlQueryRaw<string>(Areas).ToListAsync(stop);
}
