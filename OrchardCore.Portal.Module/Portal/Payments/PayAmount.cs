using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Payments;

/// <summary>The question of how much: what is due, what is overdue, one statement, or another amount that is no more than is owed.</summary>
internal static class PayAmount
{
    private const string All = "due", Late = "overdue", One = "statement", Other = "other";

    public static Form Ask(Form form, Payable payable, string statement, Wording words)
    {
        List<Choice> choices = [new(All, $"{words.Money(payable.Due)}: all that is due", Selected: true)];
        if (payable.Overdue.IsPositive && payable.Overdue < payable.Due) choices.Add(new(Late, $"{words.Money(payable.Overdue)}: the part that is overdue"));
        if (statement != "" && payable.LeftOf(statement) is { IsPositive: true } left && left < payable.Due)
            choices.Insert(0, new(One, $"{words.Money(left)}: {words.Word("statement")} {statement}"));
        choices.Add(new(Other, "Another amount"));
        var sentOther = form.IsSent && form["amount"] == Other;
        form.Field(new FormField("amount", "How much would you like to pay?", "radio") { Required = true, Value = choices[0].Value, Options = choices });
        form.Field(new FormField("other", "Other amount")
        {
            Inputmode = "decimal",
            Prefix = words.Currency.Sign.Trim(),
            Maxlength = "14",
            Autocomplete = "off",
            Hint = $"Only for \"Another amount\": from {words.Money(Payable.Least)} to {words.Money(payable.Due)}.",
        });
        if (sentOther && Typed(form, words) is null) form.Refuse("other", $"Enter an amount such as {payable.Due.ToPlainText(words.Currency.Decimals)}, in figures.");
        return form;
    }

    /// <summary>What was chosen, counted from the ledger as it is now: the form brings the choice, never the sum of what is due.</summary>
    public static Money Chosen(Form form, Payable payable, string statement, Wording words) => form["amount"] switch
    {
        Late => payable.Overdue,
        One => payable.LeftOf(statement),
        Other => Typed(form, words) ?? Money.Zero,
        _ => payable.Due,
    };

    private static Money? Typed(Form form, Wording words)
    {
        var text = form["other"].Replace(words.Currency.Sign.Trim(), "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal).Trim();
        return Money.TryParse(text, words.Currency.Decimals, out var amount) && amount.IsPositive ? amount : null;
    }
}
