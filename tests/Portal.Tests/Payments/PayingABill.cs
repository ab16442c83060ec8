using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.StripeSandbox;

namespace OrchardCore.Portal.Tests.Payments;

public sealed class PayingABill
{
    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task A_card_payment_clears_the_balance_even_when_stripe_says_so_twice(string engine)
    {
        await using var app = await PayingApp.StartAsync(engine);
        var priya = await app.OwingAsync(16187);

        var session = await PayingApp.PressPayAsync(priya);
        await app.Sandbox.DecideAsync(PayingApp.Key("lumen"), session, Decision.Succeed);
        app.Sandbox.Switches.DuplicatePercent = 100;
        await app.EventsArriveAsync();
        await app.EventsArriveAsync();

        Assert.Equal(0, await app.BalanceAsync());
        var entry = Assert.Single(await app.LedgerAsync());
        Assert.Equal(-16187, entry.Amount.Minor);
        Assert.Equal("Visa ending 4242", entry.Comments);
        Assert.Contains("Nothing to pay", await priya.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Contains("Visa ending 4242", await priya.ReadAsync("/transactions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_back_from_stripe_shows_what_stripe_says_and_never_what_the_address_says()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.OwingAsync(16187);
        var session = await PayingApp.PressPayAsync(priya);
        var back = $"/pay/{(await app.AttemptAsync(session)).Id:N}";

        var unpaid = await priya.ReadAsync(back);   // as the success address, without having paid
        await app.Sandbox.DecideAsync(PayingApp.Key("lumen"), session, Decision.Decline);
        var declined = await priya.ReadAsync(back + "?back=1");
        await app.Sandbox.DecideAsync(PayingApp.Key("lumen"), session, Decision.Succeed);
        var paid = await priya.ReadAsync(back + "?back=1");   // as the cancel address, after having paid

        Assert.Contains("<h1>Cancelled</h1>", unpaid, StringComparison.Ordinal);
        Assert.Contains("<h1>Declined</h1>", declined, StringComparison.Ordinal);
        Assert.Contains("No money has been taken", declined, StringComparison.Ordinal);
        Assert.Contains("<h1>Paid</h1>", paid, StringComparison.Ordinal);
        Assert.Contains("All paid", paid, StringComparison.Ordinal);
        Assert.Equal(0, await app.BalanceAsync());   // no webhook was needed
    }

    [Fact]
    public async Task A_bank_debit_stays_processing_blocks_a_second_payment_and_is_mailed_when_the_bank_says_no()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.OwingAsync(16187);
        var session = await PayingApp.PressPayAsync(priya);
        await app.Sandbox.DecideAsync(PayingApp.Key("lumen"), session, Decision.NeedsBankTime);
        await app.EventsArriveAsync();

        Assert.Contains("<h1>Processing</h1>", await priya.ReadAsync($"/pay/{(await app.AttemptAsync(session)).Id:N}"), StringComparison.Ordinal);
        Assert.Equal(16187, await app.BalanceAsync());   // not in the ledger before the bank has answered
        Assert.Contains(">Pending<", await priya.ReadAsync("/transactions"), StringComparison.Ordinal);
        var pay = await priya.ReadAsync("/pay");
        Assert.Contains("is with your bank", pay, StringComparison.Ordinal);
        Assert.DoesNotContain("Pay now", pay, StringComparison.Ordinal);

        await app.Sandbox.SettleBankAsync(PayingApp.Key("lumen"), app.PaymentOf(), succeeds: false);
        await app.EventsArriveAsync();

        Assert.Equal(PaymentState.Failed, (await app.AttemptAsync(session)).State);
        Assert.Equal(16187, await app.BalanceAsync());
        Assert.Contains("Pay now", await priya.ReadAsync("/pay"), StringComparison.Ordinal);
        var mails = await app.Portal.ReadAsync("lumen", db => db.Set<OrchardCore.Portal.Notifications.MailMessage>().AsNoTracking().Select(mail => mail.Subject).ToListAsync());
        Assert.Contains("Your payment of $161.87 is on its way", mails);
        Assert.Contains("Your payment of $161.87 did not go through", mails);
    }

    [Fact]
    public async Task Two_browsers_that_press_pay_at_once_make_one_payment()
    {
        await using var app = await PayingApp.StartAsync();
        var first = await app.OwingAsync(16187);
        var second = app.Portal.Visit();
        await second.SignInAsync("priya@home.example", PortalApp.Password);

        var sessions = await Task.WhenAll(PayingApp.PressPayAsync(first), PayingApp.PressPayAsync(second), PayingApp.PressPayAsync(first), PayingApp.PressPayAsync(second));
        await app.Sandbox.DecideAsync(PayingApp.Key("lumen"), sessions[0], Decision.Succeed);
        await app.EventsArriveAsync();

        Assert.Single(sessions.Distinct());
        Assert.Single(app.Sandbox.Payments(PayingApp.Key("lumen")), payment => payment.Received > 0);
        Assert.Equal(0, await app.BalanceAsync());
        Assert.DoesNotContain("Pay now", await second.ReadAsync("/pay"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_amount_closes_the_page_that_was_open()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.OwingAsync(16187);
        var all = await PayingApp.PressPayAsync(priya);

        var part = await PayingApp.PressPayAsync(priya, "other", "$50.00");
        await app.Sandbox.DecideAsync(PayingApp.Key("lumen"), part, Decision.Succeed);
        await app.EventsArriveAsync();

        Assert.NotEqual(all, part);
        Assert.Equal(PaymentState.Cancelled, (await app.AttemptAsync(all)).State);
        Assert.Equal(11187, await app.BalanceAsync());
        await Assert.ThrowsAnyAsync<Exception>(() => app.Sandbox.DecideAsync(PayingApp.Key("lumen"), all, Decision.Succeed));
    }

    [Theory]
    [InlineData("other", "161.88", "more than you owe")]
    [InlineData("other", "0.10", "the least that can be paid")]
    [InlineData("other", "-5", "Enter an amount")]
    [InlineData("other", "12.345", "Enter an amount")]
    [InlineData("other", "", "Enter an amount")]
    [InlineData("other", "0", "Enter an amount")]
    [InlineData("other", "1e2", "Enter an amount")]
    [InlineData("other", "1,50", "Enter an amount")]   // one and a half, or a hundred and fifty?
    [InlineData("other", "1.00,00", "Enter an amount")]
    [InlineData("other", "$-5", "Enter an amount")]
    [InlineData("other", "+50", "Enter an amount")]
    [InlineData("other", "١٠", "Enter an amount")]
    [InlineData("other", "5 0", "Enter an amount")]
    [InlineData("other", "NaN", "Enter an amount")]
    [InlineData("other", "999,999,999.00", "more than you owe")]
    [InlineData("everything", "", "Choose one")]
    public async Task An_amount_that_cannot_be_paid_is_refused_in_words(string choice, string other, string words)
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.OwingAsync(16187);

        var page = await (await priya.SendAsync("/pay", [("amount", choice), ("other", other), ("statement", "")])).Content.ReadAsStringAsync();

        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Equal(0, app.Wire.Calls);
    }

    [Fact]
    public async Task What_stripe_cannot_take_at_once_is_told_before_it_is_asked()
    {
        await using var app = await PayingApp.StartAsync();
        var factory = await app.OwingAsync(250_000_000);

        var page = await (await factory.SendAsync("/pay", [("amount", "due"), ("other", ""), ("statement", "")])).Content.ReadAsStringAsync();

        Assert.Contains("One payment can be $999,999.99 at most", page, StringComparison.Ordinal);
        Assert.Equal(0, app.Wire.Calls);
        await PayingApp.PressPayAsync(factory, "other", "$999,999.99");
    }

    [Fact]
    public async Task What_was_looked_over_is_what_is_paid()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.OwingAsync(16187);
        var review = await (await priya.SendAsync("/pay", [("amount", "due"), ("other", ""), ("statement", "")])).Content.ReadAsStringAsync();
        await app.OweAsync(1000, statement: "90017344");   // a new bill comes in between

        var answer = await priya.PostAsync("/pay/start", ("__RequestVerificationToken", Visitor.TokenIn(review)), ("amount", "due"), ("other", ""), ("statement", ""), ("seen", "16187"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("The amount has changed", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refunds_and_disputes_follow_in_the_ledger_and_what_is_taken_back_comes_back()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.OwingAsync(16187);
        var session = await PayingApp.PressPayAsync(priya);
        var key = PayingApp.Key("lumen");
        await app.Sandbox.DecideAsync(key, session, Decision.Succeed);
        await app.EventsArriveAsync();

        var refund = await app.Sandbox.RefundAsync(key, app.PaymentOf(), 2000);
        await app.EventsArriveAsync();
        Assert.Equal(2000, await app.BalanceAsync());
        Assert.Contains(">Refunded<", await priya.ReadAsync("/transactions"), StringComparison.Ordinal);

        await app.Sandbox.SettleRefundAsync(key, refund, succeeds: false);
        await app.EventsArriveAsync();
        Assert.Equal(0, await app.BalanceAsync());

        var dispute = await app.Sandbox.DisputeAsync(key, app.PaymentOf());
        await app.EventsArriveAsync();
        Assert.Equal(16187, await app.BalanceAsync());
        Assert.Contains("<h1>Disputed</h1>", await priya.ReadAsync($"/pay/{(await app.AttemptAsync(session)).Id:N}"), StringComparison.Ordinal);

        await app.Sandbox.CloseDisputeAsync(key, dispute, won: true);
        await app.EventsArriveAsync();
        Assert.Equal(0, await app.BalanceAsync());
        Assert.Equal(PaymentState.Paid, (await app.AttemptAsync(session)).State);
    }

    [Theory, InlineData(Cut.Before), InlineData(Cut.After)]
    public async Task A_line_that_breaks_takes_no_money_and_the_next_press_finds_the_same_page(Cut cut)
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.OwingAsync(16187);
        app.Wire.Fault = request => request.Method == HttpMethod.Post ? cut : Cut.Nowhere;
        var review = await (await priya.SendAsync("/pay", [("amount", "due"), ("other", ""), ("statement", "")])).Content.ReadAsStringAsync();
        var broken = await priya.PostAsync("/pay/start", ("__RequestVerificationToken", Visitor.TokenIn(review)), ("amount", "due"), ("other", ""), ("statement", ""), ("seen", "16187"));
        Assert.Contains("No money has been taken", await broken.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        app.Wire.Fault = _ => Cut.Nowhere;
        var session = await PayingApp.PressPayAsync(priya);
        await app.Sandbox.DecideAsync(PayingApp.Key("lumen"), session, Decision.Succeed);
        await app.EventsArriveAsync();

        Assert.Equal(0, await app.BalanceAsync());
        Assert.Equal(1, await app.Portal.ReadAsync("lumen", db => db.PaymentAttempts.CountAsync()));
    }

    [Fact]
    public async Task A_payment_that_comes_back_in_an_import_is_the_same_fact()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.OwingAsync(16187);
        var session = await PayingApp.PressPayAsync(priya);
        await app.Sandbox.DecideAsync(PayingApp.Key("lumen"), session, Decision.Succeed);
        var reference = (await app.AttemptAsync(session)).Reference;
        // The billing system was faster than the webhook.
        await app.Portal.AddAsync("lumen", new OrchardCore.Portal.Transactions.LedgerEntry
        {
            AccountNumber = "1001",
            On = new DateOnly(2026, 11, 22),
            Description = "Card payment",
            Amount = new Words.Money(-16187),
            Kind = OrchardCore.Portal.Transactions.LedgerKind.Payment,
            Source = "import",
            SourceId = reference,
        });
        await app.EventsArriveAsync();

        Assert.Equal(0, await app.BalanceAsync());
        Assert.Empty(await app.LedgerAsync());
        Assert.Equal(PaymentState.Paid, (await app.AttemptAsync(session)).State);
    }

    [Fact]
    public async Task A_retailer_without_keys_shows_how_else_to_pay()
    {
        await using var portal = await PortalApp.StartAsync();
        var priya = await portal.SignedInAsync("lumen", "priya@home.example", "1001");

        var page = await priya.ReadAsync("/pay");

        Assert.DoesNotContain("Pay now", page, StringComparison.Ordinal);
        Assert.Contains("BPAY", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Test mode", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_at_stripe_that_was_overtaken_does_not_put_back_what_it_saw()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.OwingAsync(16187);
        var session = await PayingApp.PressPayAsync(priya);
        await app.Sandbox.DecideAsync(PayingApp.Key("lumen"), session, Decision.NeedsBankTime);
        var id = (await app.AttemptAsync(session)).Id;
        Task LookAsync() => app.Portal.InAsync("lumen", scope => scope.GetRequiredService<SettlePayment>().RunAsync(id, default));
        await LookAsync();

        app.Wire.Meanwhile = async () =>
        {
            await app.Sandbox.SettleBankAsync(PayingApp.Key("lumen"), app.PaymentOf(), succeeds: true);
            await LookAsync();
        };
        await LookAsync();

        Assert.Equal(0, await app.BalanceAsync());
        Assert.Single(await app.LedgerAsync());
        Assert.Equal(PaymentState.Paid, (await app.AttemptAsync(session)).State);
    }
}
