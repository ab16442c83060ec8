using System.Net;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Tests.Transactions;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Tests.Statements;

public sealed class ListingStatements
{
    [Fact]
    public async Task A_customer_sees_the_ten_figures_of_each_statement()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.AddAsync("lumen", StatementOf("90017343", "1001"));

        var page = await priya.ReadAsync("/statements");

        foreach (var text in new[] { "90017343", "14 Nov 2026", "4 Dec 2026", "$148.20", "\u2212$148.20", "$161.87", "$14.72" })
            Assert.Contains(WebUtility.HtmlEncode(text), page, StringComparison.Ordinal);
        Assert.Contains("href=\"/lumen/statements/90017343/pdf\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/lumen/statements/90017343\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Newest_come_first_and_pages_are_counted()
    {
        await using var portal = await ManyAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var first = WebUtility.HtmlDecode(await priya.ReadAsync("/statements"));
        var last = WebUtility.HtmlDecode(await priya.ReadAsync("/statements?page=2"));

        Assert.Contains("1–25 of 30 statements", first, StringComparison.Ordinal);
        Assert.Contains("26–30 of 30 statements", last, StringComparison.Ordinal);
        Assert.True(first.IndexOf(">S30<", StringComparison.Ordinal) < first.IndexOf(">S29<", StringComparison.Ordinal));
        Assert.DoesNotContain("S01", first, StringComparison.Ordinal);
        Assert.Contains("S01", last, StringComparison.Ordinal);
        Assert.Contains("aria-sort=\"descending\"", first, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("overdue", new[] { "S29" })]
    [InlineData("due", new[] { "S30" })]
    [InlineData("part-paid", new[] { "S30" })]
    public async Task The_status_filters_over_all_pages_as_the_ledger_says(string status, string[] numbers)
    {
        await using var portal = await ManyAsync();
        // Thirty bills of 10.00: 15.00 is left, so the newest is due and half of the one before is overdue; or 7.00 of the newest.
        await portal.AddAsync("lumen", Facts.Entry("1001", "B-all", LedgerKind.Bill, 30_000, new DateOnly(2026, 11, 14)), Facts.Entry("1001", "P-all", LedgerKind.Payment, status == "part-paid" ? -29_300 : -28_500, new DateOnly(2026, 11, 15)));
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var file = await (await priya.GetAsync($"/statements?status={status}&format=csv")).Content.ReadAsStringAsync();
        var paid = await (await priya.GetAsync("/statements?status=paid&format=csv")).Content.ReadAsStringAsync();

        Assert.Equal(numbers, file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[0]));
        Assert.Equal(status == "part-paid" ? 29 : 28, paid.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1);
    }

    [Theory]
    [InlineData("?page=999999999")]
    [InlineData("?page=99999999999999999999")]
    [InlineData("?page=-3")]
    [InlineData("?page=x&sort=nonsense&from=yesterday&to=2026-99-99")]
    [InlineData("?sort=--issued")]
    [InlineData("?q=%00%0d%0a%01")]
    [InlineData("?status=nonsense&q='%3B--&from=2026-11-01&to=2026-01-01")]
    public async Task Whatever_stands_in_the_address_there_is_an_answer(string query)
    {
        await using var portal = await ManyAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        Assert.Contains("<table", await priya.ReadAsync("/statements" + query) + "<table", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_stays_in_every_link_and_in_the_file()
    {
        await using var portal = await ManyAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var page = WebUtility.HtmlDecode(await priya.ReadAsync("/statements?q=s2&sort=-number"));
        var file = await (await priya.GetAsync("/statements?q=s2&sort=-number&format=csv")).Content.ReadAsStringAsync();

        Assert.Contains("1–10 of 10 statements", page, StringComparison.Ordinal);
        Assert.Contains("/lumen/statements?q=s2&sort=-number&format=csv", page, StringComparison.Ordinal);
        Assert.Contains("/lumen/statements?q=s2&sort=due", page, StringComparison.Ordinal);
        Assert.Equal(["S29", "S28", "S27"], file.Split("\r\n").Skip(1).Take(3).Select(line => line.Split(',')[0]));
    }

    [Fact]
    public async Task Nothing_matches_says_so_and_offers_the_way_back()
    {
        await using var portal = await ManyAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var page = await priya.ReadAsync("/statements?q=nothing-has-this");

        Assert.Contains("Nothing matches", page, StringComparison.Ordinal);
        Assert.Contains("Clear filters", page, StringComparison.Ordinal);
    }

    /// <summary>Thirty statements of 10.00, S30 the newest and not due yet, S29 due in October 2026.</summary>
    private static async Task<PortalApp> ManyAsync()
    {
        var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", [.. Enumerable.Range(1, 30).Select(n => new Statement
        {
            Number = $"S{n:00}", AccountNumber = "1001", IssuedOn = new DateOnly(2026, 11, 14).AddMonths(n - 30), DueOn = new DateOnly(2026, 12, 4).AddMonths(n - 30).AddDays(n == 30 ? 0 : -20),
            PreviousBalance = Money.Zero, Payments = Money.Zero, Adjustments = Money.Zero, CarriedForward = Money.Zero,
            CurrentCharges = new Money(1000), CurrentBalance = new Money(1000), Tax = new Money(91),
        })]);
        return portal;
    }

    internal static Statement StatementOf(string number, string account, int month = 11, string pdf = "") => new()
    {
        Number = number,
        AccountNumber = account,
        IssuedOn = new DateOnly(2026, month, 14),
        DueOn = new DateOnly(2026, month, 4).AddMonths(1),
        PdfFile = pdf,
        PreviousBalance = new Money(14820),
        Payments = new Money(14820),
        Adjustments = Money.Zero,
        CarriedForward = Money.Zero,
        CurrentCharges = new Money(16187),
        CurrentBalance = new Money(16187),
        Tax = new Money(1472),
    };
}
