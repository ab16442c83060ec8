namespace OrchardCore.Portal.Tenancy;

/// <summary>
/// Who the retailer's people are: to hand work to them, and to keep them and the customers apart. A host whose people are kept elsewhere need not tell; then only
/// those who did something here are known.
/// </summary>
public interface IStaffList
{
    /// <param name="policy">One of <see cref="Policies.OfBackOffice"/>.</param>
    Task<IReadOnlyList<StaffMember>> WhoMayAsync(string policy, CancellationToken stop);

    /// <summary>Whether one of them reaches this account as its customer: what a colleague owes is between them and the billing system.</summary>
    Task<bool> ReachesAsync(string accountNumber, CancellationToken stop);
}

internal sealed class NobodyListed : IStaffList
{
    public Task<IReadOnlyList<StaffMember>> WhoMayAsync(string policy, CancellationToken stop) => Task.FromResult<IReadOnlyList<StaffMember>>([]);

    public Task<bool> ReachesAsync(string accountNumber, CancellationToken stop) => Task.FromResult(false);
}
