using Microsoft.AspNetCore.Http;
using OrchardCore.Portal.Charges;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Cost;

/// <summary>Whose cost is shown: a service's, or all that the account was billed.</summary>
/// <param name="Service">Null for the whole account.</param>
internal sealed record CostSubject(string Key, EnergyService? Service)
{
    private const string Account = "account";

    /// <returns>Null where the address names a service that this account does not have.</returns>
    public static CostSubject? Of(HttpRequest request, IReadOnlyList<EnergyService> services) =>
        request.Query["service"] == Account || services.Count == 0 ? new(Account, null)
        : UsageAsked.Service(request, services) is { } service ? new(UsageAsked.KeyOf(service, services), service) : null;

    public static FilterField Choice(string key, IReadOnlyList<EnergyService> services, Wording words)
    {
        var field = UsageForm.ServiceField(key, services, words);
        return field with { Options = [.. field.Options, new Choice(Account, words.Word("Whole account"), key == Account)] };
    }

    /// <summary>A line is a service's by its meter, in the time that the customer had it: an earlier time with the same meter is another service.</summary>
    public bool Has(Charge charge) => Service is null || (charge.MeterNumber == Service.MeterNumber
        && (charge.EndsOn is not { } end || end >= Service.MoveInOn) && (charge.StartsOn is not { } start || Service.MoveOutOn is not { } last || start <= last));

    /// <summary>The same as <see cref="Has"/>, asked of the database.</summary>
    public IQueryable<Charge> Of(IQueryable<Charge> charges)
    {
        if (Service is null) return charges;
        var (meter, first, last) = (Service.MeterNumber, Service.MoveInOn, Service.MoveOutOn ?? DateOnly.MaxValue);
        return charges.Where(charge => charge.MeterNumber == meter && (charge.EndsOn == null || charge.EndsOn >= first) && (charge.StartsOn == null || charge.StartsOn <= last));
    }

    public string Lead(Wording words) => Service is null ? words.Word("All that this account was billed")
        : $"{ServiceWords.TypeOf(Service.Type, words)} {words.Word("meter")} {Service.MeterNumber}, {Service.AddressText}";
}
