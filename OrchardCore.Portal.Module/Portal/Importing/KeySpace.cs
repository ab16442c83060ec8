namespace OrchardCore.Portal.Importing;

/// <summary>What rows can be referred to by: account numbers, statement numbers, meter numbers.</summary>
/// <param name="Name">In a sentence: "account".</param>
/// <param name="Stored">Where the database keeps them; null for rows that nothing refers to.</param>
internal sealed record KeySpace(string Name, StoredKeys? Stored = null);

/// <summary>Names of properties of a row that EF knows.</summary>
/// <param name="Account">Whose it is; null where it is not one account's.</param>
internal sealed record StoredKeys(Type Row, string Key, string? Account = null);

/// <param name="Key">An account's, statement's or meter's number.</param>
/// <param name="AccountNumber">Whose it is; empty where it is not one account's.</param>
internal sealed record KnownKey(string Key, string AccountNumber);
