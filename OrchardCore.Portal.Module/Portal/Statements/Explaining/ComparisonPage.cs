using System.Globalization;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Statements.Explaining;

/// <summary>One bill beside another: a sentence, the reasons as bars and amounts, and line by line.</summary>
/// <param name="Unknown">Why no reason is given; empty where there are reasons.</param>
internal sealed record ComparisonPage(string Title, string Sentence, string Unknown)
{
    public IReadOnlyList<Reason> Rows { get; init; } = [];
    public IReadOnlyList<Line> Lines { get; init; } = [];

    /// <summary>"Altogether": the foot of both tables.</summary>
    public string Total { get; init; } = "";

    public static ComparisonPage Of(BilledSide now, BilledSide then, string with, Wording words)
    {
        var more = now.Asked - then.Asked;
        var title = $"{words.Word("Compared with")} {with}";
        if (Reasons.Of(now, then) is not { } reasons)
            return new(title, Upfront(more, with, then, words) + ".", $"We cannot say why: not every charge of both {words.Word("statements")} is listed singly.");

        List<(string Label, string Said, Money Amount)> parts = [.. Parts(reasons, now, then, words).Where(part => !part.Amount.IsZero)];
        var widest = parts.Count == 0 ? 1 : Math.Max(1, parts.Max(part => part.Amount.Size.Minor));
        return new(title, Upfront(more, with, then, words) + (parts.Count == 0 ? "." : ": " + string.Join(", ", parts.Select(part => part.Said)) + "."), "")
        {
            Rows = [.. parts.Select(part => Reason.Of(part.Label, part.Amount, widest, words))],
            Lines = [.. reasons.Lines.Where(line => !line.Total.IsZero).OrderByDescending(line => line.Total.Size.Minor).Select(line => Line.Of(line, words))],
            Total = Signed(more, words),
        };
    }

    /// <summary>"Up $34.20 on the last statement ($148.20)"</summary>
    private static string Upfront(Money more, string with, BilledSide then, Wording words) =>
        (more.IsZero ? $"The same as {with}" : $"{(more.IsPositive ? "Up" : "Down")} {words.Money(more.Size)} on {with}") + $" ({words.Money(then.Asked)})";

    private static IEnumerable<(string Label, string Said, Money Amount)> Parts(Reasons reasons, BilledSide now, BilledSide then, Wording words)
    {
        string Amount(Money amount) => words.Money(amount.Size);
        string Pick(Money amount, string more, string less) => amount.IsPositive ? more : less;
        var (days, usage, solar, price, other) = (reasons.Days, reasons.Usage, reasons.Solar, reasons.Price, reasons.Other);
        var span = now.Days is { } length && then.Days is { } before && length != before
            ? $"{words.Count(length, "day", "days")} instead of {before.ToString(words.Culture)}" : Pick(days, "more days", "fewer days");
        yield return (char.ToUpper(span[0], words.Culture) + span[1..], $"{Amount(days)} {Pick(days, "because of", "less because of")} {span}", days);
        yield return (Pick(usage, "More usage", "Less usage"), $"{Amount(usage)} {Pick(usage, "more usage", "less usage")}", usage);
        yield return (Pick(solar, "Less solar sent to the grid", "More solar sent to the grid"), $"{Amount(solar)} {Pick(solar, "because less solar was sent to the grid", "off because more solar was sent to the grid")}", solar);
        yield return (Pick(price, "Higher prices", "Lower prices"), $"{Amount(price)} {Pick(price, "higher prices", "lower prices")}", price);
        yield return (Pick(other, "More in other charges", "Less in other charges"), $"{Amount(other)} {Pick(other, "more in other charges", "less in other charges")}", other);
        var tax = BillFigures.TaxWord(words);
        yield return (Pick(reasons.Tax, $"More {tax}", $"Less {tax}"), $"{Amount(reasons.Tax)} {Pick(reasons.Tax, "more", "less")} {tax}", reasons.Tax);
    }

    /// <summary>"+$12.00", "−$3.00"; a dash where nothing changed.</summary>
    internal static string Signed(Money amount, Wording words) => amount.IsZero ? "–" : (amount.IsPositive ? "+" : "") + words.Money(amount);

    /// <param name="X">Where its bar begins, and how wide it is: per cent of a cell whose middle is "no change".</param>
    internal sealed record Reason(string Label, string Amount, string X, string Width, bool IsLess)
    {
        public static Reason Of(string label, Money amount, long widest, Wording words)
        {
            var width = 50m * amount.Size.Minor / widest;
            return new(label, Signed(amount, words), Percent(amount.IsNegative ? 50 - width : 50), Percent(width), amount.IsNegative);
        }
    }

    internal sealed record Line(string Text, string Sub, string Days, string Usage, string Price, string Other, string Total)
    {
        public static Line Of(LineChange line, Wording words) => new(line.Text, line.Meter == "" ? "" : $"{words.Word("Meter")} {line.Meter}",
            Signed(line.Days, words), Signed(line.Usage, words), Signed(line.Price, words), Signed(line.Other, words), Signed(line.Total, words));
    }

    internal static string Percent(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
