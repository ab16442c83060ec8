using System.Net;
using Microsoft.Data.Sqlite;
using OrchardCore.Portal.Help;

namespace OrchardCore.Portal.Tests.Scaling;

public sealed class OpeningRetailers
{
    [SkippableFact]
    public async Task One_that_cannot_be_opened_is_tried_again_and_leaves_the_others_alone()
    {
        Skip.If(Cluster.IsWanted, "On SQLite: the fault is a file in its place.");
        var data = Directory.CreateTempSubdirectory("portal-data-").FullName;
        var inTheWay = Directory.CreateDirectory(Path.Combine(data, "retailers", "tidewater", "portal.db"));   // a folder where the database should be
        await using var portal = await PortalApp.StartAsync(new Dictionary<string, string> { ["Portal:DataFolder"] = data });

        using var lumen = await portal.Visit("lumen").GetAsync("/sign-in");
        using var broken = await portal.Visit("tidewater").GetAsync("/sign-in");
        Assert.Equal(HttpStatusCode.OK, lumen.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, broken.StatusCode);

        inTheWay.Delete();
        using var mended = await portal.Visit("tidewater").GetAsync("/sign-in");
        Assert.Equal(HttpStatusCode.OK, mended.StatusCode);
    }

    [SkippableFact]
    public async Task A_process_that_was_killed_while_it_brought_a_database_up_to_date_keeps_nobody_out()
    {
        Skip.If(Cluster.IsWanted, "On SQLite: PostgreSQL lets go of a lock when its process dies.");
        var data = Directory.CreateTempSubdirectory("portal-data-").FullName;
        await using (var killed = new SqliteConnection($"Data Source={Path.Combine(Directory.CreateDirectory(Path.Combine(data, "retailers", "lumen")).FullName, "portal.db")};Pooling=False"))
        {
            await killed.OpenAsync();
            await using var left = killed.CreateCommand();
            left.CommandText = "create table \"__EFMigrationsLock\" (\"Id\" integer not null primary key, \"Timestamp\" text not null); insert into \"__EFMigrationsLock\" values (1, '2026-11-22 00:00:00')";
            await left.ExecuteNonQueryAsync();
        }
        await using var portal = await PortalApp.StartAsync(new Dictionary<string, string> { ["Portal:DataFolder"] = data });

        using var answer = await portal.Visit("lumen").GetAsync("/sign-in").WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Visitors_who_come_at_once_open_it_once()
    {
        await using var portal = await PortalApp.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => portal.Visit("lumen").GetAsync("/help")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(await portal.ReadAsync("lumen", db => Task.FromResult(db.Faqs.Select(faq => faq.Question).Distinct().Count())),
            await portal.ReadAsync("lumen", db => Task.FromResult(db.Faqs.Count())));
    }

    [Fact]
    public async Task An_address_that_two_retailers_claim_is_refused_at_start()
    {
        var folder = Directory.CreateTempSubdirectory("portal-retailers-").FullName;
        foreach (var id in new[] { "north", "south" })
        {
            Directory.CreateDirectory(Path.Combine(folder, id));
            await File.WriteAllTextAsync(Path.Combine(folder, id, "retailer.json"),
                $$"""{ "id": "{{id}}", "name": "North & South", "hosts": ["my.example.com"], "currency": "AUD", "timeZone": "Australia/Sydney", "culture": "en-AU" }""");
        }

        var fault = await Assert.ThrowsAsync<FormatException>(async () => await PortalApp.StartAsync(new Dictionary<string, string> { ["Retailers"] = folder }));

        Assert.Contains("my.example.com is of several retailers (north, south)", fault.Message, StringComparison.Ordinal);
    }
}
