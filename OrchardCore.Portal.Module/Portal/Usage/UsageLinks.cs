using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Pages;

namespace OrchardCore.Portal.Usage;

/// <summary>Addresses of the usage screen for other screens.</summary>
internal static class UsageLinks
{
    /// <summary>What a meter measured on the days from one to another, both included.</summary>
    public static string Days(EnergyService service, IReadOnlyList<EnergyService> services, DateOnly from, DateOnly to) => Links.To("/usage") + QueryString.Create(new Dictionary<string, string?>
    {
        ["service"] = UsageAsked.KeyOf(service, services),
        ["year"] = to.Year.ToString(CultureInfo.InvariantCulture),
        ["month"] = to.Month.ToString(CultureInfo.InvariantCulture),
    });
}
