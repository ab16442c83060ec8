using Microsoft.AspNetCore.Http;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Usage.Consumption;
using OrchardCore.Portal.Usage.Intervals;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Cost;

/// <summary>Cost by the meter's own file: a year by months, a month by days, and each day leads to its intervals under Usage.</summary>
internal sealed record FiledView(string Sentence, UseChart Chart, UsageStep Step, string UpHref, string Note) : CostView(Sentence, Chart, Step, UpHref, Note)
{
    /// <returns>Null where no cost is known of the time that is asked for.</returns>
    public static async Task<FiledView?> OfAsync(HttpRequest request, PortalDb db, ServiceMeter meter, RetailerCalendar calendar, CostSubject subject, Wording words, CancellationToken stop)
    {
        if (await FiledCost.SpanAsync(db, meter, words.Currency, stop) is not var (start, until)) return null;
        var (first, last) = (calendar.DayOf(start), calendar.DayOf(until.AddSeconds(-1)));
        var asked = UseAsked.Of(request, subject.Key, last);
        var now = await FiledCost.DaysAsync(db, meter, calendar, words.Currency, asked.From, asked.To, stop);
        if (now.Count == 0) return null;
        // The 29th of February is compared with nothing: a year later there is no such day.
        List<DayCost> then = [.. (await FiledCost.DaysAsync(db, meter, calendar, words.Currency, asked.From.AddYears(-1), asked.To.AddYears(-1), stop)).Where(cost => cost.Day is not { Month: 2, Day: 29 })];
        var title = TitleOf(asked, words);
        return new(SentenceOf(asked, now, then, words), CostChart.Of(FiledCost.Bars(asked, now, then, words), title, words),
            new(title, first < asked.From ? FiledCost.FiledHref(asked.Before) : "", TitleOf(asked.Before, words), last > asked.To ? FiledCost.FiledHref(asked.After) : "", TitleOf(asked.After, words)),
            asked.ByMonth ? "" : FiledCost.FiledHref(asked.Year), words.Word("As the meter's data say: energy alone, without fees and tax. Your statement holds."));
    }

    /// <summary>"$96.40 in May 2026, $8.10 more than on the same 31 days a year before ($88.30)."</summary>
    private static string SentenceOf(UseAsked asked, IReadOnlyList<DayCost> now, IReadOnlyList<DayCost> then, Wording words)
    {
        var same = now.Select(cost => cost.Day).Intersect(then.Select(cost => cost.Day.AddYears(1))).ToHashSet();
        var (mine, theirs) = (Sum(now.Where(cost => same.Contains(cost.Day)), words), Sum(then.Where(cost => same.Contains(cost.Day.AddYears(1))), words));
        var compared = same.Count == 0 ? "" : mine == theirs ? $", {words.Word("as much as a year before")}"
            : $", {words.Money((mine - theirs).Size)} {words.Word(mine > theirs ? "more" : "less")} {words.Word("than on the same")} {words.Count(same.Count, "day", "days")} {words.Word("a year before")} ({words.Money(theirs)})";
        var said = $"{words.Money(Sum(now, words))} {UseSentence.Period(asked, words)}{compared}.";
        var solar = Sum(now.Where(cost => cost.Kind == CostKind.Solar), words);
        return solar.IsZero ? said : $"{said} {words.Money(-solar)} {words.Word("for what was sent to the grid is taken off already")}.";
    }

    private static Money Sum(IEnumerable<DayCost> costs, Wording words) => Money.Rounded(costs.Sum(cost => cost.Amount), words.Currency.Decimals);

    private static string TitleOf(UseAsked asked, Wording words) => asked switch
    {
        { ByMonth: true } => $"{asked.From.ToString("MMM yyyy", words.Culture)} – {asked.To.ToString("MMM yyyy", words.Culture)}",
        { IsMonth: true } => UsageWords.MonthOf(asked.From, words),
        _ => $"{words.ShortDate(asked.From)} – {words.ShortDate(asked.To)}",
    };
}
