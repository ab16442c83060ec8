using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Usage.Intervals;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Consumption;

/// <summary>What a service used: a year by months, a month or a bill by days, beside the same days of the year before.</summary>
internal static class UsageScreen
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet("/usage", Show).RequireAuthorization(Policies.Customer);

    private static async Task<IResult> Show(HttpRequest request, Customer customer, PortalDb db, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        // An address with a year is one of the readings, from before they had a tab of their own.
        if (request.Query.ContainsKey("year") || Listing<Reading>.WantsCsv(request)) return TypedResults.LocalRedirect(Links.To("/usage/readings") + request.QueryString);
        var words = scope.Current.Wording;
        var services = await db.EnergyServices.For(customer).OrderBy(service => service.Id).ToListAsync(stop);
        if (services.Count == 0) return ToPage(words, new Model(words.Word("Usage Profile"), [], new EmptyPage(words.Word("No services yet"), words.Word("What you use appears here once a meter is connected."), words.Word("See your services"), Links.To("/services"))));
        if (UsageAsked.Service(request, services) is not { } service) return TypedResults.NotFound();

        var key = UsageAsked.KeyOf(service, services);
        var readings = db.Readings.Of(service, calendar);
        var span = await readings.GroupBy(_ => 1).Select(all => new { First = all.Min(reading => reading.ReadAt), Last = all.Max(reading => reading.ReadAt) }).SingleOrDefaultAsync(stop);
        var tabs = UsageTabs.Of(key, isReadings: false, words);
        var form = new UsageForm(Links.To("/usage"), [UsageForm.ServiceField(key, services, words)], words.Word("Show"));
        var counted = await IntervalReadings.SpanAsync(db, service, calendar, stop);
        // A reading ends the day before it, unless it is the only one.
        if (counted is null && (span is null || span.First == span.Last))
            return ToPage(words, new Model(words.Word("Usage Profile"), tabs, new EmptyPage(words.Word("Nothing to show yet"), words.Word("It takes two readings to say what was used between them."), words.Word("See the readings"), tabs[^1].Href)) { Form = form });
        var (begin, until) = counted ?? (span!.First, span.Last);
        if (span is not null && span.First != span.Last) (begin, until) = (begin < span.First ? begin : span.First, until > span.Last ? until : span.Last);
        var (first, last) = (calendar.DayOf(begin), calendar.DayOf(until.AddSeconds(-1)));

        var asked = UseAsked.Of(request, key, last);
        var now = await DayUse.OfAsync(db, service, calendar, asked.From, asked.To, stop);
        var then = await DayUse.OfAsync(db, service, calendar, asked.From.AddYears(-1), asked.To.AddYears(-1), stop);
        var spans = UseSpan.Split(asked, now, then, first, last, IsOpen(until, last, calendar));
        var registers = RegistersOf(service, now);
        var title = TitleOf(asked, words);
        return ToPage(words, new Model(words.Word("Usage Profile"), tabs, new EmptyPage($"{words.Word("Nothing for")} {title}", $"{words.Word("What is known goes from")} {words.ShortDate(first)} {words.Word("to")} {words.ShortDate(last)}.", words.Word("See the newest"), (asked with { From = last, To = last, ByMonth = false }).Year.Href))
        {
            Lead = $"{ServiceWords.TypeOf(service.Type, words)} meter {service.MeterNumber} at {service.AddressText}",
            Form = form,
            Step = new(title, first < asked.From ? asked.Before.Href : "", TitleOf(asked.Before, words), last > asked.To ? asked.After.Href : "", TitleOf(asked.After, words)),
            UpHref = asked.ByMonth ? "" : asked.Year.Href,
            Sentence = now.Count == 0 ? "" : UseSentence.Of(asked, spans, service.Unit, words),
            Unit = service.Unit,
            Until = $"{words.Word("Data up to")} {words.ShortDate(last)}{(IsOpen(until, last, calendar) ? ", " + calendar.LocalTime(until).ToString("t", words.Culture) : "")}",
            Chart = now.Count == 0 ? null : UseChart.Of([.. spans.Select(span => UseBar.Of(span, asked, registers, leads: false, spans.Count, words))], registers, title, service.Unit, words),
        });
    }

    // The newest day of data is still being counted: nothing of it is missing yet.
    private static bool IsOpen(DateTime until, DateOnly last, RetailerCalendar calendar) => until < calendar.StartOf(last.AddDays(1));

    private static List<string> RegistersOf(EnergyService service, IReadOnlyList<DayUse> now)
    {
        var order = service.RegisterList.ToList();
        return [.. now.Where(use => !use.IsSilent).Select(use => use.Register).Distinct().OrderBy(register => order.IndexOf(register) is var at && at < 0 ? int.MaxValue : at).ThenBy(register => register, StringComparer.Ordinal)];
    }

    private static string TitleOf(UseAsked asked, Wording words) => asked switch
    {
        { ByMonth: true } => $"{asked.From.ToString("MMM yyyy", words.Culture)} – {asked.To.ToString("MMM yyyy", words.Culture)}",
        { IsMonth: true } => UsageWords.MonthOf(asked.From, words),
        _ => $"{words.ShortDate(asked.From)} – {words.ShortDate(asked.To)}",
    };

    private static Page<Model> ToPage(Wording words, Model model) => new("Usage/Consumption/UsageScreen", words.Word("Usage Profile"), model);

    internal sealed record Model(string Title, IReadOnlyList<UsageTab> Tabs, EmptyPage Empty)
    {
        public string Lead { get; init; } = "";
        public UsageForm? Form { get; init; }
        public UsageStep? Step { get; init; }

        /// <summary>The months around these days; empty where months are shown.</summary>
        public string UpHref { get; init; } = "";
        public string Sentence { get; init; } = "";
        public string Unit { get; init; } = "";
        public string Until { get; init; } = "";
        public UseChart? Chart { get; init; }
    }
}

internal sealed record UsageTab(string Label, string Href, bool Current);

internal static class UsageTabs
{
    public static IReadOnlyList<UsageTab> Of(string serviceKey, bool isReadings, Wording words)
    {
        var service = QueryString.Create("service", serviceKey);
        return [new(words.Word("Usage"), Links.To("/usage") + service, !isReadings), new(words.Word("Readings"), Links.To("/usage/readings") + service, isReadings)];
    }
}
