using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.AutoPay;
using OrchardCore.Portal.Payments.Methods;
using OrchardCore.Portal.StripeSandbox;

namespace OrchardCore.Portal.Tests.Payments;

/// <summary>The retailer gives keys that lead to another Stripe account, where nothing of the old one is known.</summary>
public sealed class ChangingTheStripeAccount
{
    private const string Other = "sk_test_sandbox_elsewhere";

    [Fact]
    public async Task The_screen_says_what_is_lost_and_asks_before_anything_is_saved()
    {
        await using var app = await PayingApp.StartAsync();
        await app.AutoPayingAsync();
        var admin = await AdminAsync(app);
        var before = await SealedAsync(app);

        var page = WebUtility.HtmlDecode(await (await GiveAsync(admin, Other)).Content.ReadAsStringAsync());

        Assert.Contains("another Stripe account", page, StringComparison.Ordinal);
        Assert.Contains("1 saved card or bank account is forgotten, AutoPay ends for 1 account", page, StringComparison.Ordinal);
        Assert.Contains("name=\"other\"", page, StringComparison.Ordinal);
        Assert.Equal(before, await SealedAsync(app));
        Assert.Equal(1, await app.Portal.ReadAsync("lumen", db => db.AutoPayPlans.CountAsync()));
    }

    [Fact]
    public async Task What_the_old_account_keeps_is_let_go_the_customer_is_told_and_no_call_fails_at_night()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.AutoPayingAsync();
        await app.Portal.InAsync("lumen", scope => scope.GetRequiredService<AutoPayRun>().RunAsync(default));
        var admin = await AdminAsync(app);

        Assert.Contains("Test mode", await admin.FollowAsync(await GiveAsync(admin, Other, ("other", "true"))), StringComparison.Ordinal);

        Assert.Equal((0, 0, 0, 0), await app.Portal.ReadAsync("lumen", async db => (await db.SavedMethods.CountAsync(), await db.AutoPayPlans.CountAsync(), await db.AutoPayDebits.CountAsync(), await db.StripeCustomers.CountAsync())));
        Assert.Contains("AutoPay is off", await SubjectsAsync(app));
        app.Portal.Clock.Advance(TimeSpan.FromDays(12));
        var calls = app.Wire.Calls;
        await app.Portal.InAsync("lumen", scope => scope.GetRequiredService<AutoPayRun>().RunAsync(default));
        Assert.Equal(calls, app.Wire.Calls);

        // And from here on all goes to the new one: by hand, and a card that is saved anew.
        await priya.SignInAsync("priya@home.example", PortalApp.Password);
        await app.Sandbox.DecideAsync(Other, PayingApp.SessionIn((await priya.SendAsync("/pay/methods", [])).Headers.Location!), Decision.Succeed);
        await app.Sandbox.DecideAsync(Other, await PayingApp.PressPayAsync(priya), Decision.Succeed);
        await app.EventsArriveAsync();
        Assert.Equal(0, await app.BalanceAsync());
        Assert.Contains("4242", await priya.ReadAsync("/pay/methods"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_open_is_closed_and_a_payment_with_the_bank_is_said_to_be_out_of_reach()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.OwingAsync(16187);
        var waiting = await PayingApp.PressPayAsync(priya, "other", "50.00");
        await app.Sandbox.DecideAsync(PayingApp.Key("lumen"), waiting, Decision.NeedsBankTime);
        await app.EventsArriveAsync();
        var open = await PayingApp.PressPayAsync(priya, "other", "60.00");
        var admin = await AdminAsync(app);

        await GiveAsync(admin, Other, ("other", "true"));

        Assert.Equal(PaymentState.Cancelled, (await app.AttemptAsync(open)).State);
        await Assert.ThrowsAnyAsync<Exception>(() => app.Sandbox.DecideAsync(PayingApp.Key("lumen"), open, Decision.Succeed));
        var lost = await app.AttemptAsync(waiting);
        Assert.Equal(PaymentState.OutOfReach, lost.State);
        Assert.Contains("Your payment of $50.00: please check with us", await SubjectsAsync(app));
        Assert.Contains("before you pay again", await priya.ReadAsync($"/pay/{lost.Id:N}"), StringComparison.Ordinal);
        Assert.Contains("Out of reach", await admin.ReadAsync("/admin/payments"), StringComparison.Ordinal);
        Assert.Contains("dashboard of the account that it was made in", await admin.FollowAsync(await admin.SendAsync($"/admin/payments/{lost.Id:N}", [], $"/admin/payments/{lost.Id:N}/ask")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_key_of_the_same_account_changes_nothing()
    {
        await using var app = await PayingApp.StartAsync();
        await app.AutoPayingAsync();
        var admin = await AdminAsync(app);

        Assert.Contains("they are saved", await admin.FollowAsync(await GiveAsync(admin, PayingApp.Key("lumen"))), StringComparison.Ordinal);
        Assert.Equal(1, await app.Portal.ReadAsync("lumen", db => db.AutoPayPlans.CountAsync()));
    }

    [Fact]
    public async Task Without_keys_autopay_does_not_wait_in_silence()
    {
        await using var app = await PayingApp.StartAsync();
        await app.AutoPayingAsync();
        var admin = await AdminAsync(app);
        Assert.Contains("AutoPay ends for 1 account", await admin.ReadAsync("/admin/payments/keys"), StringComparison.Ordinal);

        await admin.SendAsync("/admin/payments/keys", [("sure", "true")], "/admin/payments/keys/remove");

        Assert.Equal(0, await app.Portal.ReadAsync("lumen", db => db.AutoPayPlans.CountAsync()));
        Assert.Contains("AutoPay is off", await SubjectsAsync(app));
    }

    private static Task<HttpResponseMessage> GiveAsync(Visitor admin, string secret, params (string, string)[] more) => admin.SendAsync("/admin/payments/keys", [("secret", secret), ("publishable", ""), ("webhook", ""), .. more]);

    private static Task<string> SealedAsync(PayingApp app) => app.Portal.ReadAsync("lumen", db => db.Set<OrchardCore.Portal.Payments.Gateway.StripeKeys>().Select(keys => keys.SecretSealed).SingleAsync());

    private static Task<List<string>> SubjectsAsync(PayingApp app) => app.Portal.ReadAsync("lumen", db => db.Set<OrchardCore.Portal.Notifications.MailMessage>().Select(mail => mail.Subject).ToListAsync());

    private static async Task<Visitor> AdminAsync(PayingApp app)
    {
        await app.Portal.AddSignInAsync("lumen", "office@lumen.example", "administrator");
        var admin = app.Portal.Visit();
        await admin.SignInAsync("office@lumen.example", PortalApp.Password);
        return admin;
    }
}
