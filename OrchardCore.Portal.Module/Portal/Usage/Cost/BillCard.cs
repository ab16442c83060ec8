using OrchardCore.Portal.Charges;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Cost;

/// <summary>What the chosen bill is made of: its lines by kind, each as units × rate = amount, with the way to its days.</summary>
internal sealed record BillCard(string Title, string Href, IReadOnlyList<BillCard.Part> Parts, string Total, string Note)
{
    internal sealed record Part(string Title, string Amount, string Tone, IReadOnlyList<Line> Lines);

    /// <param name="Href">The days under Usage; empty for a line that measures nothing.</param>
    internal sealed record Line(string Text, string HowItCame, string Amount, string Href);

    public static BillCard Of(BilledCost cost, IReadOnlyList<EnergyService> services, Wording words)
    {
        var lines = cost.Lines.ToLookup(CostKinds.Of);
        return new($"{words.Word("Statement")} {cost.Statement.Number}, {words.ShortDate(cost.Statement.IssuedOn)}", Links.To($"/statements/{Uri.EscapeDataString(cost.Statement.Number)}"),
            [.. cost.Parts.OrderBy(part => part.Key).Select(part => new Part(part.Key.Label(words), words.Money(part.Value), part.Key.Tone, [.. lines[part.Key].Select(line => LineOf(line, services, words)), .. Unlisted(cost, part.Key, words)]))],
            words.Money(cost.Total), NoteOf(cost, words));
    }

    private static Line LineOf(Charge line, IReadOnlyList<EnergyService> services, Wording words) => new(line.Description, string.Join(" · ", new[]
    {
        ChargeText.HowItCame(line, words), line is { StartsOn: { } from, EndsOn: { } to } ? $"{words.ShortDate(from)} {words.Word("to")} {words.ShortDate(to)}" : "",
    }.Where(part => part != "")), words.Money(line.Amount), UsageLinks.DaysOf(line, services));

    private static IEnumerable<Line> Unlisted(BilledCost cost, CostKind kind, Wording words) =>
        !cost.Unlisted.IsZero && kind == (cost.Unlisted.IsNegative ? CostKind.Credit : CostKind.Other) ? [new(words.Word("Not listed singly"), "", words.Money(cost.Unlisted), "")] : [];

    private static string NoteOf(BilledCost cost, Wording words) => cost.IsTaxOnTop || cost.Tax.IsZero ? "" : $"{words.Money(cost.Tax)} {BillFigures.TaxWord(words)} {words.Word("is inside these amounts")}.";
}
