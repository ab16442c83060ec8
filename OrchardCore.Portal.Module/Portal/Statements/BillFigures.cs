using OrchardCore.Portal.Charges;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Statements;

/// <summary>The ten figures of a statement as arithmetic that a person can follow, and what they mean.</summary>
internal sealed class BillFigures(Statement statement, Retailer retailer)
{
    private readonly Wording _words = retailer.Wording;

    private string Tax => TaxWord(_words);

    /// <summary>Australia and New Zealand say GST; elsewhere the retailer's word pack names it.</summary>
    public static string TaxWord(Wording words) => words.Word(words.Currency.Code is "AUD" or "NZD" ? "GST" : "Tax");

    // An e-invoice says its lines before tax at any retailer, so the figures themselves tell where the tax stands.
    public bool TaxIsOnTop => statement.CurrentBalance == statement.CarriedForward + statement.CurrentCharges + statement.Tax && !statement.Tax.IsZero
        || (!retailer.TaxInsideCharges && statement.CurrentBalance != statement.CarriedForward + statement.CurrentCharges);

    public IReadOnlyList<Bill.Step> Steps =>
    [
        new("Previous balance", _words.Money(statement.PreviousBalance), false),
        new("Payments received", _words.Money(-statement.Payments), false),
        new("Adjustments", _words.Money(statement.Adjustments), false),
        new("Carried forward", _words.Money(statement.CarriedForward), true),
        new("Current charges", _words.Money(statement.CurrentCharges), false),
        TaxIsOnTop ? new($"{Tax} on these charges", _words.Money(statement.Tax), false) : new($"{Tax} inside these charges, not added again", _words.Money(statement.Tax), false),
        new("Current balance", _words.MoneyInWords(statement.CurrentBalance), true),
    ];

    public string TaxText => TaxIsOnTop ? $"{Tax} of {_words.Money(statement.Tax)} is added to these charges." : $"{Tax} of {_words.Money(statement.Tax)} is included in these charges.";

    public string Check(IReadOnlyList<Charge> charges)
    {
        if (charges.Count == 0) return "The single charges are not available here; ask us if you would like to see them.";
        var lines = new Money(charges.Sum(c => c.Amount.Minor));
        var tax = new Money(charges.Sum(c => c.Tax?.Minor ?? 0));
        return ChargeCheck.Of(lines, tax, statement.CurrentCharges) switch
        {
            ChargeCheck.Equal => $"These charges add up to the current charges of {_words.Money(statement.CurrentCharges)}.",
            ChargeCheck.EqualWithTax => $"These charges of {_words.Money(lines)} and their {Tax} of {_words.Money(tax)} add up to the current charges of {_words.Money(statement.CurrentCharges)}.",
            _ => $"These charges add up to {_words.Money(lines)}, and the current charges are {_words.Money(statement.CurrentCharges)}. Ask us about the difference of {_words.Money((statement.CurrentCharges - lines).Size)}.",
        };
    }

    public IReadOnlyList<string> Explained(Statement? before) => [.. new[] { ComparedWith(before), Odd() }.Where(sentence => sentence != "")];

    private string ComparedWith(Statement? before)
    {
        if (before is null || before.IsCreditNote || statement.IsCreditNote || Days(before) is not { } then || Days(statement) is not { } now) return "";
        var more = statement.CurrentCharges - before.CurrentCharges;
        var days = now == then ? $"for as many days ({now})" : $"for {_words.Count(now, "day", "days")} instead of {then}";
        return more.IsZero ? $"Your current charges are the same as the last time, {days}."
            : $"Your current charges are {_words.Money(more.Size)} {(more.IsPositive ? "more" : "less")} than the last time, {days}.";
    }

    // The retailer was told when the file came in (Importing); the customer should not have to find it alone.
    private string Odd() => statement.ArithmeticFlag == "" ? "" : "These figures do not add up exactly as they were sent to us. We have noted it; ask us if it makes a difference to you.";

    private static int? Days(Statement one) => one is { PeriodFrom: { } from, PeriodTo: { } to } ? to.DayNumber - from.DayNumber + 1 : null;
}
