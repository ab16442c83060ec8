using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Usage.Consumption;
using OrchardCore.Portal.Usage.Intervals;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Usage.Cost;

/// <summary>What a service or the whole account cost: bill by bill where there are charges; by months and days where the meter's file carries cost.</summary>
internal static class CostScreen
{
    public const string Path = "/usage/cost";

    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet(Path, Show).RequireAuthorization(Policies.Customer).Compressed();

    private static async Task<IResult> Show(HttpRequest request, Customer customer, PortalDb db, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        var words = scope.Current.Wording;
        var services = await db.EnergyServices.For(customer).OrderBy(service => service.Id).ToListAsync(stop);
        if (CostSubject.Of(request, services) is not { } subject) return TypedResults.NotFound();

        var meter = subject.Service is { } service ? await ServiceMeter.OfAsync(db, service, calendar, stop) : null;
        var isFiled = meter is not null && await FiledCost.AnyAsync(db, meter, words.Currency, stop);
        var billed = await BilledCosts.SpanAsync(db, customer, subject, stop);
        CostView? view = (isFiled && (billed is null || request.Query["of"] == "file") ? await FiledView.OfAsync(request, db, meter!, calendar, subject, words, stop) : null)
            ?? (billed is { } span ? (CostView?)await BilledView.OfAsync(request, db, customer, scope.Current, subject, span, services, stop) : null);
        return new Page<Model>("Usage/Cost/CostScreen", words.Word("Usage Profile"), new Model(words.Word("Usage Profile"), subject.Lead(words), UsageTabs.Of(subject.Service is null ? "" : subject.Key, UsageView.Cost, words),
            new EmptyPage(words.Word("No cost is known yet"), $"{words.Word("It appears here with the first")} {words.Word("statement")} {words.Word("that has charges for this meter")}.", words.Word("See what was used"), Links.To("/usage") + (subject.Service is null ? default : QueryString.Create("service", subject.Key))))
        {
            Form = services.Count == 0 ? null : new UsageForm(Links.To(Path), [CostSubject.Choice(subject.Key, services, words), .. isFiled && billed is not null ? [Source(view is FiledView, words)] : Array.Empty<FilterField>()], words.Word("Show")),
            Step = view?.Step,
            UpHref = view?.UpHref ?? "",
            UpLabel = words.Word("By month"),
            Sentence = view?.Sentence ?? "",
            Unit = words.Currency.Code,
            Note = view?.Note ?? "",
            Chart = view?.Chart,
            Bill = (view as BilledView)?.Bill,
        });
    }

    private static FilterField Source(bool isFile, Wording words) => new("of", words.Word("Cost from"), "select", isFile ? "file" : "bills",
        [new Choice("bills", words.Word("Statements"), !isFile), new Choice("file", words.Word("The meter's data"), isFile)]);

    internal sealed record Model(string Title, string Lead, IReadOnlyList<UsageTab> Tabs, EmptyPage Empty)
    {
        public UsageForm? Form { get; init; }
        public UsageStep? Step { get; init; }
        public string UpHref { get; init; } = "";
        public string UpLabel { get; init; } = "";
        public string Sentence { get; init; } = "";
        public string Unit { get; init; } = "";
        public string Note { get; init; } = "";
        public UseChart? Chart { get; init; }
        public BillCard? Bill { get; init; }
    }
}

/// <summary>What the screen shows, wherever the cost comes from.</summary>
/// <param name="Note">What is not in it.</param>
internal abstract record CostView(string Sentence, UseChart Chart, UsageStep Step, string UpHref, string Note);
