using OrchardCore.Portal.Demo.Metering;

namespace OrchardCore.Portal.Demo.Billing;

internal enum Per { Unit, Day, Month }

/// <summary>A line of the price list. A fee per unit has the register that counts its units.</summary>
internal sealed record Fee(string Group, string Text, decimal Price, Per Per, bool Taxed, Register? Register = null)
{
    public string Unit => Per switch { Per.Unit => Register!.Unit, Per.Day => "day", _ => "month" };

    /// <summary>Prices change every first of July, as most Australian ones do; what is paid to households stays.</summary>
    public decimal On(DateOnly day)
    {
        var years = (day.Month < 7 ? day.Year - 1 : day.Year) - 2026;
        return Price > 0 ? Math.Round(Price * (decimal)Math.Pow(1.029, years), 4) : Price;
    }
}
