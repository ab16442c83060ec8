using System.Globalization;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Consumption;

/// <summary>This month so far beside the same days of last year, small enough for a dashboard: ready text, and a bar for each day.</summary>
internal sealed record MonthCard(string Title, string Amount, string Note, string Sentence, string Href, string Chart, IReadOnlyList<MonthCard.Bar> Bars)
{
    private const decimal Tall = 72;

    internal sealed record Bar(string X, string Width, string Y, string Height, string ThenY);

    /// <param name="services">Of the account: the card is of the first that is in use, electricity before others.</param>
    /// <returns>Null where nothing is known of this month and the last.</returns>
    public static async Task<MonthCard?> OfAsync(PortalDb db, IReadOnlyList<EnergyService> services, Retailer retailer, RetailerCalendar calendar, CancellationToken stop)
    {
        var (today, words) = (calendar.Today, retailer.Wording);
        if (services.OrderByDescending(one => one.Type == "electricity").FirstOrDefault(one => !one.IsOver(today) && one.MoveInOn <= today) is not { } service) return null;
        var subject = new UseSubject(UsageAsked.KeyOf(service, services), service.Unit, [service]);
        var names = await subject.NamesAsync(db, retailer, calendar, stop);
        // In the first days of a month the newest data are of the last one.
        var from = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
        var days = await subject.DaysAsync(db, names, calendar, from, today, stop);
        if (days.Count == 0) return null;
        // In summer a market day goes on for an hour into the retailer's next one: an hour of the first is not yet a month.
        var last = days.GroupBy(use => use.Day).Where(day => day.Key.Day > 1 || day.All(use => use.Lacking == default)).Max(day => (DateOnly?)day.Key) ?? days.Max(use => use.Day);
        var asked = new UseAsked(subject.Key, from, from, ByMonth: false).In(new DateOnly(last.Year, last.Month, 1));
        var now = days.Where(use => use.Day >= asked.From).ToList();
        var then = await subject.DaysAsync(db, names, calendar, asked.From.AddYears(-1), asked.To.AddYears(-1), stop);
        var spans = UseSpan.Split(asked, now, then, service.MoveInOn, last, isLastOpen: true);
        var month = UsageWords.MonthOf(asked.From, words);
        var all = new UseSpan(asked.From, asked.To, 0, now, then);
        return new($"{ServiceWords.TypeOf(service.Type, words)}, {month}", all.IsUseKnown ? UseSentence.Amount(all.Used, service.Unit, words) : "–",
            last < asked.To ? words.Word("so far") : "", SentenceOf(all, last, service.Unit, words), asked.Href,
            $"{words.Word("Each day of")} {month}, {words.Word("with a mark for the same day of last year")}", Drawn(spans));
    }

    private static string SentenceOf(UseSpan all, DateOnly last, string unit, Wording words)
    {
        List<string> said = [];
        if (all.Comparable() is { UsedThen: > 0, Known: var days } same)
        {
            var percent = decimal.Round(100 * (same.Used - same.UsedThen) / same.UsedThen, MidpointRounding.AwayFromZero);
            said.Add(percent == 0 ? $"{words.Word("As much as on the same")} {words.Count(days, "day", "days")} {words.Word("of last year")}."
                : $"{Math.Abs(percent).ToString(words.Culture)} % {words.Word(percent > 0 ? "more" : "less")} {words.Word("than on the same")} {words.Count(days, "day", "days")} {words.Word("of last year")} ({UseSentence.Amount(same.UsedThen, unit, words)}).");
        }
        if (all.Sent > 0) said.Add($"{UseSentence.Amount(all.Sent, unit, words)} sent to the grid.");
        if (all.UsedThen > 0) said.Add(words.Word("The marks are the same days of last year."));
        said.Add($"{words.Word("Data up to")} {words.ShortDate(last)}.");
        return string.Join(' ', said);
    }

    private static IReadOnlyList<Bar> Drawn(IReadOnlyList<UseSpan> spans)
    {
        var most = Math.Max(0.001m, spans.Max(span => Math.Max(span.Used, span.UsedThen)));
        return [.. spans.Select((span, at) => new Bar(Percent((at + 0.14m) * 100 / spans.Count), Percent(72m / spans.Count), Pixels(Tall - Tall * span.Used / most), Pixels(Tall * span.Used / most),
            span.UsedThen > 0 ? Pixels(Tall - Tall * span.UsedThen / most) : ""))];
    }

    private static string Pixels(decimal value) => value.ToString("0.#", CultureInfo.InvariantCulture);
    private static string Percent(decimal value) => value.ToString("0.###", CultureInfo.InvariantCulture) + "%";
}
