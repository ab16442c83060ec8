using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Usage.Consumption;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Cost;

/// <summary>Cost by bill: a year of them, and one that is chosen with what it is made of.</summary>
internal sealed record BilledView(string Sentence, UseChart Chart, UsageStep Step, string Note, BillCard Bill) : CostView(Sentence, Chart, Step, "", Note)
{
    /// <param name="span">When the first and the last bill with anything of the subject were issued.</param>
    /// <returns>Null where no bill was issued in the months that are asked for.</returns>
    public static async Task<BilledView?> OfAsync(HttpRequest request, PortalDb db, Customer customer, Retailer retailer, CostSubject subject, (DateOnly First, DateOnly Last) span, IReadOnlyList<EnergyService> services, CancellationToken stop)
    {
        var words = retailer.Wording;
        var asked = UseAsked.Of(request, subject.Key, span.Last).Year;
        if (asked.From > span.Last || asked.To < span.First) asked = (asked with { From = span.Last, To = span.Last, ByMonth = false }).Year;
        var costs = await BilledCosts.OfAsync(db, customer, retailer, subject, asked.From, asked.To, stop);
        if (costs.Shown.Count == 0) return null;
        var chosen = costs.Shown.FirstOrDefault(cost => cost.Statement.Number == request.Query["bill"]) ?? costs.Shown[^1];
        var title = TitleOf(asked, words);
        return new($"{CostSentence.Of(chosen, costs, words)} {CostSentence.Sum(costs, words)}", CostChart.Of([.. costs.Shown.Select((cost, at) => BarOf(cost, at, cost == chosen, costs, asked, words))], title, words),
            new(title, span.First < asked.From ? Href(asked.Before) : "", TitleOf(asked.Before, words), span.Last > asked.To ? Href(asked.After) : "", TitleOf(asked.After, words)),
            await NotesAsync(db, customer, subject, asked, words, stop), BillCard.Of(chosen, services, words));
    }

    private static CostBar BarOf(BilledCost cost, int at, bool isChosen, BilledCosts all, UseAsked asked, Wording words) => new(
        $"{words.Word("Statement")} {words.Word("of")} {words.ShortDate(cost.Statement.IssuedOn)}", cost.Statement.IssuedOn.ToString("MMM", words.Culture), all.Shown.Count > 6 && (all.Shown.Count - at) % 2 == 0,
        $"{Href(asked)}&bill={Uri.EscapeDataString(cost.Statement.Number)}#bill", cost.Parts)
    {
        Then = all.YearBefore(cost)?.Parts,
        Guessed = new(cost.Lines.Where(line => line.IsEstimated && line.Amount.IsPositive).Sum(line => line.Amount.Minor)),
        IsChosen = isChosen,
        Note = cost.IsEstimated ? words.Word("some of it estimated") : "",
    };

    /// <summary>Credit notes bill nothing, so they have no bar; whoever adds up must know of them.</summary>
    private static async Task<string> NotesAsync(PortalDb db, Customer customer, CostSubject subject, UseAsked asked, Wording words, CancellationToken stop)
    {
        if (subject.Service is not null) return words.Word("Only what was charged for this meter; fees and credits of the account are under Whole account.");
        var notes = await db.Statements.For(customer).Where(one => one.IsCreditNote && one.IssuedOn >= asked.From && one.IssuedOn <= asked.To).OrderBy(one => one.IssuedOn).ToListAsync(stop);
        return notes.Count == 0 ? "" : $"{words.Word("Not in these bars")}: {string.Join(", ", notes.Select(note => $"{words.Word("credit note")} {note.Number}, {words.ShortDate(note.IssuedOn)}"))}.";
    }

    private static string Href(UseAsked asked) => asked.HrefAt(CostScreen.Path);

    private static string TitleOf(UseAsked asked, Wording words) => $"{asked.From.ToString("MMM yyyy", words.Culture)} – {asked.To.ToString("MMM yyyy", words.Culture)}";
}
