namespace OrchardCore.Portal.Demo.Billing;

/// <summary>A line of the ledger: what raises the debt is above zero.</summary>
internal sealed record Entry(string Reference, DateOnly On, string Kind, decimal Amount, string Description, string Bill)
{
    public string Method { get; init; } = "";
    public string Comments { get; init; } = "";

    /// <summary>Comes with a UBL file, so it is not a row of transactions.csv.</summary>
    public bool Electronic { get; init; }
}
