using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage;

/// <summary>A month of a meter's readings: a graph of the reading over the date on which it was taken, and the same as a table.</summary>
internal static class UsageProfile
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet("/usage/readings", Show).RequireAuthorization(Policies.Customer).Compressed();

    private static async Task<IResult> Show(HttpRequest request, Customer customer, PortalDb db, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var services = await db.EnergyServices.For(customer).OrderBy(service => service.Id).ToListAsync(stop);
        if (services.Count == 0) return ToPage(words, new Model(words.Word("Usage Profile"), Nothing("No services yet", "A meter's readings appear here once it is connected.", words)));
        if (UsageAsked.Service(request, services) is not { } service) return TypedResults.NotFound();

        var time = await Occupancy.OfAsync(db, service, calendar, stop);
        var readings = db.Readings.Of(time);
        var months = await ReadMonths.OfAsync(readings, calendar, stop);
        var asked = UsageAsked.From(request, UsageAsked.KeyOf(service, services), months, calendar.Today);
        var (from, to) = (calendar.StartOf(asked.Month), calendar.StartOf(asked.Month.AddMonths(1)));
        var shown = await readings.Where(reading => reading.ReadAt >= from && reading.ReadAt < to).OrderBy(reading => reading.ReadAt).ThenBy(reading => reading.Register).ToListAsync(stop);
        var before = shown.Count == 0 ? [] : await readings.Where(reading => reading.ReadAt < from)
            .GroupBy(reading => reading.Register).Select(one => one.OrderByDescending(reading => reading.ReadAt).First()).ToListAsync(stop);
        var dials = DialMonth.Of(service, shown, before, calendar, words);

        if (Listing<Reading>.WantsCsv(request)) return UsageCsv.Of(service, asked.Month, dials, calendar);
        var dial = dials.FirstOrDefault(one => one.Register == asked.Register) ?? (dials.Count > 0 ? dials[0] : null);
        return ToPage(words, new Model(words.Word("Usage Profile"), Empty(asked, months, words))
        {
            Lead = $"{ServiceWords.TypeOf(service.Type, words)} meter {service.MeterNumber} at {service.AddressText}",
            Tabs = UsageTabs.Of(asked.ServiceKey, UsageView.Readings, words),
            Form = UsageForm.Of(asked, services, months, dials, dial, words),
            Step = UsageStep.Of(asked, months, words),
            Chart = dial?.ToChart(UsageWords.MonthOf(asked.Month, words), dials.Count == 1),
            Figures = [.. dials.Where(_ => dials.Count > 1).Select(one => one.ToFigure())],
            CsvHref = asked.Href("csv"),
        });
    }

    private static EmptyPage Empty(UsageAsked asked, ReadMonths months, Wording words) =>
        months.Last is { } last && months.All.Count > 0
            ? new($"No readings for {UsageWords.MonthOf(asked.Month, words)}.", $"Last reading: {words.ShortDate(last)}.",
                $"See {UsageWords.MonthOf(months.All[^1], words)}", (asked with { Month = months.All[^1] }).Href())
            : Nothing("No readings yet", "They appear here as soon as this meter has been read.", words);

    private static EmptyPage Nothing(string title, string text, Wording words) => new(title, text, words.Word("See your services"), Links.To("/services"));

    private static Page<Model> ToPage(Wording words, Model model) => new("Usage/UsageProfile", words.Word("Usage Profile"), model);

    internal sealed record Model(string Title, EmptyPage Empty)
    {
        public string Lead { get; init; } = "";
        public IReadOnlyList<UsageTab> Tabs { get; init; } = [];
        public UsageForm? Form { get; init; }
        public UsageStep? Step { get; init; }
        public ReadingChart? Chart { get; init; }

        /// <summary>What each register counted in the month, where there are several.</summary>
        public IReadOnlyList<DialFigure> Figures { get; init; } = [];
        public string CsvHref { get; init; } = "";
    }
}
