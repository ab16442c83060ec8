using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.AccountDetails;

/// <summary>When the retailer's people looked at a customer's accounts, as it is shown to the customer.</summary>
internal sealed class PastLooks(IViewings viewings, RetailerScope scope, RetailerCalendar calendar, PartsOn parts)
{
    private const int Most = 10;

    public async Task<IReadOnlyList<PastLook>> OfAsync(Customer customer, CancellationToken stop) =>
        [.. (await viewings.PastAsync(customer, Most, stop)).Select(look => new PastLook($"Account {look.AccountNumber}", scope.Current.Wording.Moment(look.At, calendar)))];

    /// <summary>For Account Details: empty where the portal has its own page about the password, which shows them.</summary>
    public async Task<IReadOnlyList<PastLook>> BesideDetailsAsync(Customer customer, CancellationToken stop) => parts.Has(PortalParts.SignIn) ? [] : await OfAsync(customer, stop);
}

internal sealed record PastLook(string Account, string When);
