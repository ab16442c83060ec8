using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Payments.AutoPay;
using OrchardCore.Portal.Payments.Methods;
using OrchardCore.Portal.StripeSandbox;

namespace OrchardCore.Portal.Tests.Payments;

/// <summary>The clock stands at 22 November 2026, noon in Sydney; the statement is due on 4 December.</summary>
public sealed class PayingByItself
{
    private static readonly TimeSpan ToTheDueDay = TimeSpan.FromDays(12);

    [Fact]
    public async Task A_statement_is_announced_and_then_paid_on_its_due_date_once()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.AutoPayingAsync();
        foreach (var path in new[] { "/", "/pay", "/pay/autopay" })   // wherever the same might be paid by hand
            Assert.Contains("$161.87 on Friday 4 December 2026 from Visa ending 4242", await priya.ReadAsync(path), StringComparison.Ordinal);

        app.Portal.Clock.Advance(TimeSpan.FromDays(9));
        await RunAsync(app);
        Assert.Contains("AutoPay: $161.87 on 4 Dec 2026", await SubjectsAsync(app));
        Assert.Equal(16187, await app.BalanceAsync());

        app.Portal.Clock.Advance(TimeSpan.FromDays(3));
        await Task.WhenAll(RunAsync(app), RunAsync(app));
        await RunAsync(app);

        Assert.Equal(0, await app.BalanceAsync());
        Assert.Single(app.Sandbox.Payments(PayingApp.Key("lumen")), payment => payment.Received > 0);
        Assert.Equal(DebitState.Paid, (await DebitAsync(app)).State);
        Assert.Contains("Receipt for your payment of $161.87", await SubjectsAsync(app));
    }

    [Fact]
    public async Task A_decline_is_mailed_with_its_reason_and_tried_again_by_rule_then_given_up()
    {
        await using var app = await PayingApp.StartAsync();
        await app.AutoPayingAsync(Decision.SaveDecliningCard);
        app.Portal.Clock.Advance(ToTheDueDay);
        await RunAsync(app);
        var first = await DebitAsync(app);
        Assert.Equal((DebitState.Again, new DateOnly(2026, 12, 7)), (first.State, first.On));

        app.Portal.Clock.Advance(TimeSpan.FromDays(3));
        await RunAsync(app);
        Assert.Equal(new DateOnly(2026, 12, 14), (await DebitAsync(app)).On);
        app.Portal.Clock.Advance(TimeSpan.FromDays(7));
        await RunAsync(app);

        Assert.Equal(DebitState.Failed, (await DebitAsync(app)).State);
        Assert.Equal(16187, await app.BalanceAsync());
        var subjects = await SubjectsAsync(app);
        Assert.Equal(2, subjects.Count(subject => subject == "AutoPay could not take $161.87"));
        Assert.Single(subjects, subject => subject == "AutoPay could not take $161.87: please pay by hand");
        Assert.DoesNotContain(subjects, subject => subject.Contains("did not go through", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bank_that_asks_for_the_customer_is_not_asked_again()
    {
        await using var app = await PayingApp.StartAsync();
        await app.AutoPayingAsync(Decision.SaveAuthenticatingCard);
        app.Portal.Clock.Advance(ToTheDueDay);
        await RunAsync(app);
        Assert.Equal(DebitState.Failed, (await DebitAsync(app)).State);
    }

    [Fact]
    public async Task A_bank_debit_that_fails_days_later_follows_the_same_rule()
    {
        await using var app = await PayingApp.StartAsync();
        await app.AutoPayingAsync(Decision.NeedsBankTime);
        app.Portal.Clock.Advance(ToTheDueDay);
        await RunAsync(app);
        Assert.Equal(DebitState.Asked, (await DebitAsync(app)).State);

        await app.Sandbox.SettleBankAsync(PayingApp.Key("lumen"), app.PaymentOf(), succeeds: false);
        await app.EventsArriveAsync();
        await RunAsync(app);

        Assert.Equal(DebitState.Failed, (await DebitAsync(app)).State);   // "not authorised" needs the customer
        Assert.Contains("AutoPay could not take $161.87: please pay by hand", await SubjectsAsync(app));
    }

    [Fact]
    public async Task What_is_above_the_limit_is_left_to_the_customer()
    {
        await using var app = await PayingApp.StartAsync();
        await app.AutoPayingAsync(cap: "100.00");
        app.Portal.Clock.Advance(ToTheDueDay);
        await RunAsync(app);
        await RunAsync(app);
        Assert.Equal(DebitState.OverCap, (await DebitAsync(app)).State);
        Assert.Equal(16187, await app.BalanceAsync());
        Assert.Single(await SubjectsAsync(app), subject => subject.StartsWith("AutoPay does not pay", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Skipping_leaves_out_one_and_switching_off_leaves_out_all()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.AutoPayingAsync();
        await RunAsync(app);
        await priya.SendAsync("/pay/autopay", [], "/pay/autopay/skip");
        await app.OweAsync(5000, statement: "90017344");
        app.Portal.Clock.Advance(ToTheDueDay);
        await RunAsync(app);
        Assert.Equal(16187, await app.BalanceAsync());   // the second was paid, the first left out

        await priya.SignInAsync("priya@home.example", PortalApp.Password);   // the session has ended meanwhile
        await priya.SendAsync("/pay/autopay", [], "/pay/autopay/off");
        await app.OweAsync(7000, statement: "90017345");
        await RunAsync(app);
        Assert.Equal(23187, await app.BalanceAsync());
        Assert.Contains("AutoPay is off", await SubjectsAsync(app));
    }

    [Fact]
    public async Task What_was_paid_by_hand_before_is_not_taken()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.AutoPayingAsync();
        await RunAsync(app);
        var session = await PayingApp.PressPayAsync(priya);
        await app.Sandbox.DecideAsync(PayingApp.Key("lumen"), session, Decision.Succeed);
        app.Portal.Clock.Advance(ToTheDueDay);
        await RunAsync(app);
        Assert.Equal(DebitState.NotNeeded, (await DebitAsync(app)).State);
        Assert.Equal(0, await app.BalanceAsync());
    }

    [Theory, InlineData(Cut.Before), InlineData(Cut.After)]
    public async Task A_line_that_breaks_in_the_middle_makes_one_payment(Cut cut)
    {
        await using var app = await PayingApp.StartAsync();
        await app.AutoPayingAsync();
        app.Portal.Clock.Advance(ToTheDueDay);
        app.Wire.Fault = request => request.Method == HttpMethod.Post ? cut : Cut.Nowhere;
        await RunAsync(app);
        app.Wire.Fault = _ => Cut.Nowhere;
        await RunAsync(app);
        await RunAsync(app);
        Assert.Equal(0, await app.BalanceAsync());
        Assert.Single(app.Sandbox.Payments(PayingApp.Key("lumen")));
    }

    [Fact]
    public async Task Anothers_saved_card_is_neither_seen_nor_used_nor_removed()
    {
        await using var app = await PayingApp.StartAsync();
        await app.AutoPayingAsync();
        var card = await app.Portal.ReadAsync("lumen", db => db.SavedMethods.Select(method => method.Id).SingleAsync());
        var stranger = await app.Portal.SignedInAsync("lumen", "stranger@home.example", "2002");

        Assert.DoesNotContain("4242", await stranger.ReadAsync("/pay/methods"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.SendAsync("/pay/methods", [], $"/pay/methods/{card}/remove")).StatusCode);
        await stranger.SendAsync("/pay/methods", []);   // the page for saving, left
        await stranger.PostAsync("/pay/autopay", ("__RequestVerificationToken", Visitor.TokenIn(await stranger.ReadAsync("/pay/methods"))), ("method", card), ("days", "0"), ("agree", "true"));
        Assert.Equal(1, await app.Portal.ReadAsync("lumen", db => db.AutoPayPlans.CountAsync()));
    }

    private static Task RunAsync(PayingApp app) => app.Portal.InAsync("lumen", scope => scope.GetRequiredService<AutoPayRun>().RunAsync(default));

    private static Task<AutoPayDebit> DebitAsync(PayingApp app) => app.Portal.ReadAsync("lumen", db => db.AutoPayDebits.AsNoTracking().SingleAsync());

    private static Task<List<string>> SubjectsAsync(PayingApp app) => app.Portal.ReadAsync("lumen", db => db.Mail.AsNoTracking().Select(mail => mail.Subject).ToListAsync());
}
