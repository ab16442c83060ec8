using OrchardCore.Portal.Demo.People;

namespace OrchardCore.Portal.Demo.Billing;

/// <summary>A bill as issued. Age 0 is the newest one of its account, 1 the one before.</summary>
internal sealed record Bill(string Number, int Age, Account Account, Period Period, IReadOnlyList<Charge> Charges)
{
    public required DateOnly Issued { get; init; }
    public decimal Previous { get; init; }
    public decimal Payments { get; init; }
    public decimal Adjustments { get; init; }
    public decimal TaxOnTop { get; init; }

    public DateOnly Due => Issued.AddDays(19);
    public bool Final => Account.Closed && Age == 0;
    public bool Electronic => Age < Account.ElectronicBills;
    public decimal CarriedForward => Previous - Payments + Adjustments;
    public decimal Current => Charges.Sum(charge => charge.Amount);
    public decimal Tax => Charges.Sum(charge => charge.Tax);

    /// <summary>What this bill adds to the debt: its charges, and their GST where that is not inside.</summary>
    public decimal New => Current + TaxOnTop;
    public decimal Balance => CarriedForward + New;
}

internal sealed record Charge(int Line, string Meter, Fee Fee, Period Period, decimal Units, decimal Price, bool Estimated)
{
    public decimal Amount => Cents.Of(Units * Price);
    public decimal Tax { get; init; }
}

/// <summary>Both days belong to it.</summary>
internal readonly record struct Period(DateOnly From, DateOnly To)
{
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>Cut where prices change, so that each line has one price.</summary>
    public IEnumerable<Period> AtPriceChanges()
    {
        var july = new DateOnly(To.Year, 7, 1);
        return From < july && july <= To ? [new(From, july.AddDays(-1)), new(july, To)] : [this];
    }
}

internal static class Cents
{
    public static decimal Of(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}
