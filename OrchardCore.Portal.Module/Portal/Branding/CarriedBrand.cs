namespace OrchardCore.Portal.Branding;

/// <summary>What a retailer has published of its look and its templates, on the way to another retailer's portal. Drafts and history stay at home.</summary>
/// <param name="Look">Nothing where only templates are carried.</param>
/// <param name="Pictures">By the names that the look has for them, as they are.</param>
/// <param name="Templates">Texts by path: "Dashboard/DashboardPage".</param>
internal sealed record CarriedBrand(Look? Look, IReadOnlyDictionary<string, byte[]> Pictures, IReadOnlyDictionary<string, string> Templates);
