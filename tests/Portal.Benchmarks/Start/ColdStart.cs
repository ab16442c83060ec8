using OrchardCore.Portal.Benchmarks.Measuring;

namespace OrchardCore.Portal.Benchmarks.Start;

/// <summary>From the start of the process to the first page, with one retailer and with hundreds; and what each further retailer costs in memory once all are open.</summary>
internal static class ColdStart
{
    private const int Times = 3;

    public static async Task RunAsync(Figures figures, int retailers)
    {
        Console.WriteLine("Start");
        var one = await FirstPageAsync(1);
        var many = await FirstPageAsync(retailers);
        figures.Add($"cold start to the first page, {retailers} retailers", $"{many.Took.TotalMilliseconds:0} ms", $"{one.Took.TotalMilliseconds:0} ms (one retailer)", many.Took / one.Took, "≤ 1.5");
        figures.Add($"memory with {retailers} retailers open", $"{many.Megabytes:0} MB", $"{one.Megabytes:0} MB (one)", many.Megabytes / one.Megabytes);
        figures.Add("memory a further retailer", $"{(many.Megabytes - one.Megabytes) / Math.Max(1, retailers - 1):0.00} MB");
    }

    private static async Task<(TimeSpan Took, double Megabytes)> FirstPageAsync(int retailers)
    {
        var data = Directory.CreateTempSubdirectory("portal-start-").FullName;
        using (var first = new PortalChild(data, retailers)) await EachAsync(first, retailers);   // makes the databases
        List<TimeSpan> took = [];
        double megabytes = 0;
        for (var time = 0; time < Times; time++)
        {
            using var portal = new PortalChild(data, retailers);
            took.Add(await portal.ReadyAsync());
            if (time < Times - 1) continue;
            await EachAsync(portal, retailers);
            megabytes = portal.Process.Megabytes;
        }
        return (took.Order().ElementAt(Times / 2), megabytes);
    }

    private static async Task EachAsync(PortalChild portal, int retailers)
    {
        for (var number = 1; number <= retailers; number++) await portal.Process.UntilAsync($"/bench{number}/sign-in");
    }
}
