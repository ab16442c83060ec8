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

    [SkippableTheory, InlineData("Sqlite"), InlineData("PostgreSql")]
    public async Task A_statement_is_announced_and_then_paid_on_its_due_date_once(string engine)
    {
        await using var app = await PayingApp.StartAsync(engine);
        var priya = await app.AutoPayingAsync();
        foreach (var path in new[] { "/", "/pay", "/pay/autopay" })   // wherever the same might be paid by hand
            Assert.Contains("$161.87 on Friday 4 December 2026 from Visa ending 4242", await priya.ReadAsync(path), StringComparison.Ordinal);

        app.Portal.Clock.Advance(TimeSpan.FromDays(9));
        await Task.WhenAll(RunAsync(app), RunAsync(app));
        await RunAsync(app);
        Assert.Single(await SubjectsAsync(app), "AutoPay: $161.87 on 4 Dec 2026");
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
        await ToTheDueDayAsync(app);
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
        await ToTheDueDayAsync(app);
        await RunAsync(app);
        Assert.Equal(DebitState.Failed, (await DebitAsync(app)).State);
    }

    [Fact]
    public async Task A_bank_debit_that_fails_days_later_follows_the_same_rule()
    {
        await using var app = await PayingApp.StartAsync();
        await app.AutoPayingAsync(Decision.NeedsBankTime);
        await ToTheDueDayAsync(app);
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
        await ToTheDueDayAsync(app);
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
        await ToTheDueDayAsync(app);
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
        await ToTheDueDayAsync(app);
        await RunAsync(app);
        Assert.Equal(DebitState.NotNeeded, (await DebitAsync(app)).State);
        Assert.Equal(0, await app.BalanceAsync());
    }

    [Theory, InlineData(Cut.Before), InlineData(Cut.After)]
    public async Task A_line_that_breaks_in_the_middle_makes_one_payment(Cut cut)
    {
        await using var app = await PayingApp.StartAsync();
        await app.AutoPayingAsync();
        await ToTheDueDayAsync(app);
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

    [Fact]
    public async Task A_debit_is_never_made_before_the_day_after_its_notice()
    {
        await using var app = await PayingApp.StartAsync();
        app.Portal.Clock.Advance(ToTheDueDay);   // the statement is due today
        await app.AutoPayingAsync();
        await RunAsync(app);
        await RunAsync(app);
        Assert.Single(await SubjectsAsync(app), "AutoPay: $161.87 on 5 Dec 2026");
        Assert.Equal(16187, await app.BalanceAsync());

        app.Portal.Clock.Advance(TimeSpan.FromDays(1));
        await RunAsync(app);
        Assert.Equal(0, await app.BalanceAsync());
    }

    [Fact]
    public async Task Switching_off_between_notice_and_debit_stops_it()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.AutoPayingAsync();
        await RunAsync(app);
        Assert.Equal(DebitState.Planned, (await DebitAsync(app)).State);

        await priya.SendAsync("/pay/autopay", [], "/pay/autopay/off");
        app.Portal.Clock.Advance(ToTheDueDay);
        await RunAsync(app);

        Assert.Equal(16187, await app.BalanceAsync());
        Assert.Empty(app.Sandbox.Payments(PayingApp.Key("lumen")));
    }

    [Fact]
    public async Task What_was_paid_by_hand_in_between_is_taken_off()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.AutoPayingAsync();
        await RunAsync(app);
        await app.Sandbox.DecideAsync(PayingApp.Key("lumen"), await PayingApp.PressPayAsync(priya, "other", "100.00"), Decision.Succeed);
        await app.EventsArriveAsync();
        app.Portal.Clock.Advance(ToTheDueDay);
        await RunAsync(app);

        Assert.Equal((DebitState.Paid, 6187), ((await DebitAsync(app)).State, (await DebitAsync(app)).Amount.Minor));
        Assert.Equal(0, await app.BalanceAsync());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_payment_by_hand_that_is_with_the_bank_is_waited_for(bool arrives)
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.AutoPayingAsync();
        await RunAsync(app);
        await app.Sandbox.DecideAsync(PayingApp.Key("lumen"), await PayingApp.PressPayAsync(priya), Decision.NeedsBankTime);
        await app.EventsArriveAsync();
        app.Portal.Clock.Advance(ToTheDueDay);
        await RunAsync(app);
        Assert.Equal(DebitState.Planned, (await DebitAsync(app)).State);

        await app.Sandbox.SettleBankAsync(PayingApp.Key("lumen"), app.PaymentOf(), arrives);
        await app.EventsArriveAsync();
        await RunAsync(app);

        Assert.Equal(arrives ? DebitState.NotNeeded : DebitState.Paid, (await DebitAsync(app)).State);
        Assert.Equal(0, await app.BalanceAsync());
    }

    [Fact]
    public async Task Never_more_is_taken_than_the_notice_said()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.AutoPayingAsync();
        await app.Sandbox.DecideAsync(PayingApp.Key("lumen"), await PayingApp.PressPayAsync(priya, "other", "100.00"), Decision.Succeed);
        await app.EventsArriveAsync();
        app.Portal.Clock.Advance(TimeSpan.FromDays(9));
        await RunAsync(app);
        Assert.Contains("AutoPay: $61.87 on 4 Dec 2026", await SubjectsAsync(app));

        await app.Sandbox.RefundAsync(PayingApp.Key("lumen"), app.PaymentOf(), 5000);   // more is open now
        await app.EventsArriveAsync();
        app.Portal.Clock.Advance(TimeSpan.FromDays(3));
        await RunAsync(app);

        Assert.Equal(5000, await app.BalanceAsync());
    }

    /// <summary>The process ends before or after each thing that it saves, and the line before or after each call: the next runs make it one debit, one notice, one receipt.</summary>
    [Fact]
    public async Task A_run_that_is_killed_between_any_two_steps_is_gone_on_with()
    {
        foreach (var kill in Enumerable.Range(1, 7).SelectMany(at => new Kill[] { new("save", at, false), new("save", at, true), new("call", at, false), new("call", at, true) }))
        {
            await using var app = await PayingApp.StartAsync();
            await app.AutoPayingAsync();
            app.Portal.Clock.Advance(TimeSpan.FromDays(9));
            await KilledAsync(app, kill);
            await RunAsync(app);
            app.Portal.Clock.Advance(TimeSpan.FromDays(3));
            await KilledAsync(app, kill);
            await RunAsync(app);
            await RunAsync(app);

            var subjects = await SubjectsAsync(app);
            Assert.True(await app.BalanceAsync() == 0 && (await DebitAsync(app)).State == DebitState.Paid && app.Sandbox.Payments(PayingApp.Key("lumen")).Count == 1
                && subjects.Count(subject => subject.StartsWith("AutoPay: $161.87", StringComparison.Ordinal)) == 1 && subjects.Count(subject => subject == "Receipt for your payment of $161.87") == 1,
                $"{kill}: {await app.BalanceAsync()}, {(await DebitAsync(app)).State}, {app.Sandbox.Payments(PayingApp.Key("lumen")).Count} payments, {string.Join("; ", subjects)}");
        }
    }

    [Fact]
    public async Task A_debit_whose_answer_was_never_heard_is_found_days_later_and_not_asked_for_again()
    {
        await using var app = await PayingApp.StartAsync();
        await app.AutoPayingAsync();
        await ToTheDueDayAsync(app);
        app.Wire.Fault = request => request.Method == HttpMethod.Post ? Cut.After : Cut.Nowhere;
        await RunAsync(app);
        app.Wire.Fault = _ => Cut.Nowhere;
        app.Portal.Clock.Advance(TimeSpan.FromDays(3));   // longer than Stripe keeps the key
        await RunAsync(app);

        Assert.Equal(DebitState.Paid, (await DebitAsync(app)).State);
        Assert.Equal(0, await app.BalanceAsync());
        Assert.Single(app.Sandbox.Payments(PayingApp.Key("lumen")));
    }

    [Fact]
    public async Task Stripes_event_alone_posts_a_debit_whose_answer_was_never_heard_also_when_autopay_is_off_by_then()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.AutoPayingAsync();
        await ToTheDueDayAsync(app);
        app.Wire.Fault = request => request.Method == HttpMethod.Post ? Cut.After : Cut.Nowhere;
        await RunAsync(app);
        app.Wire.Fault = _ => Cut.Nowhere;
        await priya.SignInAsync("priya@home.example", PortalApp.Password);
        Assert.Contains("may still be taken", await priya.FollowAsync(await priya.SendAsync("/pay/autopay", [], "/pay/autopay/off")), StringComparison.Ordinal);
        await app.EventsArriveAsync();

        Assert.Equal(0, await app.BalanceAsync());
        await RunAsync(app);
        Assert.Equal(DebitState.Paid, (await DebitAsync(app)).State);
    }

    [Fact]
    public async Task A_debit_that_stripe_never_heard_of_ends_with_autopay_and_the_account_is_free()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.AutoPayingAsync();
        await ToTheDueDayAsync(app);
        app.Wire.Fault = request => request.Method == HttpMethod.Post ? Cut.Before : Cut.Nowhere;
        await RunAsync(app);
        app.Wire.Fault = _ => Cut.Nowhere;
        await priya.SignInAsync("priya@home.example", PortalApp.Password);
        await priya.SendAsync("/pay/autopay", [], "/pay/autopay/off");
        app.Portal.Clock.Advance(TimeSpan.FromMinutes(16));
        await RunAsync(app);

        await PayingApp.PressPayAsync(priya);   // by hand
        Assert.DoesNotContain(app.Sandbox.Payments(PayingApp.Key("lumen")), payment => payment.Received > 0);
        Assert.Equal(0, await app.Portal.ReadAsync("lumen", db => db.AutoPayDebits.CountAsync()));
    }

    private sealed record Kill(string What, int At, bool After);

    private sealed class Killed : Exception;

    private static async Task KilledAsync(PayingApp app, Kill kill)
    {
        var (calls, before, after) = (0, 0, 0);
        if (kill.What == "call") app.Wire.Fault = _ => ++calls == kill.At ? kill.After ? Cut.After : Cut.Before : Cut.Nowhere;
        await app.Portal.InAsync("lumen", async scope =>
        {
            var db = scope.GetRequiredService<OrchardCore.Portal.Data.PortalDb>();
            db.SavingChanges += (_, _) => { if (kill is { What: "save", After: false } && ++before >= kill.At) throw new Killed(); };   // dead: nothing is saved any more
            db.SavedChanges += (_, _) => { if (kill is { What: "save", After: true } && ++after >= kill.At) throw new Killed(); };
            await scope.GetRequiredService<AutoPayRun>().RunAsync(default);
        });
        app.Wire.Fault = _ => Cut.Nowhere;
    }

    /// <summary>Announces what is planned, and goes to its day.</summary>
    private static async Task ToTheDueDayAsync(PayingApp app)
    {
        await RunAsync(app);
        app.Portal.Clock.Advance(ToTheDueDay);
    }

    private static Task RunAsync(PayingApp app) => app.Portal.InAsync("lumen", scope => scope.GetRequiredService<AutoPayRun>().RunAsync(default));

    private static Task<AutoPayDebit> DebitAsync(PayingApp app) => app.Portal.ReadAsync("lumen", db => db.AutoPayDebits.AsNoTracking().SingleAsync());

    private static Task<List<string>> SubjectsAsync(PayingApp app) => app.Portal.ReadAsync("lumen", db => db.Mail.AsNoTracking().Select(mail => mail.Subject).ToListAsync());
}
