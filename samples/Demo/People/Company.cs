namespace OrchardCore.Portal.Demo.People;

/// <summary>A retailer as its own bills name it; the same facts stand in samples/retailers/{Id}/retailer.json.</summary>
internal sealed record Company(string Id, string Name, string LegalName, string Abn, Place Office, string Email)
{
    /// <summary>What this retailer calls a bill.</summary>
    public required string BillWord { get; init; }

    /// <summary>First digit of its bill numbers.</summary>
    public required string Series { get; init; }

    /// <summary>Prices with GST inside, as households read them, or GST added below the line.</summary>
    public required bool TaxInside { get; init; }

    public required Func<DateOnly, IReadOnlyList<Account>> Accounts { get; init; }
}
