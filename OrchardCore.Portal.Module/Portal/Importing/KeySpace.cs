using OrchardCore.Portal.Data;

namespace OrchardCore.Portal.Importing;

/// <summary>What rows can be referred to by: account numbers, statement numbers, meter numbers.</summary>
/// <param name="Name">In a sentence: "account".</param>
/// <param name="Find">Those of the given keys that the database knows; null for rows that nothing refers to.</param>
internal sealed record KeySpace(string Name, Func<PortalDb, List<string>, IQueryable<KnownKey>>? Find = null);

/// <param name="Key">An account's, statement's or meter's number.</param>
/// <param name="AccountNumber">Whose it is; empty where it is not one account's.</param>
internal sealed record KnownKey(string Key, string AccountNumber);
