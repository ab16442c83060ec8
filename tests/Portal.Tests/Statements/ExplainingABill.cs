using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using OrchardCore.Portal.Charges;
using OrchardCore.Portal.EnergyServices;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Tests.Statements;

public sealed partial class ExplainingABill
{
    [Fact]
    public async Task Days_usage_and_price_make_up_the_difference_to_the_cent()
    {
        await using var portal = await WithBillsAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var page = await PageAsync(priya, "/statements/NOW");

        // Last: 30 days × $1.00 + 300 kWh × $0.30 = $120.00. Now: 33 days × $1.00 + 390 kWh × $0.3123 = $154.80 (33.00 + 121.80).
        // Days: 3 × $1.00 + 30 kWh × $0.30 = $12.00. Usage: 60 kWh × $0.30 = $18.00. Price: what is left, $4.80.
        Assert.Contains("Up $34.80 on the last statement ($120.00): $12.00 because of 33 days instead of 30, $18.00 more usage, $4.80 higher prices.", page, StringComparison.Ordinal);
        Assert.Contains("<tfoot><tr><th scope=\"row\">Altogether</th><td></td><td class=\"end money\">+$34.80</td></tr></tfoot>", page, StringComparison.Ordinal);
        Assert.Equal(34.80m, Sum(Reasons().Match(page).Value));
    }

    [Fact]
    public async Task The_same_bill_of_last_year_stands_beside_it_though_others_came_between()
    {
        await using var portal = await WithBillsAsync();
        await portal.AddAsync("lumen", Bill("YEAR", new(2025, 10, 13), 31, 10000), Line("YEAR", 1, "Daily supply", 31, "day", 1m, 3100), Line("YEAR", 2, "Anytime usage", 230, "kWh", 0.30m, 6900),
            Bill("OTHER", new(2025, 8, 13), 31, 5000), Line("OTHER", 1, "Daily supply", 50, "day", 1m, 5000));
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var page = await PageAsync(priya, "/statements/NOW");

        Assert.Contains("Up $54.80 on the same statement last year ($100.00)", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/lumen/statements/YEAR\">A year ago</a>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/statements/OTHER\">A year ago", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fewer_days_and_more_sun_make_it_less_and_a_new_fee_is_said_to_be_one()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen",
            Bill("OLD", new(2026, 9, 13), 30, 5350), Line("OLD", 1, "Daily supply", 30, "day", 2m, 6000), Line("OLD", 2, "Solar sent to the grid", 100, "kWh", -0.065m, -650),
            Bill("NOW", new(2026, 10, 13), 30, 6050), Line("NOW", 1, "Daily supply", 30, "day", 2m, 6000), Line("NOW", 2, "Solar sent to the grid", 200, "kWh", -0.065m, -1300), Line("NOW", 3, "Late fee", null, "", null, 1350));
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var page = await PageAsync(priya, "/statements/NOW");

        Assert.Contains("Up $7.00 on the last statement ($53.50): $6.50 off because more solar was sent to the grid, $13.50 more in other charges.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tax_on_top_is_a_reason_of_its_own_at_a_retailer_whose_charges_are_before_it()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("tidewater",
            Bill("OLD", new(2026, 9, 13), 30, 6000, tax: 600), Line("OLD", 1, "Hot water", 10, "kL", 6m, 6000),
            Bill("NOW", new(2026, 10, 13), 30, 9000, tax: 900), Line("NOW", 1, "Hot water", 15, "kL", 6m, 9000));
        var noor = await portal.SignedInAsync("tidewater", "noor@home.example", "1001");

        var page = await PageAsync(noor, "/statements/NOW");

        Assert.Contains("Up $33.00 on the last bill ($66.00): $30.00 more usage, $3.00 more GST.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_reason_is_given_that_the_lines_do_not_show()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", Bill("OLD", new(2026, 9, 13), 30, 6000), Line("OLD", 1, "Daily supply", 10, "day", 1m, 1000),   // $50 of it are not listed
            Bill("NOW", new(2026, 10, 13), 30, 9000), Line("NOW", 1, "Daily supply", 90, "day", 1m, 9000));
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var page = await PageAsync(priya, "/statements/NOW");

        Assert.Contains("Up $30.00 on the last statement ($60.00).", page, StringComparison.Ordinal);
        Assert.Contains("We cannot say why", page, StringComparison.Ordinal);
        Assert.DoesNotContain("more usage", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_leads_to_its_days_in_usage_and_the_first_bill_has_nothing_to_be_compared_with()
    {
        await using var portal = await WithBillsAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        Assert.Contains("href=\"/lumen/usage?service=1010101", await PageAsync(priya, "/statements/NOW"), StringComparison.Ordinal);
        Assert.Contains("This is your first statement", await PageAsync(priya, "/statements/OLD"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bill_of_another_account_is_never_compared_with()
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", Bill("THEIRS", new(2026, 9, 13), 30, 77700, account: "2002"), Bill("NOW", new(2026, 10, 13), 30, 9000));
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var page = await PageAsync(priya, "/statements/NOW");

        Assert.DoesNotContain("777", page, StringComparison.Ordinal);
        Assert.Contains("This is your first statement", page, StringComparison.Ordinal);
    }

    private static async Task<PortalApp> WithBillsAsync()
    {
        var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen",
            Bill("OLD", new(2026, 9, 10), 30, 12000), Line("OLD", 1, "Daily supply", 30, "day", 1m, 3000), Line("OLD", 2, "Anytime usage", 300, "kWh", 0.30m, 9000, new(2026, 9, 10), 30),
            Bill("NOW", new(2026, 10, 10), 33, 15480), Line("NOW", 1, "Daily supply", 33, "day", 1m, 3300), Line("NOW", 2, "Anytime usage", 390, "kWh", 0.3123m, 12180, new(2026, 10, 10), 33),
            new EnergyService { AccountNumber = "1001", MeterNumber = "1010101", Type = "electricity", AddressLine1 = "14 Banksia Street", City = "Newtown", Postcode = "2042", MoveInOn = new DateOnly(2024, 1, 1) });
        return portal;
    }

    private static Statement Bill(string number, DateOnly from, int days, long charges, long tax = 0, string account = "1001") => new()
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

    private static Charge Line(string number, int line, string text, decimal? units, string unit, decimal? rate, long minor, DateOnly? from = null, int days = 0) => new()
    {
        StatementNumber = number,
        LineNumber = line,
        AccountNumber = "1001",
        MeterNumber = "1010101",
        Rollup = unit is "" ? "Fees" : "Electricity",
        Description = text,
        StartsOn = from,
        EndsOn = from?.AddDays(days - 1),
        Units = units,
        Unit = unit,
        Rate = rate,
        Amount = new Money(minor),
    };

    private static async Task<string> PageAsync(Visitor visitor, string path) => WebUtility.HtmlDecode(await visitor.ReadAsync(path));

    private static decimal Sum(string table) => Amounts().Matches(table).Sum(match => decimal.Parse(match.Groups[1].Value.Replace('\u2212', '-').Replace("$", "", StringComparison.Ordinal), CultureInfo.InvariantCulture));

    [GeneratedRegex("<table class=\"reasons\">.*?</tbody>", RegexOptions.Singleline)] private static partial Regex Reasons();
    [GeneratedRegex("class=\"end money\">([^<]+)</td>")] private static partial Regex Amounts();
}
