using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrchardCore.Portal.Auditing;
using OrchardCore.Portal.Branding;
using OrchardCore.Portal.Dashboard;
using OrchardCore.Portal.Pages;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.BackOffice.BrandEditor;

/// <summary>The customer's real dashboard in the draft's look, with figures of nobody: an editor of the brand has no business in an account.</summary>
internal static class BrandPreview
{
    private const string Path = BrandEditor.Path + "/preview";

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet(Path, Show).ForOffice(Policies.EditBrand);
        portal.MapGet(Path + ".css", async (LookShelf shelf, HttpContext context, CancellationToken stop) =>
        {
            var palette = BrandFiles.Palette((await shelf.OpenAsync(stop)).Look.Brand, context);
            context.Response.Headers.CacheControl = "no-store";
            return palette;
        }).ForOffice(Policies.EditBrand);
    }

    private static async Task<Page<DashboardPage.Model>> Show(HttpContext context, LookShelf shelf, RetailerScope scope, RetailerCalendar calendar, CancellationToken stop)
    {
        Guard.MayBeFramed(context);
        scope.Enter((await shelf.OpenAsync(stop)).Look.On(scope.Current) with { PaletteHref = Path + ".css" });
        var words = scope.Current.Wording;
        return new("Dashboard/DashboardPage", words.Word("Dashboard"), Sample(words, calendar.Today));
    }

    public static DashboardPage.Model Sample(Wording words, DateOnly today)
    {
        Money Of(int month) => new(17_000 + (month * 7_919 % 9_000));
        var bars = Enumerable.Range(0, 13).Select(at => (Month: today.AddMonths(at - 12), Amount: Of(at))).ToList();
        return new("Good morning, Alex", $"{words.Word("Account")} 10002000, 1 Sample Street", null,
            new DueCard(words.Word("Amount due"), words.Money(bars[^1].Amount), $"Due {words.LongDate(today.AddDays(12))}, in 12 days", $"{words.Word("Statement")} 90010013", "#", "#"),
            new BalanceCard(words.Money(bars[^1].Amount), words.Word("owing"), $"You owe {words.Money(bars[^1].Amount)}, after all {words.Word("statements")}, payments and adjustments up to today.", "#"),
            new ChartPage("bars", "statements", words.Word("Monthly statements"), $"The newest is {words.Money(bars[^1].Amount)}.", words.Word("Statement"), words.Word("Amount"),
                [.. bars.Select((bar, at) => new ChartPage.Row(words.ShortDate(bar.Month), bar.Month.ToString("MMM", words.Culture), bar.Amount.ToPlainText(words.Currency.Decimals), words.Money(bar.Amount), Highlight: at == bars.Count - 1))])
            { ValuePrefix = words.Currency.Sign },
            "#", new(words.Count(1, "service", "services"), "#", [new("Electricity", "6100000001", "1 Sample Street", "Connected " + 2.ToString(CultureInfo.InvariantCulture) + " years ago", "#", "zap", "Connected", "good")]), [], "#",
            [new(words.Word("See your usage"), "#"), new(words.Word("Get help"), "#")]);
    }
}
