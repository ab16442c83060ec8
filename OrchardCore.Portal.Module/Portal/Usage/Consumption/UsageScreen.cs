using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Usage.Alerts;
using OrchardCore.Portal.Usage.Downloads;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Consumption;

/// <summary>What a service used: a year by months, a month or a bill by days, a day by intervals, beside the same time of the year before.</summary>
internal static class UsageScreen
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet("/usage", Show).RequireAuthorization(Policies.Customer).Compressed();

    private static async Task<IResult> Show(HttpRequest request, Customer customer, PortalDb db, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        // An address with a year is one of the readings, from before they had a tab of their own.
        if (request.Query.ContainsKey("year") || Listing<Reading>.WantsCsv(request)) return TypedResults.LocalRedirect(Links.To("/usage/readings") + request.QueryString);
        var words = scope.Current.Wording;
        var services = await db.EnergyServices.For(customer).OrderBy(service => service.Id).ToListAsync(stop);
        if (services.Count == 0) return ToPage(words, new Model(words.Word("Usage Profile"), [], new EmptyPage(words.Word("No services yet"), words.Word("What you use appears here once a meter is connected."), words.Word("See your services"), Links.To("/services"))));
        if (UseSubject.Of(request, services) is not { } subject) return TypedResults.NotFound();

        var tabs = UsageTabs.Of(UsageAsked.KeyOf(subject.Services[0], services), UsageView.Usage, words);
        var form = new UsageForm(Links.To("/usage"), [UseSubject.Choice(subject.Key, services, words)], words.Word("Show"));
        var names = await subject.NamesAsync(db, scope.Current, calendar, stop);
        if (await subject.TimeAsync(db, names, stop) is not { } time)
            return ToPage(words, new Model(words.Word("Usage Profile"), tabs, new EmptyPage(words.Word("Nothing to show yet"), words.Word("It takes two readings to say what was used between them."), words.Word("See the readings"), tabs[^1].Href)) { Form = form });

        var (first, last) = (time.First(calendar), time.Last(calendar));
        var asked = UseAsked.Of(request, subject.Key, last);
        var title = TitleOf(asked, words);
        var inMarket = false;
        foreach (var service in subject.Services) inMarket = inMarket || await Nem12Answer.CanAsync(db, names[service].Meter, stop);
        var view = (asked.IsDay ? await ByIntervalAsync(db, subject, names, asked, time, title, calendar, words, stop) : null) ?? await ByDayAsync(db, subject, names, asked, time, title, calendar, words, stop);
        return ToPage(words, new Model(words.Word("Usage Profile"), tabs, new EmptyPage($"{words.Word("Nothing for")} {title}", $"{words.Word("What is known goes from")} {words.ShortDate(first)} {words.Word("to")} {words.ShortDate(last)}.", words.Word("See the newest"), (asked with { From = last, To = last, ByMonth = false }).Year.Href))
        {
            Lead = subject.Lead(words),
            Form = form,
            Step = new(title, first < asked.From ? asked.Before.Href : "", TitleOf(asked.Before, words), last > asked.To ? asked.After.Href : "", TitleOf(asked.After, words)),
            UpHref = asked.Up?.Href ?? "",
            UpLabel = words.Word(asked.IsDay ? "By day" : "By month"),
            Sentence = view?.Sentence ?? "",
            Unit = subject.Unit,
            Until = $"{words.Word("Data up to")} {words.ShortDate(last)}{(time.IsOpen(calendar) ? ", " + calendar.LocalTime(time.Until).ToString("t", words.Culture) : "")}",
            Chart = view?.Chart,
            AlertHref = !subject.IsAll && !subject.Services[0].IsOver(calendar.Today) && subject.Services[0].MoveInOn <= calendar.Today ? AlertPage.Href(subject.Services[0].MeterNumber) : "",
            Download = DownloadForm.Of(subject, asked, first, last, inMarket, words),
            Alert = request.Query["fault"] == "dates" ? new NoticePage("error", words.Word("Choose the days of your download: from a day to the same or a later one, five years at most.")) : null,
        });
    }

    private static async Task<UseView?> ByDayAsync(PortalDb db, UseSubject subject, IReadOnlyDictionary<EnergyService, ChannelNames> names, UseAsked asked, UseTime time, string title, RetailerCalendar calendar, Wording words, CancellationToken stop)
    {
        var now = await subject.DaysAsync(db, names, calendar, asked.From, asked.To, stop);
        if (now.Count == 0) return null;
        var then = await subject.DaysAsync(db, names, calendar, asked.From.AddYears(-1), asked.To.AddYears(-1), stop);
        var spans = UseSpan.Split(asked, now, then, time.First(calendar), time.Last(calendar), time.IsOpen(calendar));
        var registers = subject.InOrder(now.Where(use => !use.IsSilent).Select(use => use.Register), names);
        return new(UseSentence.Of(asked, spans, subject.Unit, words),
            UseChart.Of([.. spans.Select(span => UseBar.Of(span, asked, registers, spans.Count, words))], registers, title, subject.Unit, words));
    }

    private static async Task<UseView?> ByIntervalAsync(PortalDb db, UseSubject subject, IReadOnlyDictionary<EnergyService, ChannelNames> names, UseAsked asked, UseTime time, string title, RetailerCalendar calendar, Wording words, CancellationToken stop)
    {
        if (await DayView.OfAsync(db, subject, names, calendar, asked.From, time.Until, stop) is not { } day) return null;
        var then = await DayView.OfAsync(db, subject, names, calendar, DayView.YearBefore(asked.From), time.Until, stop);
        return new(DaySentence.Of(day, then, subject.Unit, calendar, words), UseChart.Of(day.ToBars(then, calendar, words), subject.InOrder(day.Registers, names), title, subject.Unit, words));
    }

    private static string TitleOf(UseAsked asked, Wording words) => asked switch
    {
        { ByMonth: true } => $"{asked.From.ToString("MMM yyyy", words.Culture)} – {asked.To.ToString("MMM yyyy", words.Culture)}",
        { IsMonth: true } => UsageWords.MonthOf(asked.From, words),
        { IsDay: true } => asked.From.ToString("ddd d MMM yyyy", words.Culture),
        _ => $"{words.ShortDate(asked.From)} – {words.ShortDate(asked.To)}",
    };

    private static Page<Model> ToPage(Wording words, Model model) => new("Usage/Consumption/UsageScreen", words.Word("Usage Profile"), model);

    private sealed record UseView(string Sentence, UseChart Chart);

    internal sealed record Model(string Title, IReadOnlyList<UsageTab> Tabs, EmptyPage Empty)
    {
        public string Lead { get; init; } = "";
        public UsageForm? Form { get; init; }
        public UsageStep? Step { get; init; }

        /// <summary>A level up: from a day to its month, from a month to its year; empty where months are shown.</summary>
        public string UpHref { get; init; } = "";
        public string UpLabel { get; init; } = "";
        public string Sentence { get; init; } = "";
        public string Unit { get; init; } = "";
        public string Until { get; init; } = "";
        public UseChart? Chart { get; init; }

        /// <summary>To the limits of this service; empty where none can be set.</summary>
        public string AlertHref { get; init; } = "";
        public DownloadForm? Download { get; init; }
        public NoticePage? Alert { get; init; }
    }
}
