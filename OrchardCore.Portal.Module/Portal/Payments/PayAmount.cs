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
        form.Field(new FormField("other", "The other amount")
        {
            Inputmode = "decimal",
            Prefix = words.Currency.Sign.Trim(),
            Maxlength = "14",
            Autocomplete = "off",
            Hint = $"From {words.Money(Payable.Least)} to {words.Money(Money.Min(payable.Due, Payable.Most))}.",
        });
        if (sentOther && Typed(form, words) is null) form.Refuse("other", Refused(payable.Due, words));
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

    /// <summary>What is expected of an amount that somebody types, with an example of the right size.</summary>
    public static string Refused(Money example, Wording words) => $"Enter an amount above zero in figures, such as {example.ToPlainText(words.Currency.Decimals)}{(words.Currency.Decimals == 0 ? "" : ", with a point before the cents")}.";

    /// <summary>What is wrong with an amount that was chosen; empty where nothing is.</summary>
    public static string Fault(Money amount, Payable payable, Wording words) =>
        amount > payable.Due ? $"That is more than you owe: {words.Money(payable.Due)} at most."
        : amount < Payable.Least ? $"{words.Money(Payable.Least)} is the least that can be paid here."
        : amount > Payable.Most ? $"One payment can be {words.Money(Payable.Most)} at most. Choose another amount, and pay the rest after it."
        : "";

    private static Money? Typed(Form form, Wording words) => TypedAmount.TryRead(form["other"], words.Currency, out var amount) ? amount : null;
}
