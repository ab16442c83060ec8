namespace OrchardCore.Portal.Tenancy;

/// <summary>What a host must supply: its retailers, and a way into the scope of each. The plain host reads folders, Orchard has shells.</summary>
public interface IRetailerScopes
{
    IReadOnlyCollection<Retailer> All { get; }

    /// <summary>Does a piece of work in a scope of its own, outside any request.</summary>
    /// <exception cref="KeyNotFoundException">There is no such retailer.</exception>
    Task RunAsync(string retailerId, Func<IServiceProvider, Task> work);
}
