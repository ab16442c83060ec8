using System.Data.Common;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.SignIn.Sessions;

/// <summary>
/// Who asks and what they reach, in one question, since every request begins with it. Nothing of the answer outlives the request: a session that was ended, a sign-in
/// that was closed and an account that was taken away count from the next one on (OWASP ASVS 5, 7.4.1 and 8.3.2).
/// </summary>
internal sealed class SessionLookup(RetailerDatabases databases) : IDisposable
{
    // The rules of SignInSessions.On. The versions are read with the rest, and so before any row of the page.
    private readonly Prepared _question = new(databases, """
        select s."SeenAt", u."Id", u."Name", u."Email", u."Role", u."TwoFactorEnabled", u."LockoutEnd",
            a."AccountNumber", a."Address_Line1", a."Address_City", v."Number", (select "Number" from data_versions where "Of" = '')
        from sessions s
        join users u on u."Id" = s."UserId" and u."SecurityStamp" = s."Stamp"
        left join account_access x on x."UserId" = u."Id"
        left join accounts a on a."AccountNumber" = x."AccountNumber"
        left join data_versions v on v."Of" = a."AccountNumber"
        where s."Id" = @id and s."EndedAt" is null and s."SeenAt" > @seen and s."StartedAt" > @started
        order by a."IsClosed", a."AccountNumber"
        """, "@id", "@seen", "@started");

    /// <returns>Null where the session has ended, or its person has no way in any more.</returns>
    public async Task<SessionFound?> FindAsync(Retailer retailer, Guid session, DateTime now, CancellationToken stop)
    {
        var rows = await _question.AskAsync(retailer, Read, [session, now - SignInSessions.Idle, now - SignInSessions.Longest], stop);
        return rows is [var first, ..] && !first.User.IsClosed
            ? new(first.User, first.SeenAt, [.. rows.Select(row => row.Account).OfType<ReachedVersion>()]) : null;
    }

    public void Dispose() => _question.Dispose();

    private static Row Read(DbDataReader row) => new(
        new PortalUser
        {
            Id = row.GetGuid(1),
            Name = row.GetString(2),
            Email = row.GetString(3),
            Role = row.GetString(4),
            TwoFactorEnabled = row.GetBoolean(5),
            LockoutEnd = row.IsDBNull(6) ? null : new DateTimeOffset(Utc(row, 6)),
        },
        Utc(row, 0),
        row.IsDBNull(7) ? null : new(new(row.GetString(7), $"{row.GetString(8)}, {row.GetString(9)}"), $"{Number(row, 11)}.{Number(row, 10)}"));

    private static DateTime Utc(DbDataReader row, int place) => DateTime.SpecifyKind(row.GetDateTime(place), DateTimeKind.Utc);
    private static long Number(DbDataReader row, int place) => row.IsDBNull(place) ? 0 : row.GetInt64(place);

    private readonly record struct Row(PortalUser User, DateTime SeenAt, ReachedVersion? Account);
}

/// <param name="SeenAt">The last request that was noted.</param>
/// <param name="Accounts">Open ones first.</param>
internal sealed record SessionFound(PortalUser User, DateTime SeenAt, IReadOnlyList<ReachedVersion> Accounts);

/// <param name="Version">Of the account's data, with what is nobody's alone: <see cref="Customer.DataVersion"/>.</param>
internal sealed record ReachedVersion(ReachedAccount Account, string Version);
