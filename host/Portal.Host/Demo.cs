using System.Text.Json;
using OrchardCore.Portal.Demo;
using OrchardCore.Portal.Tenancy;

namespace OrchardCore.Portal.Host;

/// <summary>
/// Development only: writes the demo retailers' files into their drop folders when their data is new, waits until the real import has taken
/// them, and prints who can sign in.
/// </summary>
internal sealed class Demo(IRetailerScopes retailers, IConfiguration settings, IHostEnvironment host, IHostApplicationLifetime life, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    private sealed record Listed(IReadOnlyList<ListedRetailer> Retailers, IReadOnlyList<ListedSignIn> SignIns);
    private sealed record ListedRetailer(string Id, string Prefix);
    private sealed record ListedSignIn(string Retailer, string Email, string Password, string Role, string Shows);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await life.ApplicationStarted.WaitAsync(stoppingToken);
        foreach (var retailer in retailers.All.Where(retailer => DemoFiles.Retailers.Contains(retailer.Id)).ToList())
        {
            var drop = Path.Combine(Path.GetFullPath(settings["Portal:DataFolder"]!, host.ContentRootPath), "retailers", retailer.Id, "drop");
            var dropped = Drop(retailer, drop);
            while (Reports(drop, "done") + Reports(drop, "refused") < dropped) await Task.Delay(Look, stoppingToken);
            if (Reports(drop, "refused") > 0) Console.WriteLine($"  Some of {retailer.Name}'s files were refused: see {drop}");
        }
        await PrintAsync(stoppingToken);
    }

    /// <returns>How many files were dropped: none where it was done before.</returns>
    private int Drop(Retailer retailer, string drop)
    {
        var ours = Path.Combine(drop, ".demo");   // what begins with a point is left alone
        if (Directory.Exists(ours)) return 0;
        DemoFiles.Write(retailer.Id, ours, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), retailer.Zone).DateTime));
        var files = Directory.GetFiles(ours);
        foreach (var file in files) File.Move(file, Path.Combine(drop, Path.GetFileName(file)));
        return files.Length;
    }

    private static int Reports(string drop, string outcome) =>
        Directory.Exists(Path.Combine(drop, outcome)) ? Directory.GetFiles(Path.Combine(drop, outcome), "*.report.txt").Length : 0;

    private async Task PrintAsync(CancellationToken stop)
    {
        await using var file = File.OpenRead(Path.GetFullPath(settings["Portal:FirstSignIns"]!, host.ContentRootPath));
        var listed = (await JsonSerializer.DeserializeAsync<Listed>(file, JsonSerializerOptions.Web, stop))!;
        var address = settings["ASPNETCORE_URLS"]?.Split(';')[0] ?? "http://127.0.0.1:5080";
        Console.WriteLine();
        foreach (var retailer in listed.Retailers)
        {
            Console.WriteLine($"  {address}{retailer.Prefix}");
            foreach (var person in listed.SignIns.Where(person => person.Retailer == retailer.Id))
                Console.WriteLine($"    {person.Email,-32} {person.Password,-24} {person.Shows.Split(['.', ';', ':'])[0]}");
            Console.WriteLine();
        }
        if (settings["Portal:Payments:SandboxAddress"] is { } sandbox) Console.WriteLine($"  Payments go to a sandbox, which you can look into at {sandbox}\n");
        Console.WriteLine("  The demo is ready.");
    }
}

internal static class DemoWaits
{
    public static Task WaitAsync(this CancellationToken happens, CancellationToken stop)
    {
        var happened = new TaskCompletionSource();
        happens.Register(happened.SetResult);
        return happened.Task.WaitAsync(stop);
    }
}
