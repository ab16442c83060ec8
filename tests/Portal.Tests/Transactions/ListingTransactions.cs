using System.Net;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Tests.Transactions;

public sealed class ListingTransactions
{
    [Fact]
    public async Task Each_entry_shows_the_balance_after_it_on_every_page_and_under_every_filter()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        // 60 entries of 1.00 on 20 days, three a day: the balance after the n-th is n.
        await portal.AddAsync("lumen", [.. Enumerable.Range(1, 60).Select(n => Facts.Entry("1001", $"E-{n:00}", n % 3 == 0 ? LedgerKind.Adjustment : LedgerKind.Bill, 100, new DateOnly(2026, 10, 1).AddDays((n - 1) / 3)))]);
        await portal.AddAsync("lumen", Facts.Entry("2002", "X-1", LedgerKind.Bill, 55500, new DateOnly(2026, 10, 2)));

        var first = await priya.ReadAsync("/transactions");
        var last = await priya.ReadAsync("/transactions?page=3");
        var adjusted = await priya.ReadAsync("/transactions?kind=adjustment&sort=date");

        Assert.Contains("1–25 of 60 transactions", WebUtility.HtmlDecode(first), StringComparison.Ordinal);
        Assert.Equal(["$60.00", "$59.00", "$58.00"], Balances(first).Take(3));
        Assert.Equal("$1.00", Balances(last)[^1]);
        Assert.Equal(["$3.00", "$6.00", "$9.00"], Balances(adjusted).Take(3));
        Assert.DoesNotContain("X-1", first + last + adjusted, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_carries_a_real_minus_and_its_method_in_words()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.AddAsync("lumen",
            Payment("P-1", PaymentMethod.DirectDebit, "<b>bold</b> thanks"), Payment("P-2", PaymentMethod.Transfer, "Pending: may take 3 days"),
            new LedgerEntry { AccountNumber = "1001", On = new DateOnly(2026, 11, 3), Description = "Direct debit returned", Amount = new Money(5000), Kind = LedgerKind.Refund, Method = PaymentMethod.DirectDebit, Source = "import", SourceId = "R-1" });

        var page = WebUtility.HtmlDecode(await priya.ReadAsync("/transactions"));

        foreach (var text in new[] { "\u2212$50.00", "Direct debit", "Bank transfer", "Pending", "Returned", "Pay my bill" }) Assert.Contains(text, page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;bold&lt;/b&gt;", await priya.ReadAsync("/transactions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_has_raw_numbers_and_no_formula()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");
        await portal.AddAsync("lumen", Payment("P-1", PaymentMethod.Card, "=HYPERLINK(\"http://evil\")"));

        var file = await (await priya.GetAsync("/transactions?format=csv")).Content.ReadAsStringAsync();

        Assert.StartsWith("\uFEFFDate,Description,Amount,Payment Method,Comments,Balance after,", "\uFEFF" + file.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains("2026-11-02,", file, StringComparison.Ordinal);
        Assert.Contains(",-50.00,Card,", file, StringComparison.Ordinal);
        Assert.DoesNotContain(",=HYPER", file, StringComparison.Ordinal);
        Assert.DoesNotContain(",\"=HYPER", file, StringComparison.Ordinal);
    }

    private static LedgerEntry Payment(string id, PaymentMethod method, string comments) => new()
    {
        AccountNumber = "1001",
        On = new DateOnly(2026, 11, 2),
        Description = "Payment received",
        Amount = new Money(-5000),
        Kind = LedgerKind.Payment,
        Method = method,
        Comments = comments,
        Source = "import",
        SourceId = id,
    };

    private static List<string> Balances(string html) => [.. html.Split("data-label=\"Balance after\"").Skip(1)
        .Select(part => WebUtility.HtmlDecode(part[(part.IndexOf("class=\"money", StringComparison.Ordinal) + 7)..].Split('>')[1].Split('<')[0]))];
}
