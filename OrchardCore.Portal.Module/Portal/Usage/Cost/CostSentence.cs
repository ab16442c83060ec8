using OrchardCore.Portal.Charges;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Statements.Explaining;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Cost;

/// <summary>What a bill's cost means, in words: whether it is more than a year ago, and how much of that is usage and how much is price.</summary>
internal static class CostSentence
{
    /// <summary>"$142.10 in May 2026, $18.20 more than a year before ($123.90): 9 % more usage, prices up 3 %."</summary>
    public static string Of(BilledCost now, BilledCosts all, Wording words)
    {
        var yearAgo = all.YearBefore(now);
        var then = yearAgo ?? all.Before(now);
        List<string> said = [$"{words.Money(now.Total)} {Period(now.Statement, words)}{Compared(now, then, yearAgo is null ? $"{words.Word("on the")} {words.Word("statement")} {words.Word("before")}" : words.Word("a year before"), words)}."];
        if (now.Parts.GetValueOrDefault(CostKind.Solar) is { IsNegative: true } solar) said.Add($"{words.Money(-solar)} {words.Word("for what your solar sent to the grid is taken off already")}.");
        if (now.IsEstimated) said.Add(words.Word("Some of it is estimated") + ".");
        if (!now.IsTaxKnown) said.Add($"{BillFigures.TaxWord(words)} {words.Word("comes on top: how much of it is this meter's is not known")}.");
        return string.Join(' ', said);
    }

    /// <summary>"$1,640.00 on 12 statements, $96.20 more than on those a year before."</summary>
    public static string Sum(BilledCosts all, Wording words)
    {
        var shown = all.Shown;
        List<(BilledCost Now, BilledCost Then)> pairs = [.. shown.Select(now => (now, all.YearBefore(now))).Where(pair => pair.Item2 is not null).Select(pair => (pair.now, pair.Item2!))];
        var said = $"{words.Money(new(shown.Sum(one => one.Total.Minor)))} {words.Word("altogether on")} {words.Count(shown.Count, "statement", "statements")}";
        if (pairs.Count == 0) return said + ".";
        var more = new Money(pairs.Sum(pair => pair.Now.Total.Minor - pair.Then.Total.Minor));
        return $"{said}{(pairs.Count < shown.Count ? $"; {words.Word("of them")} {pairs.Count} {words.Word("can be compared")}:" : ",")} {MoreOrLess(more, words)} {words.Word("than a year before")}.";
    }

    private static string Compared(BilledCost now, BilledCost? then, string before, Wording words)
    {
        if (then is null) return "";
        var more = now.Total - then.Total;
        var why = string.Join(", ", Why(now, then, words));
        return (more.IsZero ? $", {words.Word("as much as")} {before}" : $", {MoreOrLess(more, words)} {words.Word("than")} {before} ({words.Money(then.Total)})") + (why == "" ? "" : ": " + why);
    }

    /// <summary>Only what the lines of both bills show.</summary>
    private static IEnumerable<string> Why(BilledCost now, BilledCost then, Wording words)
    {
        if (!now.Unlisted.IsZero || !then.Unlisted.IsZero) yield break;
        var (side, other) = (new BilledSide(now.Statement, now.Lines), new BilledSide(then.Statement, then.Lines));
        var reasons = Reasons.Between(side, other, Money.Zero);
        if (UsageOf(side, other, words) is { } usage) yield return usage;
        else if (!reasons.Usage.IsZero) yield return $"{MoreOrLess(reasons.Usage, words)} {words.Word("for usage")}";
        // What all of it would have cost at the prices of then.
        var before = now.Lines.Where(line => line.Amount.IsPositive).Sum(line => line.Amount.Minor) - reasons.Price.Minor;
        if (before > 0 && Percent(100m * reasons.Price.Minor / before) is var price and not 0) yield return $"{words.Word("prices")} {words.Word(price > 0 ? "up" : "down")} {Math.Abs(price).ToString(words.Culture)} %";
        if (!reasons.Solar.IsZero) yield return $"{words.Money(reasons.Solar.Size)} {words.Word(reasons.Solar.IsPositive ? "less" : "more")} {words.Word("for solar")}";
        if (!reasons.Other.IsZero) yield return $"{MoreOrLess(reasons.Other, words)} {words.Word("in other charges")}";
    }

    /// <returns>"9 % more usage, 33 days instead of 30"; null where units of different kinds do not add up, or there are none.</returns>
    private static string? UsageOf(BilledSide now, BilledSide then, Wording words)
    {
        var (mine, theirs) = (Measured(now), Measured(then));
        if (mine.Concat(theirs).Select(line => line.Unit).Distinct().Count() != 1) return null;
        var (units, before) = (mine.Sum(line => line.Units!.Value), theirs.Sum(line => line.Units!.Value));
        if (units <= 0 || before <= 0) return null;
        var percent = Percent(100 * (units - before) / before);
        var days = now.Days is { } length && then.Days is { } earlier && length != earlier ? $", {words.Count(length, "day", "days")} {words.Word("instead of")} {earlier.ToString(words.Culture)}" : "";
        return (percent == 0 ? words.Word("as much usage") : $"{Math.Abs(percent).ToString(words.Culture)} % {words.Word(percent > 0 ? "more" : "less")} {words.Word("usage")}") + days;
    }

    private static List<Charge> Measured(BilledSide side) => [.. side.Charges.Where(line => line is { IsMeasured: true, IsFeedIn: false })];

    private static string MoreOrLess(Money more, Wording words) => more.IsZero ? words.Word("no more") : $"{words.Money(more.Size)} {words.Word(more.IsPositive ? "more" : "less")}";

    private static decimal Percent(decimal value) => decimal.Round(value, MidpointRounding.AwayFromZero);

    private static string Period(Statement statement, Wording words) => statement switch
    {
        { PeriodFrom: { Day: 1 } from, PeriodTo: { } to } when to == from.AddMonths(1).AddDays(-1) => $"{words.Word("in")} {UsageWords.MonthOf(from, words)}",
        { PeriodFrom: { } from, PeriodTo: { } to } => $"{words.Word("from")} {from.ToString(from.Year == to.Year ? "d MMM" : "d MMM yyyy", words.Culture)} {words.Word("to")} {words.ShortDate(to)}",
        _ => $"on the {words.Word("statement")} of {words.ShortDate(statement.IssuedOn)}",
    };
}
