using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Alerts;

/// <summary>How often a limit would have fired in the last twelve months, and how often one that is lower or higher, from the customer's own data.</summary>
internal sealed record TriedLimit(string Sentence, IReadOnlyList<TriedLimit.Row> Rows, IReadOnlyList<TriedLimit.Hit> Newest)
{
    private const int Shown = 5;
    private static readonly decimal[] Beside = [0.75m, 0.9m, 1, 1.1m, 1.25m];

    internal sealed record Row(string Limit, string Times, bool IsTried);
    internal sealed record Hit(string Period, string Value, string Href);

    public static TriedLimit Of(AlertRule rule, IReadOnlyList<DayTaken> days, EnergyService service, IReadOnlyList<EnergyService> services, Wording words)
    {
        var hits = rule.Hits(days);
        var known = AlertRule.Sums(rule.Kind, days).Count();
        var digits = rule.Limit >= 20 ? 0 : rule.IsMoney ? words.Currency.Decimals : rule.Limit >= 0.2m ? 2 : 4;
        var inWords = rule.InWords(service.Unit, words);
        var sentence = known == 0 ? $"{inWords}: {words.Word("nothing is known yet of the last 12 months to try it on")}."
            : $"{inWords} {(hits.Count == 0 ? words.Word("would not have fired") : $"{words.Word("would have fired")} {words.Count(hits.Count, "time", "times")}")} {words.Word("in the last 12 months")} ({(rule.IsByMonth ? words.Count(known, "month", "months") : words.Count(known, "day", "days"))} {words.Word("of data")}).";
        return new(char.ToUpper(sentence[0], words.Culture) + sentence[1..],
            known == 0 ? [] : [.. Beside.Select(part => part == 1 ? rule : rule with { Limit = decimal.Round(rule.Limit * part, digits) }).Select(one => new Row(one.LimitIn(service.Unit, words), words.Count(one.Hits(days).Count, "time", "times"), one == rule))],
            [.. hits.TakeLast(Shown).Reverse().Select(hit => new Hit(rule.PeriodOf(hit, words), rule.Amount(hit.Value, service.Unit, words), UsageLinks.Days(service, services, hit.Period, rule.IsByMonth ? hit.Period.AddMonths(1).AddDays(-1) : hit.Period)))]);
    }
}

/// <summary>All that AlertPage.liquid can read.</summary>
internal sealed record AlertModel(string Title, string Lead, IReadOnlyList<UsageTab> Tabs)
{
    public Pages.EmptyPage? Empty { get; init; }
    public string Service { get; init; } = "";
    public UsageForm? Choice { get; init; }
    public IReadOnlyList<Line> Alerts { get; init; } = [];
    public Pages.FormPage? Form { get; init; }
    public TriedLimit? Tried { get; init; }
    public string Rule { get; init; } = "";

    internal sealed record Line(string Text, string Note, string OffAction)
    {
        public static Line Of(UsageAlert alert, ToldAlert? last, EnergyService service, Wording words)
        {
            var rule = new AlertRule(alert.Kind, alert.Limit);
            var text = rule.InWords(service.Unit, words);
            return new(char.ToUpper(text[0], words.Culture) + text[1..], last is null ? $"{words.Word("Set on")} {words.ShortDate(alert.Since)}; {words.Word("it has not fired yet")}."
                : $"{words.Word("Last told")}: {rule.PeriodOf(new(last.Period, last.Value), words)}, {rule.Amount(last.Value, service.Unit, words)}.", Pages.Links.To($"{AlertPage.Path}/{alert.Id}/off"));
        }
    }
}
