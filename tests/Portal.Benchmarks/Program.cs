using OrchardCore.Portal.Benchmarks;
using OrchardCore.Portal.Benchmarks.Growth;
using OrchardCore.Portal.Benchmarks.Imports;
using OrchardCore.Portal.Benchmarks.Pages;
using OrchardCore.Portal.Benchmarks.Start;

// dotnet run -c Release --project tests/Portal.Benchmarks -- [pages|readers|imports|start|growth|soak|serve] [number] [SQLite|PostgreSQL]
// Every figure stands beside its limit program's from the same run: compare the ratios, not the times.
if (args is ["limit-page", var database, var template, var way])
{
    await LimitPage.RunAsync(database, template, way);
    return;
}
var asked = args.Length == 0 ? "all" : args[0];
var number = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 0;
var engine = args.Length > 2 ? args[2] : "";
var figures = new Figures();
if (asked is "pages" or "all") await PageCost.RunAsync(figures, engine);
if (asked is "readers" or "imports" or "all") ReadSpeed.Run(figures);
if (asked is "imports" or "all") await ImportSpeed.RunAsync(figures, number > 0 ? number : 200_000, engine);
if (asked is "start" or "all") await ColdStart.RunAsync(figures, number > 0 ? number : 200);
if (asked is "serve") await PageCost.ServeAsync(engine);
if (asked is "growth") await GrowingRetailer.RunAsync(figures, number > 0 ? number : 100_000);
if (asked is "soak") await Soak.RunAsync(figures, TimeSpan.FromMinutes(number > 0 ? number : 60));
figures.Print();
