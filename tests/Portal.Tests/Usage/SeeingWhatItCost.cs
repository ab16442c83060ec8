using System.Net;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Charges;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Tests.Importing;
using OrchardCore.Portal.Words;
using static OrchardCore.Portal.Tests.Usage.MeterHome;

namespace OrchardCore.Portal.Tests.Usage;

public sealed class SeeingWhatItCost(MeterHome home) : IClassFixture<MeterHome>
{
    [Fact]
    public async Task A_bill_says_whether_it_is_more_than_last_year_and_how_much_of_that_is_usage_and_how_much_is_price()
    {
        var priya = await WithBillsAsync("81", "A");

        var page = await PageAsync(priya, "/usage/cost?service=81");

        // May 2025: 31 × $1.00 + 300 kWh × $0.30 − 100 kWh × $0.05 = $116.00. May 2026: 31 × $1.00 + 360 kWh × $0.33 − 200 kWh × $0.05 = $139.80.
        Assert.Contains("$139.80 in May 2026, $23.80 more than a year before ($116.00): 20 % more usage, prices up 8 %, $5.00 more for solar.", page, StringComparison.Ordinal);
        Assert.Contains("$10.00 for what your solar sent to the grid is taken off already.", page, StringComparison.Ordinal);
        Assert.Contains("<rect class=\"use-sent\"", page, StringComparison.Ordinal);   // a bar that goes down
        Assert.Contains("<td class=\"end num\">\u2212$10.00</td><td class=\"end num\">$139.80</td><td class=\"end num\">$116.00</td>", page, StringComparison.Ordinal);   // the same as a table
        Assert.Contains("360 kWh × $0.33", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/lumen/usage?service=81&from=2026-05-01&to=2026-05-31\"", page, StringComparison.Ordinal);   // to the days
        Assert.Contains("href=\"/lumen/statements/A-NOW\"", page, StringComparison.Ordinal);                                  // to the bill
        Assert.Contains("GST is inside these amounts", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_whole_account_makes_what_the_bill_asked_for_and_another_bill_can_be_chosen()
    {
        var priya = await WithBillsAsync("82", "B");

        var page = await PageAsync(priya, "/usage/cost?service=account&bill=B-NOW");
        var older = await PageAsync(priya, "/usage/cost?service=account&until=2025-06");

        Assert.Contains("$149.80 in May 2026", page, StringComparison.Ordinal);   // with the account's own late fee of $10.00
        Assert.Contains("Late fee", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"account\" selected>Whole account</option>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Late fee", await PageAsync(priya, "/usage/cost?service=82"), StringComparison.Ordinal);
        Assert.Contains("$116.00 in May 2025.", older, StringComparison.Ordinal);   // nothing to compare it with
    }

    [Fact]
    public async Task Where_tax_is_added_it_has_a_part_of_its_own_and_what_is_not_listed_is_said_to_be()
    {
        var noor = await home.Portal.SignedInAsync("tidewater", "cost@home.example", "8301");
        await home.Portal.AddAsync("tidewater", Bill("C-NOW", new(2026, 5, 1), 31, 9000, "8301", tax: 900), Line("C-NOW", 1, "8301", "", "Hot water", 10, "kL", 6m, 6000));

        var page = await PageAsync(noor, "/usage/cost");

        Assert.Contains("$99.00 in May 2026", page, StringComparison.Ordinal);
        Assert.Contains("GST on top</th><td class=\"end money\"><b>$9.00</b>", page, StringComparison.Ordinal);
        Assert.Contains("Not listed singly</th><td class=\"end money\">$30.00</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_carries_cost_shows_it_by_month_and_by_day()
    {
        var priya = await home.WithAsync("84", "1", "");
        var told = await home.Portal.HandInAsync("cost.xml", Feed("84", new(2026, 5, 1), 31));
        Assert.True(told.State == "Applied", string.Join("; ", told.Problems));

        var year = await PageAsync(priya, "/usage/cost?service=84");
        var month = await PageAsync(priya, "/usage/cost?service=84&from=2026-05-01&to=2026-05-31");

        Assert.Contains("$46.50 in the 12 months to May 2026.", year, StringComparison.Ordinal);   // 31 days of $1.50
        Assert.Contains("energy alone, without fees and tax", year, StringComparison.Ordinal);
        Assert.Contains("$46.50 in May 2026.", month, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"Fri 1 May 2026: $1.50\"", month, StringComparison.Ordinal);

        // An alert of money is told in whole cents.
        foreach (var (limit, said) in new[] { ("1.255", "Enter an amount above zero and up to a million, such as 25.00."), ("1.25", "More than $1.25 on a day would have fired 31 times") })
        {
            var tried = await priya.SendAsync("/usage/alerts?service=84", [("service", "84"), ("kind", "day-cost"), ("limit", limit), ("deed", "try")], "/usage/alerts");
            Assert.Contains(said, WebUtility.HtmlDecode(await tried.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_leap_day_is_compared_with_nothing_and_the_newest_year_is_the_one_of_which_a_cost_is_known()
    {
        // Of the days of 2026 a stream counts energy alone.
        var priya = await home.WithAsync("86", "1", $"{Stream("86", "E1")}\n{Day(new(2026, 10, 1), 1)}");
        foreach (var (year, days) in new[] { (2023, 28), (2024, 29), (2025, 28) })
        {
            var told = await home.Portal.HandInAsync($"cost{year}.xml", Feed("86", new(year, 2, 1), days, summer: true));
            Assert.True(told.State == "Applied", string.Join("; ", told.Problems));
        }

        Assert.Contains("$42.00 in the 12 months to February 2025, as much as a year before.", await PageAsync(priya, "/usage/cost?service=86"), StringComparison.Ordinal);
        Assert.Contains("$42.00 in February 2025, as much as a year before.", await PageAsync(priya, "/usage/cost?service=86&from=2025-02-01&to=2025-02-28"), StringComparison.Ordinal);

        // Nor has the leap day itself a day to stand beside.
        var leap = await PageAsync(priya, "/usage/cost?service=86&from=2024-02-01&to=2024-02-29");
        Assert.Contains("aria-label=\"Wed 28 Feb 2024: $1.50, a year before $1.50\"", leap, StringComparison.Ordinal);
        Assert.Contains("aria-label=\"Thu 29 Feb 2024: $1.50\"", leap, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("87", 840, 72)]   // US dollars
    [InlineData("88", 36, 73)]    // varh: nothing that a customer uses
    public async Task A_cost_in_another_currency_or_of_no_amount_is_none_and_no_alert_of_money_is_offered(string meter, int currency, int unit)
    {
        var priya = await home.WithAsync(meter, "1", "");
        var told = await home.Portal.HandInAsync("cost.xml", Feed(meter, new(2026, 10, 10), 2, currency, unit));
        Assert.True(told.State == "Applied", string.Join("; ", told.Problems));

        Assert.Contains("No cost is known yet", await PageAsync(priya, $"/usage/cost?service={meter}"), StringComparison.Ordinal);
        Assert.DoesNotContain("An amount of money", await PageAsync(priya, $"/usage/alerts?service={meter}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_stay_with_the_same_meter_has_its_own_bills()
    {
        var priya = await WithBillsAsync("89", "D");
        await home.Portal.DataAsync("lumen", db => db.EnergyServices.Where(service => service.MeterNumber == "89").ExecuteUpdateAsync(service => service.SetProperty(one => one.MoveOutOn, new DateOnly(2025, 7, 1))));
        await home.Portal.AddAsync("lumen", GettingUsage.Service("89", new(2026, 2, 1), account: home.Account));

        Assert.Contains("$116.00 in May 2025.", await PageAsync(priya, "/usage/cost?service=89@2020-01-01"), StringComparison.Ordinal);
        Assert.Contains("$139.80 in May 2026.", await PageAsync(priya, "/usage/cost?service=89"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_says_what_it_cost_that_is_said_and_a_service_of_others_is_not_found()
    {
        var priya = await home.WithAsync("85", "1", "");

        Assert.Contains("No cost is known yet", await PageAsync(priya, "/usage/cost?service=85"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await priya.GetAsync("/usage/cost?service=81")).StatusCode);
        Assert.DoesNotContain("A-NOW", await PageAsync(priya, "/usage/cost?service=account&bill=A-NOW"), StringComparison.Ordinal);
    }

    private async Task<Visitor> WithBillsAsync(string meter, string series)
    {
        var visitor = await home.WithAsync(meter, "1", "");
        var account = home.Account;
        await home.Portal.AddAsync("lumen", [.. new[] { (Number: series + "-OLD", Year: 2025, Used: 300, Price: 0.30m, Sent: 100, Fee: 0), (Number: series + "-NOW", Year: 2026, Used: 360, Price: 0.33m, Sent: 200, Fee: 1000) }.SelectMany(bill =>
        {
            DateOnly from = new(bill.Year, 5, 1);
            object[] lines =
            [
                Line(bill.Number, 1, account, meter, "Daily supply", 31, "day", 1m, 3100, from), Line(bill.Number, 2, account, meter, "Anytime usage", bill.Used, "kWh", bill.Price, (long)(bill.Used * bill.Price * 100), from),
                Line(bill.Number, 3, account, meter, "Solar sent to the grid", bill.Sent, "kWh", -0.05m, -bill.Sent * 5, from),
                .. bill.Fee == 0 ? Array.Empty<object>() : [Line(bill.Number, 4, account, "", "Late fee", null, "", null, bill.Fee)],
            ];
            return lines.Append(Bill(bill.Number, from, 31, lines.Cast<Charge>().Sum(line => line.Amount.Minor), account));
        })]);
        return visitor;
    }

    private static Statement Bill(string number, DateOnly from, int days, long charges, string account, long tax = 0) => new()
    {
        Number = number,
        AccountNumber = account,
        PeriodFrom = from,
        PeriodTo = from.AddDays(days - 1),
        IssuedOn = from.AddDays(days + 1),
        DueOn = from.AddDays(days + 20),
        PreviousBalance = Money.Zero,
        Payments = Money.Zero,
        Adjustments = Money.Zero,
        CarriedForward = Money.Zero,
        CurrentCharges = new Money(charges),
        CurrentBalance = new Money(charges + tax),
        Tax = new Money(tax),
    };

    private static Charge Line(string number, int line, string account, string meter, string text, decimal? units, string unit, decimal? rate, long minor, DateOnly? from = null) => new()
    {
        StatementNumber = number,
        LineNumber = line,
        AccountNumber = account,
        MeterNumber = meter,
        Rollup = "Energy",
        Description = text,
        StartsOn = from,
        EndsOn = from?.AddDays(30),
        Units = units,
        Unit = unit,
        Rate = rate,
        Amount = new Money(minor),
        Tax = new Money(minor / 11),
    };

    /// <summary>Two intervals a day, of 5 kWh and $0.75 each.</summary>
    private static string Feed(string meter, DateOnly from, int days, int currency = 36, int unit = 72, bool summer = false)
    {
        const string Base = "https://x.example/espi/1_1/resource/RetailCustomer/1/UsagePoint/";
        string Entry(string path, string up, string related, string content) => $"<entry><link rel=\"self\" href=\"{Base}{path}\"/><link rel=\"up\" href=\"{Base}{up}\"/>{(related == "" ? "" : $"<link rel=\"related\" href=\"{related}\"/>")}<content>{content}</content></entry>";
        var start = new DateTimeOffset(from.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(summer ? 11 : 10)).ToUnixTimeSeconds();
        var readings = string.Concat(Enumerable.Range(0, days * 2).Select(half => $"<IntervalReading><cost>75000</cost><timePeriod><duration>43200</duration><start>{start + half * 43200}</start></timePeriod><value>5000</value></IntervalReading>"));
        return $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom">
            {Entry(meter, "", "", "<UsagePoint xmlns=\"http://naesb.org/espi\"><ServiceCategory><kind>0</kind></ServiceCategory></UsagePoint>")}
            {Entry($"{meter}/MeterReading/01", $"{meter}/MeterReading", "https://x.example/ReadingType/7", "<MeterReading xmlns=\"http://naesb.org/espi\"/>")}
            <entry><link rel="self" href="https://x.example/ReadingType/7"/><content><ReadingType xmlns="http://naesb.org/espi"><accumulationBehaviour>4</accumulationBehaviour><commodity>1</commodity><currency>{currency}</currency><flowDirection>1</flowDirection><powerOfTenMultiplier>0</powerOfTenMultiplier><uom>{unit}</uom></ReadingType></content></entry>
            {Entry($"{meter}/MeterReading/01/IntervalBlock/1", $"{meter}/MeterReading/01/IntervalBlock", "", $"<IntervalBlock xmlns=\"http://naesb.org/espi\">{readings}</IntervalBlock>")}
            </feed>
            """;
    }
}
