using System.Net;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.AccountDetails;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Tests.Dashboard;

public sealed class SeeingHowThingsStand
{
    [Fact]
    public async Task A_new_account_is_told_when_its_first_statement_comes()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var page = await ReadAsync(priya);

        Assert.Contains("Good afternoon, Priya", page, StringComparison.Ordinal);   // the tests' clock: noon in Sydney
        Assert.Contains("Nothing to pay", page, StringComparison.Ordinal);
        Assert.Contains("Your first statement appears here on the day it is issued.", page, StringComparison.Ordinal);
        Assert.Contains("You owe nothing", page, StringComparison.Ordinal);
        Assert.Contains("0 services", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/lumen/services\">Send a meter reading", page, StringComparison.Ordinal);
        Assert.Contains("No open requests.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Pay my bill", MainOf(page), StringComparison.Ordinal);
        Assert.DoesNotContain("data-chart", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_due_is_said_with_its_day_and_how_far_off_it_is()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.AddAsync("lumen", Bill("9001", new(2026, 11, 14), new(2026, 12, 4), 16187), Entry("B-9001", new(2026, 11, 14), 16187));

        var page = await ReadAsync(priya);

        Assert.Contains("$161.87", page, StringComparison.Ordinal);
        Assert.Contains("Due Friday 4 December 2026, in 12 days", page, StringComparison.Ordinal);
        Assert.Contains("Statement 9001", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/lumen/pay\"", MainOf(page), StringComparison.Ordinal);
        Assert.Contains("href=\"/lumen/statements/9001\"", page, StringComparison.Ordinal);
        Assert.Contains("You owe $161.87", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credit_is_said_in_words_and_there_is_nothing_to_pay()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.AddAsync("lumen", Bill("9001", new(2026, 11, 14), new(2026, 12, 4), 10000), Entry("B-9001", new(2026, 11, 14), 10000), Entry("P-1", new(2026, 11, 15), -14210));

        var page = await ReadAsync(priya);

        Assert.Contains("You are $42.10 in credit. It comes off your next statement.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/lumen/pay\"", MainOf(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_overdue_reads_since_when_and_where_to_ask_for_time()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.AddAsync("lumen", Bill("9000", new(2026, 10, 14), new(2026, 11, 19), 10000), Bill("9001", new(2026, 11, 14), new(2026, 12, 4), 5000, carried: 10000),
            Entry("B-9000", new(2026, 10, 14), 10000), Entry("B-9001", new(2026, 11, 14), 5000));

        var page = await ReadAsync(priya);

        Assert.Contains("Was due Thursday 19 November 2026, 3 days ago. $100.00 of it is overdue.", page, StringComparison.Ordinal);
        Assert.Contains("Ask for more time", page, StringComparison.Ordinal);
        Assert.Contains("and 1 earlier one", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_account_keeps_its_final_statement_and_can_pay_it()
    {
        await using var portal = await PortalApp.StartAsync();
        var mei = await portal.SignedInAsync("lumen", "mei@home.example", "1001");
        await portal.DataAsync("lumen", async db => { db.Accounts.Single(one => one.AccountNumber == "1001").IsClosed = true; await db.SaveChangesAsync(); });
        await portal.AddAsync("lumen", Bill("9001", new(2026, 11, 14), new(2026, 12, 4), 4000, final: true), Entry("B-9001", new(2026, 11, 14), 4000));

        var page = await ReadAsync(mei);
        Assert.Contains("This account is closed.", page, StringComparison.Ordinal);
        Assert.Contains("Final statement 9001", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/lumen/pay\"", MainOf(page), StringComparison.Ordinal);

        await portal.AddAsync("lumen", Entry("P-1", new(2026, 11, 15), -4000));
        Assert.Contains("Your final statement is settled.", await ReadAsync(mei), StringComparison.Ordinal);

        await portal.AddAsync("lumen", Entry("P-2", new(2026, 11, 15), -500));
        Assert.Contains("Ask for a refund", await ReadAsync(mei), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_statements_are_thirteen_bars_at_most_with_a_table_and_a_sentence()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        // The newest has 31 days, the one before 30; a year ago it was $150.00.
        await portal.AddAsync("lumen", [.. Enumerable.Range(0, 15).Select(age => (object)Bill($"90{age:00}", new DateOnly(2026, 11, 14).AddMonths(-age), new DateOnly(2026, 12, 4).AddMonths(-age),
            age switch { 0 => 16187, 1 => 14820, 12 => 15000, 5 => 30000, _ => 14000 + age }, period: age <= 12))]);

        var page = await ReadAsync(priya);

        Assert.Equal(13, page.Split("data-short=").Length - 1);
        Assert.Single(page.Split("data-highlight").Skip(1));
        Assert.Contains("Your newest statement is $161.87: $13.67 more than the last ($148.20), for 31 days instead of 30 ($5.22 a day, before $4.94).", page, StringComparison.Ordinal);
        Assert.Contains("It is $11.87 more than a year before ($150.00).", page, StringComparison.Ordinal);
        Assert.Contains("Highest $300.00 (14 Jun 2026)", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">14 Nov 2026, 31 days</th>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Services_come_with_their_connection_and_its_reason_and_tickets_with_their_next_step()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("tidewater", "priya@home.example", "1001");
        await portal.AddAsync("tidewater", Usage.GettingUsage.Service("W1", new(2026, 1, 1)), Connecting("W2"));
        var sent = await priya.SendAsync("/account", [("first_name", "Priyanka"), ("last_name", "Raman"), ("email", "priya@home.example"), ("phone", "0400 000 000"), ("mobile", ""), ("version", await AccountDetails.ChangingDetails.VersionAsync(priya, "person"))], "/account/person");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);

        var page = await ReadAsync(priya);

        Assert.Contains("2 services", page, StringComparison.Ordinal);
        var read = await portal.ReadAsync("tidewater", db => db.EnergyServices.Where(service => service.MeterNumber == "W1").Select(service => service.Id).SingleAsync());
        Assert.Contains($"<a href=\"/tidewater/services/{read}/reading\">Send a meter reading", page, StringComparison.Ordinal);   // the other has no meter yet
        Assert.Contains("Connecting · from 1 December", page, StringComparison.Ordinal);
        Assert.Contains("Waiting for the distributor", page, StringComparison.Ordinal);
        Assert.Contains("Change of first name", page, StringComparison.Ordinal);
        Assert.Contains("Tuesday 24 November 2026", page, StringComparison.Ordinal);   // two business days from Sunday 22
    }

    private static async Task<string> ReadAsync(Visitor visitor) => WebUtility.HtmlDecode(await visitor.ReadAsync("/"));

    private static string MainOf(string page) => page[page.IndexOf("<main", StringComparison.Ordinal)..page.IndexOf("</main>", StringComparison.Ordinal)];

    private static Statement Bill(string number, DateOnly issued, DateOnly due, long charges, long carried = 0, bool final = false, bool period = false) => new()
    {
        Number = number,
        AccountNumber = "1001",
        IssuedOn = issued,
        DueOn = due,
        PreviousBalance = new Money(carried),
        Payments = Money.Zero,
        Adjustments = Money.Zero,
        PeriodFrom = period ? issued.AddDays(-7).AddMonths(-1) : null,
        PeriodTo = period ? issued.AddDays(-8) : null,
        CarriedForward = new Money(carried),
        CurrentCharges = new Money(charges),
        CurrentBalance = new Money(carried + charges),
        Tax = Money.Zero,
        IsFinal = final,
    };

    private static LedgerEntry Entry(string id, DateOnly on, long amount) => new()
    {
        AccountNumber = "1001",
        On = on,
        Description = "Entry",
        Amount = new Money(amount),
        Kind = amount > 0 ? LedgerKind.Bill : LedgerKind.Payment,
        Source = "import",
        SourceId = id,
    };

    private static EnergyService Connecting(string meter)
    {
        var service = Usage.GettingUsage.Service(meter, new(2026, 12, 1));
        (service.Status, service.StatusOn, service.StatusNote) = (ServiceStatus.Connecting, new DateOnly(2026, 12, 1), "Waiting for the distributor");
        return service;
    }
}
