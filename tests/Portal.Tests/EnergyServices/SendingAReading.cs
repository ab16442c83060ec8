using System.Net;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Charges;
using OrchardCore.Portal.ContactUs;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Tests.ContactUs;
using OrchardCore.Portal.Usage;
using OrchardCore.Portal.Words;
using static OrchardCore.Portal.Tests.Usage.GettingUsage;

namespace OrchardCore.Portal.Tests.EnergyServices;

// It is Sunday, 22 November 2026, in Sydney. The meter shows 10 more each day; on the 21st at 0:00 it showed 5,200.
public sealed class SendingAReading
{
    [Fact]
    public async Task A_usual_reading_is_accepted_at_once_and_a_second_one_of_the_day_is_not_needed()
    {
        await using var portal = await PortalApp.StartAsync();
        var (priya, path) = await WithMeterAsync(portal);

        var page = await ToldAsync(priya, await priya.SendAsync(path, [("read-on", "2026-11-22"), ("reading-0", "5215")]));

        Assert.Contains("We have accepted your reading: 5,215 kWh on Sunday 22 November 2026.", page, StringComparison.Ordinal);
        Assert.Contains("your own reading", page, StringComparison.Ordinal);
        Assert.Equal(5215, (await portal.ReadAsync("lumen", db => db.Readings.SingleAsync(reading => reading.Quality == ReadingQuality.Customer))).Value);
        Assert.Contains("already", await ToldAsync(priya, await priya.SendAsync(path, [("read-on", "2026-11-22"), ("reading-0", "5216")])), StringComparison.Ordinal);
        // Those who bill hear of it.
        var log = await portal.ReadAsync("lumen", db => db.ContactLogs.SingleAsync());
        Assert.Equal(("meter-read", "Meter reading accepted, for the next bill: 77", "5,215 kWh"), (log.Type, log.Subject, log.Details[1].Text));
    }

    [Fact]
    public async Task A_photo_goes_with_the_reading_and_what_is_none_is_refused_by_its_content()
    {
        await using var portal = await PortalApp.StartAsync();
        var (priya, path) = await WithMeterAsync(portal);
        (string, string)[] reading = [("read-on", "2026-11-22"), ("reading-0", "5215")];

        Assert.Contains("PNG or JPEG: ", await priya.ReadAsync(path), StringComparison.Ordinal);
        var refused = await ToldAsync(priya, await SendingFiles.SendAsync(priya, path, path, reading, ("meter.txt", "5215 kWh"u8.ToArray())));
        Assert.Contains("expected a photo, PNG or JPEG", refused, StringComparison.Ordinal);
        Assert.Contains("value=\"5215\"", refused, StringComparison.Ordinal);   // nothing typed is lost
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.Readings.CountAsync(one => one.Quality == ReadingQuality.Customer)));

        await ToldAsync(priya, await SendingFiles.SendAsync(priya, path, path, reading, ("meter.png", await File.ReadAllBytesAsync(Path.Combine(RepositoryFolder.Path, "samples", "meter.png")))));
        var files = await portal.ReadAsync("lumen", db => db.ContactFiles.ToListAsync());
        Assert.Equal(("meter.png", "png"), (Assert.Single(files).Name, files[0].Kind));
    }

    [Fact]
    public async Task With_several_meters_one_is_asked_which_was_read()
    {
        await using var portal = await PortalApp.StartAsync();
        var (priya, path) = await WithMeterAsync(portal);
        Assert.Equal("/lumen" + path, (await priya.GetAsync("/services/reading")).Headers.Location!.OriginalString);
        await portal.AddAsync("lumen", Service("78", new(2020, 1, 1)), Service("99", new(2020, 1, 1), account: "2002"));

        Assert.Contains("<a href=\"/lumen/services/reading\">Send a meter reading", await priya.ReadAsync("/"), StringComparison.Ordinal);
        var choice = await priya.ReadAsync("/services/reading");
        Assert.Contains($"href=\"/lumen{path}\"", choice, StringComparison.Ordinal);
        Assert.Contains("meter 78", choice, StringComparison.Ordinal);
        Assert.DoesNotContain("meter 99", choice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_at_once_are_one_and_one_of_a_day_that_was_read_comes_after_that()
    {
        await using var portal = await PortalApp.StartAsync();
        var (priya, path) = await WithMeterAsync(portal);
        await portal.AddAsync("lumen", At("77", new(2026, 11, 21, 15, 0, 0), 5207));
        var token = Visitor.TokenIn(await priya.ReadAsync(path));

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => priya.PostAsync(path, ("__RequestVerificationToken", token), ("read-on", "2026-11-21"), ("reading-0", "5208"))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.DoesNotContain(answers, answer => (int)answer.StatusCode >= 500);
        var own = await portal.ReadAsync("lumen", db => db.Readings.SingleAsync(reading => reading.Quality == ReadingQuality.Customer));
        Assert.Equal(At("77", new(2026, 11, 21, 15, 0, 1), 5208).ReadAt, own.ReadAt);
        Assert.Equal(1, await portal.ReadAsync("lumen", db => db.ContactLogs.CountAsync()));
    }

    [Fact]
    public async Task A_reading_of_the_moment_that_a_file_brought_before_is_answered_and_not_a_fault()
    {
        await using var portal = await PortalApp.StartAsync();
        var (priya, path) = await WithMeterAsync(portal);
        // Nobody can time a file to come between the look and the note. What is not seen either is a reading of whoever has the meter by now.
        await portal.AddAsync("lumen", Service("77", new(2026, 11, 21), account: "2002"), At("77", new(2026, 11, 22, 12, 0, 0), 5214));

        Assert.Contains("already", await ToldAsync(priya, await priya.SendAsync(path, [("read-on", "2026-11-22"), ("reading-0", "5215")])), StringComparison.Ordinal);
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.ContactLogs.CountAsync()));
    }

    [Fact]
    public async Task A_reading_that_the_database_refused_is_not_called_sent()
    {
        await using var portal = await PortalApp.StartAsync();
        var (priya, path) = await WithMeterAsync(portal);
        await portal.DataAsync("lumen", async db => await db.Database.ExecuteSqlRawAsync(db.Database.IsNpgsql()
            ? "create function late() returns trigger language plpgsql as 'begin raise check_violation; end'; create trigger late before insert on readings for each row when (new.\"Quality\" = 'Customer') execute function late()"
            : "create trigger late before insert on readings when new.\"Quality\" = 'Customer' begin select raise(abort, 'refused'); end"));

        var answer = await priya.SendAsync(path, [("read-on", "2026-11-22"), ("reading-0", "5215")]);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("already", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_many_meters_sends_the_readings_of_all_in_one_evening()
    {
        await using var portal = await PortalApp.StartAsync();
        var (priya, _) = await WithMeterAsync(portal);
        string[] meters = ["77", .. Enumerable.Range(701, 10).Select(meter => $"{meter}")];
        await portal.AddAsync("lumen", [.. meters.Skip(1).SelectMany(meter => Enumerable.Range(0, 9).Select(day => (object)At(meter, new DateTime(2026, 11, 13).AddDays(day), 5120 + day * 10)).Prepend(Service(meter, new(2020, 1, 1))))]);
        var ids = await portal.ReadAsync("lumen", db => db.EnergyServices.OrderBy(service => service.Id).Select(service => service.Id).ToListAsync());

        foreach (var id in ids)
            Assert.Contains("We have accepted", await ToldAsync(priya, await priya.SendAsync($"/services/{id}/reading", [("read-on", "2026-11-22"), ("reading-0", "5215")])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_reading_of_a_meter_is_held_since_nothing_says_what_is_usual()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.AddAsync("lumen", Service("79", new(2026, 11, 1)));
        var path = $"/services/{await portal.ReadAsync("lumen", db => db.EnergyServices.Select(service => service.Id).SingleAsync())}/reading";

        Assert.Contains("too few readings of this meter", await ToldAsync(priya, await priya.SendAsync(path, [("read-on", "2026-11-22"), ("reading-0", "999999")])), StringComparison.Ordinal);
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.Readings.CountAsync()));
    }

    [Fact]
    public async Task An_unusual_reading_is_asked_again_and_then_held_with_the_reason()
    {
        await using var portal = await PortalApp.StartAsync();
        var (priya, path) = await WithMeterAsync(portal);

        var again = await ToldAsync(priya, await priya.SendAsync(path, [("read-on", "2026-11-22"), ("reading-0", "5900")]));
        Assert.Contains("Please look again", again, StringComparison.Ordinal);
        Assert.Contains("value=\"5900\"", again, StringComparison.Ordinal);   // nothing typed is lost
        var thread = await ToldAsync(priya, await priya.SendAsync(path, [("read-on", "2026-11-22"), ("reading-0", "5900"), ("sure-0", "true")]));

        Assert.Contains("We hold your reading until somebody has looked at it: 700 kWh since the last reading is more than three times what is usual.", thread, StringComparison.Ordinal);
        Assert.Contains("LUM-2026-000001", thread, StringComparison.Ordinal);
        Assert.Equal(0, await portal.ReadAsync("lumen", db => db.Readings.CountAsync(reading => reading.Quality == ReadingQuality.Customer)));
    }

    [Theory]
    [InlineData("reading-0", "5199", "not lower")]
    [InlineData("reading-0", "5220.5", "whole digits")]
    [InlineData("read-on", "2026-11-23", "up to today")]
    [InlineData("read-on", "2026-11-01", "when the meter was last read")]
    public async Task What_cannot_be_right_is_refused_with_the_reason(string field, string value, string said)
    {
        await using var portal = await PortalApp.StartAsync();
        var (priya, path) = await WithMeterAsync(portal);
        (string, string)[] good = [("read-on", "2026-11-22"), ("reading-0", "5215")];
        Assert.Contains(said, await ToldAsync(priya, await priya.SendAsync(path, [.. good.Where(one => one.Item1 != field), (field, value)])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bill_that_was_estimated_can_be_asked_to_be_adjusted_until_it_is_due()
    {
        await using var portal = await PortalApp.StartAsync();
        var (priya, path) = await WithMeterAsync(portal);
        foreach (var (number, due) in new[] { ("9001", new DateOnly(2026, 12, 4)), ("8001", new DateOnly(2026, 11, 4)) })
            await portal.AddAsync("lumen", BillOf(number, due), new Charge { AccountNumber = "1001", StatementNumber = number, LineNumber = 1, MeterNumber = "77", Rollup = "Usage", Description = "Usage", Amount = new Money(1000), IsEstimated = true });

        Assert.Contains($"{path}?statement=9001", await priya.ReadAsync("/statements/9001"), StringComparison.Ordinal);
        Assert.DoesNotContain("/reading?statement", await priya.ReadAsync("/statements/8001"), StringComparison.Ordinal);
        await StatusAsync(ServiceStatus.Disconnected);
        Assert.DoesNotContain("/reading?statement", await priya.ReadAsync("/statements/9001"), StringComparison.Ordinal);   // it would lead nowhere
        await StatusAsync(ServiceStatus.Connected);
        var thread = await ToldAsync(priya, await priya.SendAsync($"{path}?statement=9001", [("read-on", "2026-11-22"), ("reading-0", "5215"), ("statement", "9001")], action: path));

        Assert.Contains("Adjusted bill after an estimate", thread, StringComparison.Ordinal);
        var log = await portal.ReadAsync("lumen", db => db.ContactLogs.SingleAsync());
        Assert.Equal(("meter-read", "9001"), (log.Type, log.StatementNumber));
        Assert.Equal(1, await portal.ReadAsync("lumen", db => db.Readings.CountAsync(reading => reading.Quality == ReadingQuality.Customer)));

        Task StatusAsync(ServiceStatus status) => portal.DataAsync("lumen", db => db.EnergyServices.ExecuteUpdateAsync(service => service.SetProperty(one => one.Status, status)));
    }

    [Fact]
    public async Task A_meter_of_another_account_or_one_that_is_left_is_not_there()
    {
        await using var portal = await PortalApp.StartAsync();
        var (_, path) = await WithMeterAsync(portal);
        var tom = await portal.SignedInAsync("lumen", "tom@home.example", "2002");
        await portal.AddAsync("lumen", Service("88", new(2020, 1, 1), new(2026, 1, 1), "2002"));
        var left = await portal.ReadAsync("lumen", db => db.EnergyServices.Where(service => service.MeterNumber == "88").Select(service => service.Id).SingleAsync());

        Assert.Equal(HttpStatusCode.NotFound, (await tom.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await tom.GetAsync($"/services/{left}/reading")).StatusCode);
    }

    private static async Task<string> ToldAsync(Visitor visitor, HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(answer.StatusCode == HttpStatusCode.Redirect ? await visitor.FollowAsync(answer) : await answer.Content.ReadAsStringAsync());

    private static async Task<(Visitor Priya, string Path)> WithMeterAsync(PortalApp portal)
    {
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.AddAsync("lumen", [Service("77", new(2020, 1, 1)), .. Enumerable.Range(0, 31).Select(day => (object)At("77", new DateTime(2026, 10, 22).AddDays(day), 4900 + day * 10))]);
        return (priya, $"/services/{await portal.ReadAsync("lumen", db => db.EnergyServices.Select(service => service.Id).SingleAsync())}/reading");
    }

    private static Statement BillOf(string number, DateOnly due) => new()
    {
        Number = number,
        AccountNumber = "1001",
        IssuedOn = due.AddDays(-20),
        DueOn = due,
        PreviousBalance = Money.Zero,
        Payments = Money.Zero,
        Adjustments = Money.Zero,
        CarriedForward = Money.Zero,
        CurrentCharges = new Money(1000),
        Tax = Money.Zero,
        CurrentBalance = new Money(1000),
    };
}
