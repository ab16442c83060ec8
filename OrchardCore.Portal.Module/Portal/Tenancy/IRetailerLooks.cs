namespace OrchardCore.Portal.Tenancy;

/// <summary>
/// What a retailer's own editors have published: look, words, menu, templates. A host dresses the retailer at the start of every request and
/// job, before it enters the retailer's scope; a CMS may keep what was published with its own settings, and bring an implementation of its own.
/// </summary>
public interface IRetailerLooks
{
    /// <returns>The retailer as it is shown now: the same object until something else is published.</returns>
    ValueTask<Retailer> DressAsync(Retailer retailer, CancellationToken stop);

    /// <summary>Something was published: every process makes its copy anew.</summary>
    void Changed(string retailerId);
}
