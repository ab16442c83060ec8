using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Usage.Alerts;
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
        Assert.Contains("Enter a number above zero", await SendAsync(priya, "4103000101", "day", "-3", ""), StringComparison.Ordinal);
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
