using OrchardCore.Portal.Charges;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Usage;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Statements;

/// <summary>The lines of a bill, by meter and then by rollup, in the order in which the retailer wrote them.</summary>
internal static class BillParts
{
    public static IReadOnlyList<Bill.MeterPart> Of(IReadOnlyList<Charge> charges, IReadOnlyList<EnergyService> services, Wording words)
    {
        return [.. charges.GroupBy(c => c.MeterNumber).Select(meter => new Bill.MeterPart(
            Title(meter.Key), services.FirstOrDefault(service => service.MeterNumber == meter.Key)?.AddressText ?? "", Sum(meter),
            [.. meter.GroupBy(c => c.Rollup).Select(rollup => new Bill.Rollup(rollup.Key, Sum(rollup), [.. rollup.Select(Line)]))]))];

        string Title(string meter) => meter == "" ? "Your account" : services.FirstOrDefault(service => service.MeterNumber == meter) is { } service
            ? $"{MeterOf(service, words)} {meter}" : $"Meter {meter}";

        string Sum(IEnumerable<Charge> some) => words.Money(new Money(some.Sum(c => c.Amount.Minor)));

        Bill.Line Line(Charge c) => new(c.Description, Note(c, words), ChargeText.Units(c, words), ChargeText.Rate(c, words), words.Money(c.Amount), UsageLinks.DaysOf(c, services));
    }

    /// <summary>"Electricity meter"; what has no meter, such as the internet, is a service.</summary>
    public static string MeterOf(EnergyService service, Wording words) =>
        ServiceWords.TypeOf(service.Type, words) + (service.Type is "internet" or "mobile" or "phone" ? " service" : " meter");

    private static string Note(Charge c, Wording words) => string.Join(" · ", new[]
    {
        c is { StartsOn: { } from, EndsOn: { } to } ? $"{words.ShortDate(from)} to {words.ShortDate(to)}" : words.ShortDate(c.StartsOn ?? c.EndsOn),
        c.IsEstimated ? "estimated" : "",
        c.MultipliesOut(words.Currency.Decimals) ? "" : "more goes into this amount than units times price",
    }.Where(part => part != ""));
}
