namespace OrchardCore.Portal.Tenancy;

/// <summary>Who of the retailer's people may do something: to hand work to them. A host whose people are kept elsewhere need not tell; then only those who did something here are known.</summary>
public interface IStaffList
{
    /// <param name="policy">One of <see cref="Policies.OfBackOffice"/>.</param>
    Task<IReadOnlyList<StaffMember>> WhoMayAsync(string policy, CancellationToken stop);
}

internal sealed class NobodyListed : IStaffList
{
    public Task<IReadOnlyList<StaffMember>> WhoMayAsync(string policy, CancellationToken stop) => Task.FromResult<IReadOnlyList<StaffMember>>([]);
}
