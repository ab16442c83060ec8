using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Charges;

/// <summary>What stands under the charges: the sum of the page, of all that match, and the check against a statement.</summary>
internal static class ChargeSums
{
    public static async Task<IReadOnlyList<TablePage.Sum>> OfAsync(
        IReadOnlyList<Charge> shown, IQueryable<Charge> matching, int count, string statementNumber, IQueryable<Statement> statements, Wording words, CancellationToken stop)
    {
        var page = new Money(shown.Sum(c => c.Amount.Minor));
        var all = shown.Count < count ? await SumAsync(matching, stop) : page;
        List<TablePage.Sum> sums = [];
        if (shown.Count < count) sums.Add(new("Sum of the rows on this page", words.Money(page)));
        sums.Add(new($"Sum of {words.Count(count, "charge", "charges")}", words.Money(all)));
        if (statementNumber != "" && await statements.SingleOrDefaultAsync(s => s.Number == statementNumber, stop) is { } statement)
        {
            var check = ChargeCheck.Of(all, new Money(await matching.SumAsync(c => c.Tax == null ? 0 : (long)(object)c.Tax, stop)), statement.CurrentCharges);
            sums.Add(new(check.InWords(words), words.Money(statement.CurrentCharges)));
        }
        return sums;
    }

    public static async Task<Money> SumAsync(IQueryable<Charge> charges, CancellationToken stop) => new(await charges.SumAsync(c => (long)(object)c.Amount, stop));
}

/// <summary>Whether lines make what their statement says.</summary>
internal enum ChargeCheck
{
    Equal,

    /// <summary>The lines are before tax and the statement's figure is after it, as in an e-invoice.</summary>
    EqualWithTax,
    Different,
}

internal static class ChargeChecks
{
    extension(ChargeCheck)
    {
        public static ChargeCheck Of(Money lines, Money tax, Money current) =>
            lines == current ? ChargeCheck.Equal : lines + tax == current ? ChargeCheck.EqualWithTax : ChargeCheck.Different;
    }

    /// <summary>Ends where the statement's figure follows.</summary>
    public static string InWords(this ChargeCheck check, Wording words) => check switch
    {
        ChargeCheck.Equal => $"These add up to the {words.Word("statement")}'s Current Charges",
        ChargeCheck.EqualWithTax => $"With their tax these add up to the {words.Word("statement")}'s Current Charges",
        _ => $"Not all of the {words.Word("statement")}: its Current Charges are",
    };
}
