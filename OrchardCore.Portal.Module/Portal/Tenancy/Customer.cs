namespace OrchardCore.Portal.Tenancy;

/// <summary>The person who signed in, with the accounts that this sign-in may reach and the one in view. Every customer query begins with it.</summary>
public sealed record Customer(Guid UserId, string Name, string Email, string AccountNumber, IReadOnlyList<ReachedAccount> Accounts)
{
    /// <summary>Nobody's id: one of the retailer's people looks as this customer (<see cref="Viewing"/>).</summary>
    internal bool IsLookedAt => UserId == Guid.Empty;

    /// <summary>Of the data of the account in view, as this request began: it changes with every write that pages show. Empty where a host does not know it; then no page is kept.</summary>
    internal string DataVersion { get; init; } = "";
}

/// <param name="Label">What tells it from the others: "14 Banksia Street, Newtown".</param>
public sealed record ReachedAccount(string Number, string Label);
