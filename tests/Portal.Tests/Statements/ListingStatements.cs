using OrchardCore.Portal.Statements;
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
            Assert.Contains(System.Net.WebUtility.HtmlEncode(text), page, StringComparison.Ordinal);
    }

    internal static Statement StatementOf(string number, string account) => new()
    {
        Number = number, AccountNumber = account, IssuedOn = new DateOnly(2026, 11, 14), DueOn = new DateOnly(2026, 12, 4),
        PreviousBalance = new Money(14820), Payments = new Money(14820), Adjustments = Money.Zero, CarriedForward = Money.Zero,
        CurrentCharges = new Money(16187), CurrentBalance = new Money(16187), Tax = new Money(1472),
    };
}
