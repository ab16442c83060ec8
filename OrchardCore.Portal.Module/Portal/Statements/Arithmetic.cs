using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Statements;

/// <summary>Whether a statement's figures add up. What does not is said, never changed: the figures are the retailer's.</summary>
internal static class Arithmetic
{
    public static string FlagOf(Statement statement, Retailer retailer)
    {
        var words = retailer.Wording;
        List<string> faults = [];
        var carried = statement.PreviousBalance - statement.Payments + statement.Adjustments;
        if (carried != statement.CarriedForward)
            faults.Add($"Carried forward is {words.Money(statement.CarriedForward)}; previous balance less payments plus adjustments is {words.Money(carried)}.");
        var balance = statement.CarriedForward + statement.CurrentCharges + (retailer.TaxInsideCharges ? default : statement.Tax);
        if (balance != statement.CurrentBalance)
            faults.Add($"Current balance is {words.Money(statement.CurrentBalance)}; carried forward plus current charges{(retailer.TaxInsideCharges ? "" : " plus tax")} is {words.Money(balance)}.");
        return string.Join(' ', faults);
    }
}
