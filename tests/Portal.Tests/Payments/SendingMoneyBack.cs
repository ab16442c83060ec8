using System.Net;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.StripeSandbox;
using OrchardCore.Portal.Tests.SignIn;

namespace OrchardCore.Portal.Tests.Payments;

/// <summary>Refunds and disputes: who is told, once for each fact, however often Stripe tells it.</summary>
public sealed class SendingMoneyBack
{
    private static readonly string Key = PayingApp.Key("lumen");

    [Fact]
    public async Task A_part_that_is_refunded_is_mailed_to_the_payer_once_and_again_when_the_bank_sends_it_back()
    {
        await using var app = await PaidAsync();
        app.Sandbox.Switches.DuplicatePercent = 100;

        var refund = await app.Sandbox.RefundAsync(Key, app.PaymentOf(), 2000);
        await app.EventsArriveAsync();
        await app.EventsArriveAsync();
        Assert.Single(await MailsAsync(app, "priya@home.example"), mail => mail.Subject == "Refund of $20.00");

        await app.Sandbox.SettleRefundAsync(Key, refund, succeeds: false);
        await app.EventsArriveAsync();
        await app.EventsArriveAsync();

        Assert.Single(await MailsAsync(app, "priya@home.example"), mail => mail.Subject == "Your refund of $20.00 did not arrive");
        Assert.Contains("on your account again", await TextAsync(app, "PaymentMail", "Your refund"), StringComparison.Ordinal);
        Assert.Single(await MailsAsync(app, Office), mail => mail.Subject.StartsWith("A refund of $20.00 did not arrive", StringComparison.Ordinal));
        Assert.Contains("lost or stolen card", await TextAsync(app, "ReturnOfficeMail", "A refund"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refund_that_waits_is_told_of_when_it_is_sent_and_not_before()
    {
        await using var app = await PaidAsync();
        var refund = await app.Sandbox.RefundAsync(Key, app.PaymentOf(), 2000, "pending");
        await app.EventsArriveAsync();
        Assert.DoesNotContain(await MailsAsync(app, "priya@home.example"), mail => mail.Subject.StartsWith("Refund", StringComparison.Ordinal));

        await app.Sandbox.SettleRefundAsync(Key, refund, succeeds: true);
        await app.EventsArriveAsync();
        Assert.Single(await MailsAsync(app, "priya@home.example"), mail => mail.Subject == "Refund of $20.00");
    }

    [Theory, InlineData(true, "is won"), InlineData(false, "is lost")]
    public async Task A_dispute_is_told_to_the_retailer_when_it_opens_and_when_it_is_decided(bool won, string words)
    {
        await using var app = await PaidAsync();
        await app.Portal.AddSignInAsync("lumen", "billing@lumen.example", "billing");
        await app.Portal.AddSignInAsync("lumen", "editor@lumen.example", "editor");
        app.Sandbox.Switches.DuplicatePercent = 100;
        var dispute = await app.Sandbox.DisputeAsync(Key, app.PaymentOf());
        await app.EventsArriveAsync();

        Assert.Single(await MailsAsync(app, Office), mail => mail.Subject.StartsWith("A payment of $161.87 is disputed", StringComparison.Ordinal));
        var attempt = await app.Portal.ReadAsync("lumen", db => db.PaymentAttempts.AsNoTracking().SingleAsync());
        var opened = await TextAsync(app, "ReturnOfficeMail", "A payment of $161.87 is disputed");
        Assert.Contains("until Sunday 6 December 2026", opened, StringComparison.Ordinal);
        Assert.Contains($"/admin/payments/{attempt.Id:N}", opened, StringComparison.Ordinal);

        await app.Sandbox.CloseDisputeAsync(Key, dispute, won);
        await app.EventsArriveAsync();
        await app.EventsArriveAsync();
        Assert.Single(await MailsAsync(app, Office), mail => mail.Subject.Contains(words, StringComparison.Ordinal));
        Assert.Equal(won ? ReturnState.DisputeWon : ReturnState.DisputeLost, (await app.Portal.ReadAsync("lumen", db => db.PaymentReturns.AsNoTracking().SingleAsync())).State);

        Assert.Equal(2, (await MailsAsync(app, "billing@lumen.example")).Count);
        Assert.Empty(await MailsAsync(app, "editor@lumen.example"));
        var billing = app.Portal.Visit();
        await billing.SignInAsync("billing@lumen.example", PortalApp.Password);
        var page = WebUtility.HtmlDecode(await billing.ReadAsync($"/admin/payments/{attempt.Id:N}"));
        Assert.Contains(won ? "Dispute won" : "Dispute lost", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_of_the_bank_moves_no_money_and_is_told_to_the_retailer()
    {
        await using var app = await PaidAsync();
        await app.Sandbox.DisputeAsync(Key, app.PaymentOf(), inquiry: true);
        await app.EventsArriveAsync();
        Assert.Single(await MailsAsync(app, Office), mail => mail.Subject.StartsWith("A bank asks about a payment of $161.87", StringComparison.Ordinal));
        Assert.Equal(0, await app.BalanceAsync());
    }

    [Fact]
    public async Task A_bank_debit_that_failed_is_told_also_when_every_event_before_was_lost()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.OwingAsync(16187);
        app.Sandbox.Switches.DropPercent = 100;
        await app.Sandbox.DecideAsync(Key, await PayingApp.PressPayAsync(priya), Decision.NeedsBankTime);
        await app.Sandbox.DeliverAsync();
        app.Sandbox.Switches.DropPercent = 0;
        await app.Sandbox.SettleBankAsync(Key, app.PaymentOf(), succeeds: false);
        await app.EventsArriveAsync();
        await app.EventsArriveAsync();
        Assert.Single(await MailsAsync(app, "priya@home.example"), mail => mail.Subject == "Your payment of $161.87 did not go through");
    }

    private const string Office = "help@lumen.example.com";

    private static async Task<PayingApp> PaidAsync()
    {
        var app = await PayingApp.StartAsync();
        var priya = await app.OwingAsync(16187);
        await app.Sandbox.DecideAsync(Key, await PayingApp.PressPayAsync(priya), Decision.Succeed);
        await app.EventsArriveAsync();
        return app;
    }

    private static Task<List<MailMessage>> MailsAsync(PayingApp app, string to) => app.Portal.ReadAsync("lumen", db => db.Mail.AsNoTracking().Where(mail => mail.To == to).ToListAsync());

    /// <summary>What a mail says that was delivered.</summary>
    private static async Task<string> TextAsync(PayingApp app, string kind, string subject)
    {
        var written = await app.Portal.ReadAsync("lumen", db => db.Mail.CountAsync(mail => mail.Kind == "Payments/Attempts/" + kind));
        return (await app.Portal.MailsAsync("lumen", kind, written)).First(mail => mail.Subject!.StartsWith(subject, StringComparison.Ordinal)).TextBody!;
    }
}
