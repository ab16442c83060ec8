using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Usage;

namespace OrchardCore.Portal.Tests.EnergyServices;

// It is Sunday, 22 November 2026, in Sydney. The meter shows 10 more each day; yesterday at 0:00 it showed 5,200.
public sealed partial class GivingAFinalRead
{
    private static readonly (string, string)[] Good =
    [
        ("move-out", "2026-11-22"), ("reading-0", "5220"), ("line1", "3 Harbour Walk"), ("city", "Kiama"), ("region", "NSW"), ("postcode", "2533"), ("email", "priya@new.example"), ("moves-in", "The owner"),
    ];

    [Fact]
    public async Task Form_review_and_confirmation_make_one_ticket_with_the_values()
    {
        await using var portal = await PortalApp.StartAsync();
        var (priya, form) = await MovingOutAsync(portal);

        var review = await ReviewAsync(priya, form, Good);
        Assert.Contains("Nothing is sent yet", review, StringComparison.Ordinal);
        Assert.Contains("Sunday 22 November 2026", review, StringComparison.Ordinal);
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.ContactLogs.CountAsync()));
        var thread = await priya.FollowAsync(await ConfirmAsync(priya, form, review));

        Assert.Contains("LUM-2026-000001", thread, StringComparison.Ordinal);
        Assert.Contains("3 Harbour Walk, Kiama NSW 2533", thread, StringComparison.Ordinal);
        var read = await portal.ReadAsync("lumen", db => db.FinalReads.SingleAsync());
        Assert.Equal((5220m, "priya@new.example", new DateOnly(2026, 11, 22)), (read.Values.Single().Value, read.BillEmail, read.MoveOutOn));
        var services = await priya.ReadAsync("/services");
        Assert.Contains("LUM-2026-000001", services, StringComparison.Ordinal);
        Assert.DoesNotContain("final-read\"", services, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reading-0", "5199", "not lower")]
    [InlineData("reading-0", "5220.5", "whole digits")]
    [InlineData("reading-0", "many", "whole digits")]
    [InlineData("reading-0", "9999", "Please look again")]
    [InlineData("move-out", "2026-11-20", "The meter was read on")]
    [InlineData("move-out", "2019-01-01", "after you moved in")]
    [InlineData("move-out", "2027-01-22", "60 days ahead")]
    [InlineData("line1", "", "forwarding address")]
    [InlineData("email", "nobody", "e-mail address")]
    public async Task What_cannot_be_right_is_asked_again(string field, string value, string said)
    {
        await using var portal = await PortalApp.StartAsync();
        var (priya, form) = await MovingOutAsync(portal);

        var page = await ReviewAsync(priya, form, [.. Good.Where(one => one.Item1 != field), (field, value)]);

        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing is sent yet", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9999", "sure-0")]    // much more than usual, and looked at again
    [InlineData("12", "rolled-0", "sure-0")]   // past all nines: 4,812 used
    public async Task An_unusual_reading_is_taken_when_the_customer_stands_by_it(string reading, params string[] ticks)
    {
        await using var portal = await PortalApp.StartAsync();
        var (priya, form) = await MovingOutAsync(portal);

        var review = await ReviewAsync(priya, form, [.. Good.Where(one => one.Item1 != "reading-0"), ("reading-0", reading), .. ticks.Select(tick => (tick, "true"))]);

        Assert.Contains("Nothing is sent yet", review, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirming_twice_at_once_makes_one_ticket()
    {
        await using var portal = await PortalApp.StartAsync();
        var (priya, form) = await MovingOutAsync(portal);
        var review = await ReviewAsync(priya, form, Good);

        var answers = await Task.WhenAll(ConfirmAsync(priya, form, review), ConfirmAsync(priya, form, review), ConfirmAsync(priya, form, review));

        Assert.All(answers, answer => Assert.Equal("/lumen/contact/LUM-2026-000001", answer.Headers.Location?.OriginalString));
        Assert.Equal(1, await portal.ReadAsync("lumen", db => db.FinalReads.CountAsync()));
    }

    [Fact]
    public async Task Nothing_can_be_confirmed_that_was_not_reviewed()
    {
        await using var portal = await PortalApp.StartAsync();
        var (priya, form) = await MovingOutAsync(portal);
        var token = Visitor.TokenIn(await priya.ReadAsync(form));

        var skipped = await priya.PostAsync(form + "/confirm", [("__RequestVerificationToken", token), .. Good]);
        var madeUp = await priya.PostAsync(form + "/confirm", ("__RequestVerificationToken", token), ("sealed", "CfDJ8Made-up"));

        Assert.All(new[] { skipped, madeUp }, answer => Assert.Equal("/lumen" + form, answer.Headers.Location?.OriginalString));
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.ContactLogs.CountAsync()));
    }

    [Fact]
    public async Task A_reading_that_came_in_meanwhile_counts_at_the_confirmation()
    {
        await using var portal = await PortalApp.StartAsync();
        var (priya, form) = await MovingOutAsync(portal);
        var review = await ReviewAsync(priya, form, Good);
        await portal.AddAsync("lumen", ReadingOf(new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Utc), 5230));

        var page = await (await ConfirmAsync(priya, form, review)).Content.ReadAsStringAsync();

        Assert.Contains("not lower", page, StringComparison.Ordinal);
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.ContactLogs.CountAsync()));
    }

    [Fact]
    public async Task From_the_review_the_answers_can_be_changed()
    {
        await using var portal = await PortalApp.StartAsync();
        var (priya, form) = await MovingOutAsync(portal);
        var review = await ReviewAsync(priya, form, Good);

        var page = await (await priya.PostAsync(form + "/change", ("__RequestVerificationToken", Visitor.TokenIn(review)), ("sealed", SealIn(review)))).Content.ReadAsStringAsync();

        Assert.Contains("value=\"5220\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"3 Harbour Walk\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_final_read_makes_room_for_another()
    {
        await using var portal = await PortalApp.StartAsync();
        var (priya, form) = await MovingOutAsync(portal);
        await ConfirmAsync(priya, form, await ReviewAsync(priya, form, Good));

        await priya.SendAsync("/contact/LUM-2026-000001", [], "/contact/LUM-2026-000001/close");
        var second = await ConfirmAsync(priya, form, await ReviewAsync(priya, form, Good));

        Assert.Equal("/lumen/contact/LUM-2026-000002", second.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Nobody_gives_a_final_read_of_somebody_elses_service()
    {
        await using var portal = await PortalApp.StartAsync();
        var (priya, form) = await MovingOutAsync(portal);
        var review = await ReviewAsync(priya, form, Good);
        var tom = await portal.SignedInAsync("lumen", "tom@home.example", "2002");

        Assert.Equal(HttpStatusCode.NotFound, (await tom.GetAsync(form)).StatusCode);
        foreach (var step in new[] { "", "/change", "/confirm" })
            Assert.Equal(HttpStatusCode.NotFound, (await tom.SendAsync("/contact", [("sealed", SealIn(review))], form + step)).StatusCode);
    }

    private static async Task<(Visitor Priya, string Form)> MovingOutAsync(PortalApp portal)
    {
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.AddAsync("lumen", ListingServices.ServiceOf("1010101", "1001"));
        await portal.AddAsync("lumen", [.. Enumerable.Range(0, 31).Select(day => ReadingOf(new DateTime(2026, 11, 20, 13, 0, 0, DateTimeKind.Utc).AddDays(-day), 5200 - 10 * day))]);
        var id = await portal.ReadAsync("lumen", db => db.EnergyServices.Select(service => service.Id).SingleAsync());
        return (priya, $"/services/{id}/final-read");
    }

    private static Reading ReadingOf(DateTime at, decimal value) => new() { MeterNumber = "1010101", ReadAt = at, Value = value, Unit = "kWh" };

    private static async Task<string> ReviewAsync(Visitor visitor, string form, IEnumerable<(string, string)> fields) => await (await visitor.SendAsync(form, fields)).Content.ReadAsStringAsync();

    private static Task<HttpResponseMessage> ConfirmAsync(Visitor visitor, string form, string review) =>
        visitor.PostAsync(form + "/confirm", ("__RequestVerificationToken", Visitor.TokenIn(review)), ("sealed", SealIn(review)));

    private static string SealIn(string review) => Seal().Match(review) is { Success: true } match ? match.Groups[1].Value : throw new InvalidOperationException("This is not the review: " + review);

    [GeneratedRegex("name=\"sealed\" value=\"([^\"]+)\"")] private static partial Regex Seal();
}
