using OrchardCore.Portal.Demo.Billing;
using OrchardCore.Portal.Demo.People;

namespace OrchardCore.Portal.Demo.Metering;

/// <summary>The dials of one account.</summary>
internal sealed class Meters(Account account)
{
    private readonly Dictionary<(string, string), Dial> _dials = (
        from supply in account.Supplies
        from fee in supply.Fees
        where fee.Register is not null
        select new Dial(supply.Meter, fee.Register!, supply.MovedIn)).ToDictionary(dial => (dial.Meter, dial.Register.Name));

    public Dial Dial(Supply supply, Fee fee) => _dials[(supply.Meter, fee.Register!.Name)];

    public IEnumerable<Dial> Of(Supply supply) => supply.Fees.Where(fee => fee.Register is not null).Select(fee => Dial(supply, fee));
}
