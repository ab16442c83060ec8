using Microsoft.AspNetCore.Http;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Alerts;

/// <summary>What was above the limit, where to look, and how to stop these mails without signing in.</summary>
internal sealed record AlertMail(string Title, string Text, IReadOnlyList<string> Lines, string Href, string Label, string ChangeHref, string StopHref, string OneClickHref) : IEndable
{
    // The newest say enough: the page has the others.
    private const int MostLines = 10;

    public static string Subject(AlertRule rule, IReadOnlyList<AlertHit> news, EnergyService service, Wording words) =>
        $"{words.Word("High use")}: {rule.Amount(news[^1].Value, service.Unit, words)}, {rule.PeriodOf(news[^1], words)}";

    public static AlertMail Of(UsageAlert alert, AlertRule rule, IReadOnlyList<AlertHit> news, EnergyService service, Mailer mailer, AlertStops stops, Wording words)
    {
        var to = rule.IsByMonth ? news[^1].Period.AddMonths(1).AddDays(-1) : news[^1].Period;
        var days = QueryString.Create(new Dictionary<string, string?> { ["service"] = service.MeterNumber, ["from"] = Wording.Iso(news[^1].Period), ["to"] = Wording.Iso(to) });
        var key = QueryString.Create("key", stops.KeyOf(alert.Id));
        return new(words.Word("You used more than you wanted to"),
            $"{ServiceWords.TypeOf(service.Type, words)} {words.Word("meter")} {service.MeterNumber}: {words.Word("you asked to be told of")} {rule.InWords(service.Unit, words)}.",
            [.. news.TakeLast(MostLines).Select(hit => $"{rule.PeriodOf(hit, words)}: {rule.Amount(hit.Value, service.Unit, words)}{(rule.IsByMonth ? $" {words.Word("so far")}" : "")}")],
            mailer.Href("/usage" + days), words.Word("See what was used"), mailer.Href("/usage/alerts" + QueryString.Create("service", service.MeterNumber)), mailer.Href(StopAlert.Path + key), mailer.Href(StopAlert.OneClickPath + key));
    }
}
