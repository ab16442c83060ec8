using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Tests.SignIn;
using OrchardCore.Portal.Usage.Alerts;
using OrchardCore.Portal.Usage.Intervals;
using static OrchardCore.Portal.Tests.Usage.MeterHome;

namespace OrchardCore.Portal.Tests.Usage;

public sealed partial class BeingToldOfHighUse(MeterHome home) : IClassFixture<MeterHome>
{
    // It is 22 November 2026, midday in Sydney. The market's day begins there at one in the morning.
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Fact]
    public async Task A_limit_can_be_tried_on_the_last_twelve_months_before_it_is_saved()
    {
        // 10 days of 24 kWh, and 2 of 48.
        var priya = await home.WithAsync("4103000101", "1", $"{Stream("4103000101", "E1")}\n{Days(new(2026, 10, 1), 10, 0.5m)}\n{Days(new(2026, 10, 11), 2, 1)}");

        var tried = await SendAsync(priya, "4103000101", "day", "30", "try");

        Assert.Contains("More than 30 kWh on a day would have fired 2 times in the last 12 months (13 days of data).", tried, StringComparison.Ordinal);
        Assert.Contains("On a usual day you use 24 kWh, on your highest of the last 12 months 48 kWh.", tried, StringComparison.Ordinal);
        Assert.Contains("href=\"/lumen/usage?service=4103000101&from=2026-10-12&to=2026-10-12\">Monday 12 October 2026</a>", tried, StringComparison.Ordinal);
        Assert.DoesNotContain("What you are told of", tried, StringComparison.Ordinal);   // nothing is saved
        var exactly = await SendAsync(priya, "4103000101", "day", "25.525", "try");
        Assert.Contains("More than 25.525 kWh on a day would have fired 2 times", exactly, StringComparison.Ordinal);
        Assert.Contains("<b>25.525 kWh</b>", exactly, StringComparison.Ordinal);
        Assert.Contains("More than 0.001 kWh on a day", await SendAsync(priya, "4103000101", "day", "0.001", "try"), StringComparison.Ordinal);
        Assert.Contains("Enter a number above zero", await SendAsync(priya, "4103000101", "day", "-3", ""), StringComparison.Ordinal);
        Assert.Contains("Enter a number above zero", await SendAsync(priya, "4103000101", "day", "12,5", "try"), StringComparison.Ordinal);   // 12.5 to some, and 125 to nobody
        Assert.Contains("Choose one of the offered", await SendAsync(priya, "4103000101", "day-cost", "3", ""), StringComparison.Ordinal);   // no cost is known as it comes
    }

    [Fact]
    public async Task New_data_above_the_limit_are_told_once_however_often_they_come()
    {
        var priya = await home.WithAsync("4103000102", "1", "");
        await SendAsync(priya, "4103000102", "day", "30", "");
        await SendAsync(priya, "4103000102", "month", "40", "");
        var email = $"a{home.Account}@home.example";

        await home.HandInAsync($"{Stream("4103000102", "E1")}\n{Day(Today.AddDays(-1), 1)}\n{Day(Today, 1)}");   // the day before it was set is no news
        var mails = await MailsAsync(email, 2);
        await home.HandInAsync($"{Stream("4103000102", "E1")}\n{Day(Today, 1.25m).Replace($"{Today.AddDays(1):yyyyMMdd}120000", $"{Today.AddDays(2):yyyyMMdd}120000", StringComparison.Ordinal)}");   // supplied again, and higher
        await RoundAsync();

        Assert.Equal(2, (await MailsAsync(email, 2)).Count);
        Assert.Single(mails, mail => mail.Subject == "High use: 48 kWh, Sunday 22 November 2026");
        Assert.Single(mails, mail => mail.Subject == "High use: 94 kWh, November 2026");
        Assert.Equal(1, await home.Portal.ReadAsync("lumen", db => db.ToldAlerts.CountAsync(told => told.AccountNumber == home.Account && told.Value == 48)));   // and not the day before
        Assert.Contains("Last told: Sunday 22 November 2026, 48 kWh.", await PageAsync(priya, "/usage/alerts?service=4103000102"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_limit_was_raised_the_same_month_is_told_again_once_it_is_above_the_new_one()
    {
        var priya = await home.WithAsync("4103000106", "1", "");
        await SendAsync(priya, "4103000106", "month", "40", "");
        var email = $"a{home.Account}@home.example";
        await home.HandInAsync($"{Stream("4103000106", "E1")}\n{Day(Today.AddDays(-1), 1)}");
        await MailsAsync(email, 1);

        Assert.Contains("it has not fired yet", await SendAsync(priya, "4103000106", "month", "60", ""), StringComparison.Ordinal);
        await MailsAsync(email, 1);   // 48 kWh are not above it
        await home.HandInAsync($"{Stream("4103000106", "E1")}\n{Day(Today, 1)}");
        Assert.Single(await MailsAsync(email, 2), mail => mail.Subject == "High use: 94 kWh, November 2026");
        Assert.Contains("Last told: November 2026, 94 kWh.", await SendAsync(priya, "4103000106", "month", "70", ""), StringComparison.Ordinal);
        await MailsAsync(email, 2);   // what was told above 60 is above 70 too

        // However often the account's other alerts have fired since.
        var other = new UsageAlert { AccountNumber = home.Account, ServiceId = 0, Kind = AlertKind.DayUse, Limit = 1, Since = Today };
        await home.Portal.AddAsync("lumen", [other, .. Enumerable.Range(0, 101).Select(day => (object)new ToldAlert { AccountNumber = home.Account, AlertId = other.Id, Period = Today.AddDays(day), Value = 2, ToldAt = DateTime.UnixEpoch })]);
        Assert.Contains("Last told: November 2026, 94 kWh.", await PageAsync(priya, "/usage/alerts?service=4103000106"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_measurements_is_looked_through_for_alerts_and_one_that_brought_nothing_new_is_not()
    {
        await home.WithAsync("4103000107", "1", "");
        var service = await home.Portal.ReadAsync("lumen", db => db.EnergyServices.Where(one => one.MeterNumber == "4103000107").Select(one => one.Id).SingleAsync());
        await home.HandInAsync($"{Stream("4103000107", "E1")}\n{Day(Today, 1)}");   // nobody watches it yet
        var batch = await home.Portal.ReadAsync("lumen", db => db.IntervalDays.Where(day => day.MeterNumber == "4103000107").Select(day => day.BatchId).FirstAsync());
        var counts = await home.Portal.ReadAsync("lumen", db => db.ImportCounts.Where(count => count.BatchId == batch).ToListAsync());

        await home.Portal.DataAsync("lumen", db => db.ImportCounts.Where(count => count.BatchId == batch).ExecuteUpdateAsync(count => count.SetProperty(one => one.Added, 0)));
        await home.Portal.AddAsync("lumen", new UsageAlert { AccountNumber = home.Account, ServiceId = service, Kind = AlertKind.DayUse, Limit = 30, Since = Today });
        Assert.Equal(0, await ToldAsync());
        await home.Portal.DataAsync("lumen", db => db.ImportCounts.Where(count => count.BatchId == batch && count.Kind == "nem12").ExecuteUpdateAsync(count => count.SetProperty(one => one.Added, 1)));
        Assert.Equal(1, counts.Single(count => count.Kind == "nem12").Added);
        Assert.Equal(1, await ToldAsync());

        async Task<int> ToldAsync()
        {
            await home.Portal.InAsync("lumen", scope => scope.GetRequiredService<AlertRound>().OfBatchAsync(batch, CancellationToken.None));
            return await home.Portal.ReadAsync("lumen", db => db.ToldAlerts.CountAsync(told => told.AccountNumber == home.Account));
        }
    }

    [Fact]
    public async Task The_link_in_the_mail_stops_it_without_signing_in_and_a_made_up_one_does_not()
    {
        var priya = await home.WithAsync("4103000103", "1", "");
        await SendAsync(priya, "4103000103", "day", "30", "");
        await home.HandInAsync($"{Stream("4103000103", "E1")}\n{Day(Today, 1)}");
        await MailsAsync($"a{home.Account}@home.example", 1);
        // As the mail has it, whose text is emptied once it is gone.
        var key = "";
        var id = await home.Portal.ReadAsync("lumen", db => db.UsageAlerts.Where(alert => alert.AccountNumber == home.Account).Select(alert => alert.Id).SingleAsync());
        await home.Portal.InAsync("lumen", scope => Task.FromResult(key = Uri.EscapeDataString(scope.GetRequiredService<AlertStops>().KeyOf(id))));
        var stranger = home.Portal.Visit("lumen");

        Assert.Contains("This link does not work", await stranger.ReadAsync("/usage/alerts/stop?key=made-up"), StringComparison.Ordinal);
        Assert.Contains("Stop these e-mails?", await stranger.ReadAsync($"/usage/alerts/stop?key={key}"), StringComparison.Ordinal);   // looking stops nothing
        Assert.Contains("What you are told of", await PageAsync(priya, "/usage/alerts?service=4103000103"), StringComparison.Ordinal);
        var stopped = await stranger.SendAsync($"/usage/alerts/stop?key={key}", [("key", Uri.UnescapeDataString(key))], "/usage/alerts/stop");

        Assert.Contains("You get no more e-mails", await stopped.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("What you are told of", await PageAsync(priya, "/usage/alerts?service=4103000103"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_program_stops_it_by_the_head_of_the_mail_and_other_mails_have_no_such_thing()
    {
        var priya = await home.WithAsync("4103000108", "1", "");
        await SendAsync(priya, "4103000108", "day", "30", "");
        await home.HandInAsync($"{Stream("4103000108", "E1")}\n{Day(Today, 1)}");
        await MailsAsync($"a{home.Account}@home.example", 1);
        var mail = Assert.Single(await home.Portal.MailsAsync("lumen", "AlertMail", to: $"a{home.Account}@home.example"));
        foreach (var other in Directory.GetFiles(Path.Combine(home.Portal.DataFolder, "retailers", "lumen", "mail"), "*.eml").Where(file => !file.Contains("-AlertMail-", StringComparison.Ordinal)))
            Assert.False(MimeKit.MimeMessage.Load(other).Headers.Contains(MimeKit.HeaderId.ListUnsubscribe));
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        var address = new Uri(mail.Headers[MimeKit.HeaderId.ListUnsubscribe]!.Trim('<', '>'));
        Assert.DoesNotContain(address.Query, await home.Portal.ReadAsync("lumen", async db => string.Join(' ', await db.Mail.Select(row => row.OneClickHref + row.Html + row.Text).ToListAsync())), StringComparison.Ordinal);   // it is gone with the text

        var program = home.Portal.Visit("lumen");
        Assert.Contains("Stop these e-mails?", await program.ReadAsync("/usage/alerts/stop/now" + address.Query), StringComparison.Ordinal);   // a program that opens it, or a scanner: looking stops nothing
        // RFC 8058, 3.1: no cookie, no redirect, no page before.
        Assert.Equal(HttpStatusCode.NotFound, (await program.PostAsync("/usage/alerts/stop/now?key=made-up", ("List-Unsubscribe", "One-Click"))).StatusCode);
        Assert.Contains("What you are told of", await PageAsync(priya, "/usage/alerts?service=4103000108"), StringComparison.Ordinal);
        Assert.EndsWith("/usage/alerts/stop/now", address.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await program.PostAsync("/usage/alerts/stop/now" + address.Query, ("List-Unsubscribe", "One-Click"))).StatusCode);
        Assert.DoesNotContain("What you are told of", await PageAsync(priya, "/usage/alerts?service=4103000108"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_sees_or_turns_off_an_alert_of_others()
    {
        var priya = await home.WithAsync("4103000104", "1", "");
        await SendAsync(priya, "4103000104", "day", "30", "");
        var off = Off().Match(await PageAsync(priya, "/usage/alerts?service=4103000104")).Groups[1].Value;
        var tom = await home.WithAsync("4103000105", "1", "");

        Assert.Equal(HttpStatusCode.NotFound, (await tom.GetAsync("/usage/alerts?service=4103000104")).StatusCode);
        await tom.SendAsync("/usage/alerts", [("service", "4103000105")], off);
        Assert.Contains("More than 30 kWh on a day", await PageAsync(priya, "/usage/alerts?service=4103000104"), StringComparison.Ordinal);
        await priya.SendAsync("/usage/alerts?service=4103000104", [("service", "4103000104")], off);
        Assert.DoesNotContain("What you are told of", await PageAsync(priya, "/usage/alerts?service=4103000104"), StringComparison.Ordinal);
    }

    private static async Task<string> SendAsync(Visitor visitor, string meter, string kind, string limit, string deed)
    {
        var answer = await visitor.SendAsync($"/usage/alerts?service={meter}", [("service", meter), ("kind", kind), ("limit", limit), ("deed", deed)], "/usage/alerts");
        return WebUtility.HtmlDecode(answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync() : await visitor.FollowAsync(answer));
    }

    /// <summary>Once more over all, as every day; what the job after the import does meanwhile makes no difference.</summary>
    private Task RoundAsync() => home.Portal.InAsync("lumen", scope => scope.GetRequiredService<AlertRound>().OfAllAsync(CancellationToken.None));

    private async Task<IReadOnlyList<MailMessage>> MailsAsync(string to, int count)
    {
        List<MailMessage> mails = [];
        await RoundAsync();
        await home.Portal.InAsync("lumen", async scope => mails = await scope.GetRequiredService<PortalDb>().Mail.AsNoTracking().Where(mail => mail.To == to && mail.Kind == "Usage/Alerts/AlertMail").ToListAsync());
        Assert.Equal(count, mails.Count);
        return mails;
    }

    [GeneratedRegex("action=\"([^\"]+/off)\"")] private static partial Regex Off();
}
