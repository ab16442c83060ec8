using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Dashboard;

/// <summary>The statements as bars, and what changed in words: no reason is given that the figures do not show.</summary>
internal static class StatementGraph
{
    private const int Bars = 13;

    /// <param name="bills">The newest first.</param>
    public static ChartPage? Of(IReadOnlyList<BilledPeriod> bills, Wording words)
    {
        if (bills.Count == 0) return null;
        var shown = bills.Take(Bars).Reverse().ToList();
        var statement = words.Word("Statement");
        return new ChartPage("bars", "statements", words.Word("Monthly statements"), Summary(bills, shown, words), statement, words.Word("Amount"),
            [.. shown.Select(bill => new ChartPage.Row(
                words.ShortDate(bill.IssuedOn) + (bill.Days is { } days ? $", {words.Count(days, "day", "days")}" : ""),
                // Bills of a quarter reach over years: then a month alone does not say which.
                bill.IssuedOn.ToString(shown[^1].IssuedOn.DayNumber - shown[0].IssuedOn.DayNumber > 400 ? "MMM yy" : "MMM", words.Culture),
                bill.Asked.ToPlainText(words.Currency.Decimals), words.Money(bill.Asked), Highlight: bill == shown[^1]))])
        {
            ValuePrefix = words.Currency.Sign,
        };
    }

    private static string Summary(IReadOnlyList<BilledPeriod> bills, List<BilledPeriod> shown, Wording words)
    {
        var newest = bills[0];
        var statement = words.Word("statement");
        if (bills.Count == 1) return $"Your first {statement}, of {words.ShortDate(newest.IssuedOn)}, is {words.Money(newest.Asked)}.";
        var last = bills[1];
        List<string> said = [$"Your newest {statement} is {words.Money(newest.Asked)}: {Compared(newest.Asked, last.Asked, "the last", words)}{ByDays(newest, last, words)}."];
        if (bills.Skip(2).FirstOrDefault(newest.IsYearAfter) is { } yearAgo)
            said.Add($"It is {Compared(newest.Asked, yearAgo.Asked, "a year before", words)}.");
        if (shown.Count >= 3)
        {
            var (highest, lowest) = (shown.MaxBy(bill => bill.Asked)!, shown.MinBy(bill => bill.Asked)!);
            said.Add($"Highest {words.Money(highest.Asked)} ({words.ShortDate(highest.IssuedOn)}), lowest {words.Money(lowest.Asked)} ({words.ShortDate(lowest.IssuedOn)}).");
        }
        return string.Join(' ', said);
    }

    private static string Compared(Money now, Money then, string what, Wording words) =>
        Difference(now, then, words) is { } difference ? $"{difference} than {what} ({words.Money(then)})" : $"about the same as {what} ({words.Money(then)})";

    /// <returns>"$13.67 more"; null where it is hardly worth a word: under a hundredth.</returns>
    private static string? Difference(Money now, Money then, Wording words)
    {
        var more = now - then;
        return more.Size.Minor * 100 < then.Size.Minor || more.IsZero ? null : $"{words.Money(more.Size)} {(more.IsPositive ? "more" : "less")}";
    }

    /// <summary>A longer period costs more without anything having changed: the cost of a day tells.</summary>
    private static string ByDays(BilledPeriod now, BilledPeriod then, Wording words) =>
        now.Days is > 0 and var days && then.Days is > 0 and var before && days != before
            ? $", for {words.Count(days, "day", "days")} instead of {before.ToString(words.Culture)} ({words.Money(PerDay(now.Asked, days))} a day, before {words.Money(PerDay(then.Asked, before))})" : "";

    private static Money PerDay(Money amount, int days) => new((long)decimal.Round((decimal)amount.Minor / days, MidpointRounding.AwayFromZero));
}
