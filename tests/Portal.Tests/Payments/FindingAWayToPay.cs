using System.Net;
using OrchardCore.Portal.Payments;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Tests.Statements;
using OrchardCore.Portal.Tests.Transactions;
using OrchardCore.Portal.Transactions;

namespace OrchardCore.Portal.Tests.Payments;

public sealed class FindingAWayToPay
{
    [Fact]
    public async Task The_page_says_how_much_for_what_and_how()
    {
        await using var portal = await OpeningAStatement.WithBillAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var page = WebUtility.HtmlDecode(await priya.ReadAsync("/pay"));

        foreach (var text in new[] { "$161.87", "Due Friday 4 December 2026, in 12 days", "/lumen/statements/90017343", "Biller code", "123456", ">1001<", "/lumen/contact?type=hardship", "/lumen/contact?type=payment-extension" })
            Assert.Contains(text, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_in_credit_is_told_so()
    {
        await using var portal = await OpeningAStatement.WithBillAsync();
        await portal.AddAsync("lumen", Facts.Entry("1001", "P-1", LedgerKind.Payment, -20000, new DateOnly(2026, 11, 20)));
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var page = WebUtility.HtmlDecode(await priya.ReadAsync("/pay"));

        Assert.Contains("Your account is $38.13 in credit: there is nothing to pay.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Biller code 123456, reference: your account number", "", "Biller code=123456;Reference=2041")]
    [InlineData("BSB 000-000, account 1234 5678, reference: your account number", "", "BSB=000-000;Account=1234 5678;Reference=2041")]
    [InlineData("1800 975 709, any time. Have your account number and card ready.", "1800 975 709, any time. Have your account number and card ready.", "")]
    public void Numbers_are_picked_out_of_the_retailers_sentence(string detail, string text, string numbers)
    {
        var retailer = new Retailer { Id = "r", Name = "R", CurrencyCode = "AUD", TimeZone = "Australia/Sydney", Culture = "en-AU", PaymentOptions = [new("Way", detail)] };

        var way = Assert.Single(PaymentWay.Of(retailer, "2041"));

        Assert.Equal(text, way.Text);
        Assert.Equal(numbers, string.Join(';', way.Numbers.Select(number => $"{number.Label}={number.Text}")));
    }
}
