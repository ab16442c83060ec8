using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Pages;

namespace OrchardCore.Portal.Usage;

/// <summary>What an address of the usage profile asks for; what it leaves out, or cannot be, is the newest there is.</summary>
/// <param name="Month">Its first day.</param>
internal sealed record UsageAsked(string ServiceKey, DateOnly Month, string Register)
{
    /// <returns>Null where the address names a service that this account does not have.</returns>
    public static EnergyService? Service(HttpRequest request, IReadOnlyList<EnergyService> services) =>
        (string?)request.Query["service"] is { Length: > 0 } key
            ? services.FirstOrDefault(service => KeyOf(service, services) == key)
            : services.OrderBy(service => service.Status == ServiceStatus.Connecting).ThenBy(service => service.Status == ServiceStatus.Disconnected).First();

    /// <summary>The meter's number; with the day of moving in for an earlier time with the same meter.</summary>
    public static string KeyOf(EnergyService service, IReadOnlyList<EnergyService> services) =>
        services.Any(other => other.MeterNumber == service.MeterNumber && other.MoveInOn > service.MoveInOn)
            ? $"{service.MeterNumber}@{service.MoveInOn.ToString("O", CultureInfo.InvariantCulture)}" : service.MeterNumber;

    public static UsageAsked From(HttpRequest request, string serviceKey, ReadMonths months, DateOnly today)
    {
        var year = Number(request, "year", 1900, 2200);
        var month = Number(request, "month", 1, 12);
        var newest = months.All.Where(one => (year is null || one.Year == year) && (month is null || one.Month == month)).Select(one => (DateOnly?)one).LastOrDefault();
        var wanted = newest ?? (year is null && month is null ? null : new DateOnly(year ?? today.Year, month ?? 1, 1));
        return new(serviceKey, wanted ?? new DateOnly(today.Year, today.Month, 1), (string?)request.Query["register"] ?? "");
    }

    public string Href(string format = "") => Links.To("/usage/readings") + QueryString.Create(
    [
        new("service", ServiceKey), new("year", Month.Year.ToString(CultureInfo.InvariantCulture)), new("month", Month.Month.ToString(CultureInfo.InvariantCulture)),
        .. Register == "" ? Array.Empty<KeyValuePair<string, string?>>() : [new("register", Register)],
        .. format == "" ? Array.Empty<KeyValuePair<string, string?>>() : [new("format", format)],
    ]);

    private static int? Number(HttpRequest request, string name, int least, int most) =>
        int.TryParse(request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
