using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.ContactUs;

namespace OrchardCore.Portal.Tests.ContactUs;

public sealed class NumberingTickets
{
    [Fact]
    public async Task Many_at_once_get_numbers_without_a_gap_or_a_twin_on_SQLite()
    {
        await using var portal = await PortalApp.StartAsync();
        await WriteManyAtOnceAsync(portal);
    }

    [SkippableFact]
    public async Task And_on_PostgreSQL()
    {
        await using var portal = await PortalApp.OnAsync("PostgreSql");
        await WriteManyAtOnceAsync(portal);
    }

    [Fact]
    public async Task A_ticket_that_is_not_opened_leaves_no_gap()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        (string, string)[] form = [("type", "general"), ("form", Guid.NewGuid().ToString("N")), ("message", "One.")];

        await priya.SendAsync("/contact?type=general", form, "/contact");
        await priya.SendAsync("/contact?type=general", form, "/contact");   // the same again
        var next = await WritingToTheRetailer.WriteAsync(priya, "general", ("message", "Two."));

        Assert.Equal("/lumen/contact/LUM-2026-000002", next.Headers.Location?.OriginalString);
    }

    private static async Task WriteManyAtOnceAsync(PortalApp portal)
    {
        var writers = new List<Visitor>();
        for (var one = 0; one < 6; one++) writers.Add(await portal.SignedInAsync("lumen", $"writer{one}@home.example", $"100{one}"));

        var answers = await Task.WhenAll(writers.SelectMany(writer => Enumerable.Range(0, 4).Select(at => WritingToTheRetailer.WriteAsync(writer, "general", ("message", $"Message {at}.")))));

        Assert.All(answers, answer => Assert.StartsWith("/lumen/contact/LUM-2026-", answer.Headers.Location?.OriginalString, StringComparison.Ordinal));
        var references = await portal.ReadAsync("lumen", db => db.ContactLogs.Select(log => log.Reference).OrderBy(reference => reference).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 24).Select(number => $"LUM-2026-{number:000000}"), references);
    }
}
