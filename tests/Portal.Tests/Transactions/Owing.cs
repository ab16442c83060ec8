using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Data;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Tenancy;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Tests.Transactions;

public sealed class Owing
{
    [Fact]
    public async Task Payments_settle_the_oldest_statement_first()
    {
        var standing = await StandingAsync([Bill("S1", 9, 10000), Bill("S2", 10, 10000), Bill("S3", 11, 10000)], paid: 12000);

        Assert.Equal(new Money(18000), standing.AmountDue);
        Assert.Equal([("S3", 10000L), ("S2", 8000L)], standing.Open.Select(one => (one.Number, one.Left.Minor)));
        Assert.True(standing.Open[1].IsPartPaid);
        Assert.Equal(new Money(8000), standing.Overdue);              // S2 was due on 4 November, S3 is due on 4 December
        Assert.Equal(new DateOnly(2026, 11, 4), standing.DueOn);
        Assert.Equal(-18, standing.DaysUntilDue);
    }

    [Fact]
    public async Task An_account_in_credit_owes_nothing()
    {
        var standing = await StandingAsync([Bill("S1", 11, 10000)], paid: 15000);

        Assert.Equal((new Money(-5000), Money.Zero, new Money(5000)), (standing.Balance, standing.AmountDue, standing.Credit));
        Assert.Empty(standing.Open);
        Assert.Null(standing.DueOn);
        Assert.False(standing.IsOverdue);
    }

    [Fact]
    public async Task Debt_from_before_the_first_statement_is_that_statements()
    {
        var standing = await StandingAsync([Bill("S1", 11, 10000)], paid: -2500);   // 25.00 that no statement raised

        Assert.Equal([("S1", 12500L)], standing.Open.Select(one => (one.Number, one.Left.Minor)));
        Assert.False(standing.Open[0].IsPartPaid);
    }

    [Fact]
    public async Task A_payment_in_full_leaves_nothing_open()
    {
        var standing = await StandingAsync([Bill("S1", 10, 9999), Bill("S2", 11, 1)], paid: 10000);

        Assert.True(standing.Balance.IsZero);
        Assert.Empty(standing.Open);
        Assert.Equal("All paid: there is nothing to pay.", standing.InWords(Words()));
        Assert.Equal("", standing.WhenDue(Words()));
    }

    [Theory]
    [InlineData(22, "Due today, Sunday 22 November 2026")]
    [InlineData(23, "Due tomorrow, Monday 23 November 2026")]
    [InlineData(27, "Due Friday 27 November 2026, in 5 days")]
    [InlineData(21, "Was due yesterday, Saturday 21 November 2026")]
    [InlineData(1, "Was due Sunday 1 November 2026, 21 days ago")]
    public void Due_dates_are_said_in_words(int day, string said) => Assert.Equal(said,
        new Standing(new Money(100), [new OpenStatement("S1", new DateOnly(2026, 11, day), new Money(100), new Money(100))], new DateOnly(2026, 11, 22)).WhenDue(Words()));

    private static Wording Words() => new(System.Globalization.CultureInfo.GetCultureInfo("en-AU"), Currency.Of("AUD"), new Dictionary<string, string>());

    private static object[] Bill(string number, int month, long amount) =>
    [
        new Statement
        {
            Number = number, AccountNumber = "1001", IssuedOn = new DateOnly(2026, month, 14), DueOn = new DateOnly(2026, month, 4).AddMonths(1),
            PreviousBalance = Money.Zero, Payments = Money.Zero, Adjustments = Money.Zero, CarriedForward = Money.Zero,
            CurrentCharges = new Money(amount), CurrentBalance = new Money(amount), Tax = Money.Zero,
        },
        Facts.Entry("1001", "B-" + number, LedgerKind.Bill, amount, new DateOnly(2026, month, 14)),
    ];

    private static async Task<Standing> StandingAsync(IEnumerable<object[]> bills, long paid)
    {
        await using var portal = await PortalApp.StartAsync();
        await portal.AddAsync("lumen", [.. bills.SelectMany(rows => rows), Facts.Entry("1001", "P-1", LedgerKind.Payment, -paid, new DateOnly(2026, 11, 20)),
            Facts.Entry("2002", "B-other", LedgerKind.Bill, 777_00, new DateOnly(2026, 11, 20))]);
        Standing standing = null!;
        await portal.InAsync("lumen", async scope => standing = await Standing.OfAsync(scope.GetRequiredService<PortalDb>(),
            new Customer(Guid.Empty, "Priya", "priya@example.com", "1001", []), scope.GetRequiredService<RetailerCalendar>(), CancellationToken.None));
        return standing;
    }
}

internal static class Facts
{
    public static LedgerEntry Entry(string account, string id, LedgerKind kind, long minor, DateOnly on) => new()
    {
        AccountNumber = account,
        On = on,
        Description = $"{kind} {id}",
        Amount = new Money(minor),
        Kind = kind,
        Source = "import",
        SourceId = id,
    };
}
