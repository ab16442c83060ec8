using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Charges;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Statements.Explaining;

/// <summary>"Explain this bill": beside the last one and the same one of the year before, with the reasons that its own lines give, and no others.</summary>
internal sealed record ExplainedPage(string Lead, IReadOnlyList<ExplainedPage.Bar> Bars, IReadOnlyList<ComparisonPage> With)
{
    // Two years of monthly bills, and to spare.
    private const int MostEarlier = 40;

    /// <returns>Null for a credit note: it takes back, it does not bill.</returns>
    public static async Task<ExplainedPage?> OfAsync(PortalDb db, Customer customer, Statement statement, Wording words, CancellationToken stop)
    {
        if (statement.IsCreditNote) return null;
        var earlier = await db.Statements.For(customer).Where(one => !one.IsCreditNote && (one.IssuedOn < statement.IssuedOn || (one.IssuedOn == statement.IssuedOn && one.Id < statement.Id)))
            .OrderByDescending(one => one.IssuedOn).ThenByDescending(one => one.Id).Take(MostEarlier).ToListAsync(stop);
        var last = earlier.Count > 0 ? earlier[0] : null;
        var yearAgo = BilledSide.YearBefore(statement, earlier.Skip(1));
        var numbers = new[] { statement, last, yearAgo }.OfType<Statement>().Select(one => one.Number).ToList();
        var charges = (await db.Charges.For(customer).Where(charge => numbers.Contains(charge.StatementNumber)).OrderBy(charge => charge.LineNumber).ToListAsync(stop)).ToLookup(charge => charge.StatementNumber);
        return Of(Side(statement)!, Side(last), Side(yearAgo), words);

        BilledSide? Side(Statement? one) => one is null ? null : new(one, [.. charges[one.Number]]);
    }

    private static ExplainedPage Of(BilledSide now, BilledSide? last, BilledSide? yearAgo, Wording words)
    {
        var statement = words.Word("statement");
        List<ComparisonPage> with = [];
        if (last is not null) with.Add(ComparisonPage.Of(now, last, $"the last {statement}", words));
        if (yearAgo is not null) with.Add(ComparisonPage.Of(now, yearAgo, $"the same {statement} last year", words));
        var most = Math.Max(1, new[] { now, last, yearAgo }.OfType<BilledSide>().Max(side => side.Asked.Minor));
        return new(with.Count > 0 ? with[0].Sentence : $"This is your first {statement}: from the next one on, we compare them here.",
            [.. Bars()], with);

        IEnumerable<Bar> Bars()
        {
            if (with.Count == 0) yield break;
            yield return Bar.Of(now, words.Word($"This {statement}"), most, isThis: true, words);
            if (last is not null) yield return Bar.Of(last, words.Word($"The last {statement}"), most, isThis: false, words);
            if (yearAgo is not null) yield return Bar.Of(yearAgo, words.Word("A year ago"), most, isThis: false, words);
        }
    }

    /// <param name="Sub">"12 Nov 2026 · 33 days · $5.53 a day"</param>
    internal sealed record Bar(string Label, string Sub, string Amount, string Width, bool IsThis, string Href)
    {
        public static Bar Of(BilledSide side, string label, long most, bool isThis, Wording words) => new(label,
            string.Join(" · ", new[]
            {
                words.ShortDate(side.Statement.IssuedOn), side.Days is { } days ? words.Count(days, "day", "days") : "",
                side.Days is > 0 and var each ? $"{words.Money(new Money((long)decimal.Round((decimal)side.Asked.Minor / each, MidpointRounding.AwayFromZero)))} a day" : "",
            }.Where(part => part != "")),
            words.Money(side.Asked), ComparisonPage.Percent(Math.Max(0, 100m * side.Asked.Minor / most)), isThis, isThis ? "" : Links.To($"/statements/{Uri.EscapeDataString(side.Statement.Number)}"));
    }
}
