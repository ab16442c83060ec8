using OrchardCore.Portal.Demo.Metering;
using OrchardCore.Portal.Demo.People;

namespace OrchardCore.Portal.Demo.Billing;

internal static class Charging
{
    public static List<Charge> Lines(Account account, Meters meters, Period period, bool taxInside, bool newest)
    {
        var lines = new List<Charge>();
        foreach (var supply in account.Supplies.Where(supply => supply.MovedIn <= period.From))
            foreach (var fee in supply.Fees)
                foreach (var part in fee.Per is Per.Month || fee.On(period.From) == fee.On(period.To) ? [period] : period.AtPriceChanges())
                    lines.Add(new(lines.Count + 1, supply.Meter, fee, part, Units(account, supply, fee, meters, part), fee.On(part.From),
                        Estimated: newest && account.ReadByHand && fee.Per is Per.Unit));
        return WithTax(lines, taxInside);
    }

    private static decimal Units(Account account, Supply supply, Fee fee, Meters meters, Period part) => fee switch
    {
        { Per: Per.Day } => part.Days,
        { Per: Per.Month } => account.MonthsPerBill,
        _ => meters.Dial(supply, fee).Between(part.From, part.To.AddDays(1)),
    };

    // The GST of a bill is rounded once; lines get the growth of the rounded sum, so that they add up to it.
    public static List<Charge> WithTax(IEnumerable<Charge> lines, bool taxInside)
    {
        var taxed = 0m;
        return [.. lines.Select(line =>
        {
            var before = Tax(taxed);
            taxed += line.Fee.Taxed ? line.Amount : 0;
            return line with { Tax = Tax(taxed) - before };
        })];

        decimal Tax(decimal amount) => Cents.Of(taxInside ? amount / 11 : amount / 10);
    }
}
