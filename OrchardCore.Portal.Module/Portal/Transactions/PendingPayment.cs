using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Transactions;

/// <summary>Money that is on its way, or will be taken by itself, and is not in the ledger yet. Whoever takes payments supplies it.</summary>
internal interface IPendingPayments
{
    Task<IReadOnlyList<PendingPayment>> OfAsync(Customer customer, CancellationToken stop);

    /// <returns>"$141.87 on Saturday 5 December 2026 from Visa ending 4242, for statement 92611001."; empty where bills are paid by hand.</returns>
    Task<string> NextByItselfAsync(Customer customer, Standing standing, CancellationToken stop);
}

/// <param name="Amount">Below zero, as it will stand in the ledger.</param>
/// <param name="Comments">"Bank account ending 3456: takes up to three business days".</param>
internal sealed record PendingPayment(string Reference, DateOnly On, Words.Money Amount, PaymentMethod Method, string Comments, string Href);
