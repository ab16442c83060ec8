using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Payments.Reconciling;
using OrchardCore.Portal.StripeSandbox;
using OrchardCore.Portal.Tests.Importing;
using UglyToad.PdfPig;

namespace OrchardCore.Portal.Tests.Payments;

/// <summary>The retailer's side: keys, report, export, comparison; and what a guest and a receipt show.</summary>
public sealed class RunningPayments
{
    [Fact]
    public async Task A_key_that_stripe_does_not_know_is_refused_in_words_and_nothing_is_saved()
    {
        await using var app = await PayingApp.StartAsync();
        var admin = await AdminAsync(app);
        await app.Portal.InAsync("lumen", scope => scope.GetRequiredService<SaveKeys>().RemoveAsync(default));
        app.Wire.Fault = request => { request.Headers.Remove("Authorization"); return Cut.Nowhere; };   // so that Stripe does not know who asks

        var page = await (await admin.SendAsync("/admin/payments/keys", [("secret", "sk_test_sandbox_wrong"), ("publishable", ""), ("webhook", "")])).Content.ReadAsStringAsync();

        Assert.Contains("Stripe does not know that key", page, StringComparison.Ordinal);
        Assert.DoesNotContain("sk_test_sandbox_wrong", page, StringComparison.Ordinal);
        Assert.Equal(0, await app.Portal.ReadAsync("lumen", db => db.StripeKeys.CountAsync()));
    }

    [Theory]
    [InlineData("pk_test_1234567890", "", "begins with sk_live_")]
    [InlineData("sk_test_1234567890", "pk_live_1234567890", "One key is for test mode")]
    [InlineData("", "sk_test_1234567890", "begins with pk_live_")]
    public async Task A_key_in_the_wrong_place_is_told_before_stripe_is_asked(string secret, string publishable, string words)
    {
        await using var app = await PayingApp.StartAsync();
        var admin = await AdminAsync(app);
        var page = await (await admin.SendAsync("/admin/payments/keys", [("secret", secret), ("publishable", publishable), ("webhook", "")])).Content.ReadAsStringAsync();
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Equal(0, app.Wire.Calls);
    }

    [Fact]
    public async Task Good_keys_are_tried_sealed_and_their_webhook_is_made_by_the_portal()
    {
        await using var app = await PayingApp.StartAsync();
        var admin = await AdminAsync(app);
        await app.Portal.InAsync("lumen", scope => scope.GetRequiredService<SaveKeys>().RemoveAsync(default));

        var saved = await admin.FollowAsync(await admin.SendAsync("/admin/payments/keys", [("secret", "sk_test_sandbox_fresh"), ("publishable", "pk_test_sandbox_fresh"), ("webhook", "")]));

        Assert.Contains("Test mode", saved, StringComparison.Ordinal);
        Assert.DoesNotContain("sk_test_sandbox_fresh", saved, StringComparison.Ordinal);
        var row = await app.Portal.ReadAsync("lumen", db => db.StripeKeys.AsNoTracking().SingleAsync());
        Assert.DoesNotContain("sandbox", row.SecretSealed, StringComparison.Ordinal);
        // The webhook that it made works.
        var priya = await app.OwingAsync(16187);
        await app.Sandbox.DecideAsync("sk_test_sandbox_fresh", await PayingApp.PressPayAsync(priya), Decision.Succeed);
        await app.EventsArriveAsync();
        Assert.Equal(0, await app.BalanceAsync());
    }

    [Fact]
    public async Task Sealed_keys_are_worthless_at_another_retailer()
    {
        await using var app = await PayingApp.StartAsync();
        var row = await app.Portal.ReadAsync("lumen", db => db.StripeKeys.AsNoTracking().SingleAsync());
        await app.Portal.DataAsync("tidewater", async db =>
        {
            await db.StripeKeys.ExecuteDeleteAsync();
            db.Add(row);
            await db.SaveChangesAsync();
        });
        await app.Portal.InAsync("tidewater", async scope =>
        {
            scope.GetRequiredService<StripeAccounts>().Forget();
            Assert.Null(await scope.GetRequiredService<StripeAccounts>().FindAsync(default));
        });
    }

    [Fact]
    public async Task What_lost_webhooks_left_out_is_posted_by_comparing_and_the_report_says_so()
    {
        await using var app = await PayingApp.StartAsync();
        app.Sandbox.Switches.DropPercent = 100;
        var priya = await app.OwingAsync(16187);
        await app.Sandbox.DecideAsync(PayingApp.Key("lumen"), await PayingApp.PressPayAsync(priya), Decision.Succeed);
        await app.Sandbox.RefundAsync(PayingApp.Key("lumen"), app.PaymentOf(), 1000);
        await app.EventsArriveAsync();
        Assert.Equal(16187, await app.BalanceAsync());

        var run = await CompareAsync(app);

        Assert.Equal((1, 1, 0), (run.Compared, run.Mended, run.Differences.Count));
        Assert.Equal(1000, await app.BalanceAsync());
        var again = await CompareAsync(app);
        Assert.Equal((1, 0), (again.Compared, again.Mended));
        var report = await (await AdminAsync(app)).ReadAsync("/admin/payments");
        Assert.Contains("1 mended", report, StringComparison.Ordinal);
        Assert.Contains("Agrees", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_that_the_portal_has_lost_is_listed_as_a_difference()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.OwingAsync(16187);
        await app.Sandbox.DecideAsync(PayingApp.Key("lumen"), await PayingApp.PressPayAsync(priya), Decision.Succeed);
        await app.Portal.DataAsync("lumen", db => db.Set<OrchardCore.Portal.Payments.Attempts.PaymentAttempt>().ExecuteDeleteAsync());   // restored from an older backup

        var run = await CompareAsync(app);

        Assert.Equal(16187, Assert.Single(run.Differences).AtStripe.Minor);
        var admin = await AdminAsync(app);
        var report = WebUtility.HtmlDecode(await admin.ReadAsync("/admin/payments"));
        Assert.Contains("the portal has no such payment", report, StringComparison.Ordinal);
        Assert.Contains("bring it with your next transactions file under this reference", report, StringComparison.Ordinal);   // what to do about it
        var csv = await admin.ReadAsync($"/admin/payments/comparisons/{run.Id:N}/differences.csv");
        Assert.Contains(run.Differences[0].Reference, csv, StringComparison.Ordinal);
        Assert.Contains("161.87", csv, StringComparison.Ordinal);

        // And so done, it counts.
        await app.Portal.HandInAsync("transactions.csv", $"reference,account_number,date,description,amount\n{run.Differences[0].Reference},1001,2026-11-22,Card payment,-161.87\n");
        Assert.Equal(0, await app.BalanceAsync());
    }

    [Fact]
    public async Task The_export_for_billing_can_be_imported_again_and_changes_nothing()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.OwingAsync(16187);
        await app.Sandbox.DecideAsync(PayingApp.Key("lumen"), await PayingApp.PressPayAsync(priya), Decision.Succeed);
        await app.EventsArriveAsync();
        var admin = await AdminAsync(app);
        var csv = await admin.ReadAsync("/admin/payments/export.csv?from=2026-11-01&to=2026-11-30");
        Assert.Contains("-161.87", csv, StringComparison.Ordinal);

        var key = "";
        await app.Portal.InAsync("lumen", async scope => key = await scope.GetRequiredService<OrchardCore.Portal.Importing.ApiKeys>().MakeAsync("test", default));
        using var api = app.Portal.Api(key);
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var form = new MultipartFormDataContent { { content, "file", "transactions.csv" } };
        Assert.Equal(HttpStatusCode.Accepted, (await api.PostAsync(new Uri("/lumen/api/imports/", UriKind.Relative), form)).StatusCode);
        for (var i = 0; i < 100 && !await app.Portal.ReadAsync("lumen", db => db.Set<OrchardCore.Portal.Importing.ImportBatch>().AnyAsync(batch => batch.FinishedAt != null)); i++) await Task.Delay(100);

        var batch = await app.Portal.ReadAsync("lumen", db => db.Set<OrchardCore.Portal.Importing.ImportBatch>().AsNoTracking().SingleAsync());
        Assert.Equal((OrchardCore.Portal.Importing.BatchState.Applied, 0), (batch.State, batch.Problems));
        Assert.Equal(0, await app.BalanceAsync());
        Assert.Single(await app.LedgerAsync());
    }

    [Theory, InlineData("from=31/03/2026"), InlineData("from=2026-04-01&to=2026-03-31"), InlineData("to=tomorrow")]
    public async Task An_export_for_dates_that_are_none_says_how_to_give_them(string query)
    {
        await using var app = await PayingApp.StartAsync();
        var admin = await AdminAsync(app);
        Assert.Contains("Give both dates as 2026-03-31", await admin.FollowAsync(await admin.GetAsync("/admin/payments/export.csv?" + query)), StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task An_import_that_brings_a_payment_with_the_portals_reference_is_the_same_fact_whoever_is_first(bool importFirst)
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.OwingAsync(16187);
        var session = await PayingApp.PressPayAsync(priya);
        await app.Sandbox.DecideAsync(PayingApp.Key("lumen"), session, Decision.Succeed);
        var file = $"reference,account_number,date,description,amount,payment_method,comments\n{(await app.AttemptAsync(session)).Reference},1001,2026-11-22,Card payment,-161.87,card,read out: 4111 1111-1111 1111\n";

        if (!importFirst) await app.EventsArriveAsync();
        Assert.Equal("Applied", (await app.Portal.HandInAsync("transactions.csv", file)).State);
        await app.EventsArriveAsync();
        await CompareAsync(app);

        Assert.Equal(0, await app.BalanceAsync());
        var transactions = await priya.ReadAsync("/transactions");
        Assert.DoesNotContain("4111", transactions, StringComparison.Ordinal);
        if (importFirst) Assert.Contains("card number removed, ending 1111", transactions, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_pays_with_account_number_and_postcode_and_sees_a_masked_name()
    {
        await using var app = await PayingApp.StartAsync();
        await app.OwingAsync(16187);
        var guest = app.Portal.Visit();

        var wrong = await (await guest.SendAsync("/pay/guest", [("account", "1001"), ("postcode", "9999")])).Content.ReadAsStringAsync();
        var unknown = await (await guest.SendAsync("/pay/guest", [("account", "8888"), ("postcode", "2042")])).Content.ReadAsStringAsync();
        var found = await (await guest.SendAsync("/pay/guest", [("account", "1001"), ("postcode", "2042")])).Content.ReadAsStringAsync();
        Assert.Contains("There is no account with this number and postcode", wrong, StringComparison.Ordinal);
        Assert.Contains("There is no account with this number and postcode", unknown, StringComparison.Ordinal);
        Assert.Contains("$161.87", found, StringComparison.Ordinal);
        Assert.DoesNotContain("Raman", WebUtility.HtmlDecode(found), StringComparison.Ordinal);

        var go = await guest.PostAsync("/pay/guest/start", ("__RequestVerificationToken", Visitor.TokenIn(found)), ("slip", PayingApp.Hidden(found, "slip")), ("amount", "due"), ("other", ""), ("email", ""));
        await app.Sandbox.DecideAsync(PayingApp.Key("lumen"), PayingApp.SessionIn(go.Headers.Location!), Decision.Succeed);
        var attempt = await app.AttemptAsync(PayingApp.SessionIn(go.Headers.Location!));
        var paid = await guest.ReadAsync($"/pay/guest/{attempt.Id:N}");
        Assert.Contains("<h1>Paid</h1>", paid, StringComparison.Ordinal);
        Assert.DoesNotContain("receipt.pdf", paid, StringComparison.Ordinal);
        Assert.Equal(0, await app.BalanceAsync());

        // A slip of one retailer, or a made-up one, leads back to the start.
        var forged = await guest.PostAsync("/pay/guest/start", ("__RequestVerificationToken", Visitor.TokenIn(await guest.ReadAsync("/pay/guest"))), ("slip", "AAAA"), ("amount", "due"));
        Assert.Equal("/lumen/pay/guest", forged.Headers.Location!.OriginalString);
        var guessing = HttpStatusCode.OK;
        for (var i = 0; i < 10; i++) guessing = (await guest.SendAsync("/pay/guest", [("account", "1001"), ("postcode", $"{3000 + i}")])).StatusCode;
        Assert.Equal(HttpStatusCode.TooManyRequests, guessing);
    }

    [Fact]
    public async Task A_receipt_says_who_how_much_when_and_with_what_and_is_the_payers_alone()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.OwingAsync(16187);
        var session = await PayingApp.PressPayAsync(priya);
        var path = $"/pay/{(await app.AttemptAsync(session)).Id:N}/receipt.pdf";
        Assert.Equal(HttpStatusCode.NotFound, (await priya.GetAsync(path)).StatusCode);   // nothing is paid yet
        await app.Sandbox.DecideAsync(PayingApp.Key("lumen"), session, Decision.Succeed);
        await app.EventsArriveAsync();

        using var pdf = PdfDocument.Open(await (await priya.GetAsync(path)).Content.ReadAsByteArrayAsync());
        var text = string.Join(' ', pdf.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
        foreach (var part in new[] { "Receipt", "$161.87", "Visa ending 4242", "1001", "Priya Raman", "22 November 2026" }) Assert.Contains(part, text, StringComparison.Ordinal);
        var stranger = await app.Portal.SignedInAsync("lumen", "stranger@home.example", "2002");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Customers_do_not_get_into_the_back_office_of_payments()
    {
        await using var app = await PayingApp.StartAsync();
        var priya = await app.OwingAsync(16187);
        foreach (var path in new[] { "/admin/payments", "/admin/payments/keys", "/admin/payments/export.csv", $"/admin/payments/{Guid.NewGuid():N}" })
            Assert.NotEqual(HttpStatusCode.OK, (await priya.GetAsync(path)).StatusCode);
    }

    private static async Task<Visitor> AdminAsync(PayingApp app)
    {
        await app.Portal.AddSignInAsync("lumen", "office@lumen.example", "administrator");
        var admin = app.Portal.Visit();
        await admin.SignInAsync("office@lumen.example", PortalApp.Password);
        return admin;
    }

    private static async Task<ReconciliationRun> CompareAsync(PayingApp app)
    {
        var id = Guid.Empty;
        await app.Portal.InAsync("lumen", async scope =>
        {
            var runs = scope.GetRequiredService<Reconciliations>();
            id = (await runs.PlanAsync(app.AroundNow().From, app.AroundNow().To, "test", default)).Id;
            await runs.RunAsync(id, default);
        });
        return await app.Portal.ReadAsync("lumen", db => db.Reconciliations.AsNoTracking().Include(run => run.Differences).SingleAsync(run => run.Id == id));
    }
}
