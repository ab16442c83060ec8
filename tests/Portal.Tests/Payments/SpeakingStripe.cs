using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Payments.AutoPay;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Payments.Reconciling;
using OrchardCore.Portal.StripeSandbox;

namespace OrchardCore.Portal.Tests.Payments;

/// <summary>What the portal says to Stripe, and what the sandbox answers, is Stripe's own language of the version that both name.</summary>
public sealed class SpeakingStripe
{
    // Asked of Stripe, and not in the document: it has no balance and no disputes of its own.
    private static readonly string[] NotInTheDocument = ["GET /v1/balance", "GET /v1/disputes"];

    [SkippableFact]
    public async Task Every_request_every_answer_and_every_event_is_as_stripe_declares_it()
    {
        var schema = await SchemaAsync();
        await using var app = await PayingApp.StartAsync();
        app.Wire.Heard = new();
        await DoEverythingAsync(app);

        List<string> faults = [], met = [];
        foreach (var one in app.Wire.Heard)
        {
            met.Add($"{one.Method} {Generic(one.Path)}");
            if (NotInTheDocument.Contains(met[^1])) continue;
            if (schema.ParametersOf(one.Method, one.Path) is not { } parameters) faults.Add($"There is no {met[^1]}.");
            else faults.AddRange(schema.FaultsOfForm(parameters, one.Asked).Select(fault => $"{met[^1]} asks: {fault}"));
            if (one.Status == 200) faults.AddRange(schema.FaultsOfObject(JsonNode.Parse(one.Answer)!).Select(fault => $"{met[^1]} answers: {fault}"));
        }
        foreach (var told in app.Wire.Told.Select(body => JsonNode.Parse(body)!))
        {
            met.Add(told["type"]!.ToString());
            faults.AddRange(schema.FaultsOfObject(told).Select(fault => $"{told["type"]}: {fault}"));
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct()));
        foreach (var expected in (string[])["POST /v1/checkout/sessions", "POST /v1/payment_intents", "GET /v1/payment_intents/*", "POST /v1/customers", "POST /v1/webhook_endpoints", "GET /v1/refunds",
            "checkout.session.completed", "checkout.session.expired", "checkout.session.async_payment_succeeded", "checkout.session.async_payment_failed", "payment_intent.payment_failed", "charge.refunded", "refund.updated", "refund.failed",
            "charge.dispute.created", "charge.dispute.closed", "setup_intent.succeeded"])
            Assert.Contains(expected, met);
    }

    [SkippableFact]
    public async Task What_is_not_stripes_language_is_found()
    {
        var schema = await SchemaAsync();
        Assert.Empty(schema.FaultsOfForm("PaymentIntents.PaymentIntentCreateParams", "amount=100&currency=aud&expand[0]=latest_charge&metadata[a]=b"));
        Assert.Contains("has no \"colour\"", Assert.Single(schema.FaultsOfForm("PaymentIntents.PaymentIntentCreateParams", "amount=100&currency=aud&colour=red")), StringComparison.Ordinal);
        Assert.Contains("lacks \"currency\"", Assert.Single(schema.FaultsOfForm("PaymentIntents.PaymentIntentCreateParams", "amount=100")), StringComparison.Ordinal);
        Assert.Contains("no number", Assert.Single(schema.FaultsOfForm("PaymentIntents.PaymentIntentCreateParams", "amount=much&currency=aud")), StringComparison.Ordinal);
        Assert.Contains("lacks \"charge\"", schema.FaultsOfObject(JsonNode.Parse("""{"object":"refund","id":"re_1","amount":1}""")!).Single(fault => fault.Contains("\"charge\"", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Null(schema.ParametersOf("POST", "/v1/payment_intent"));
    }

    /// <summary>Bodies and signatures that others computed: taken with the right secret and time, refused with any other.</summary>
    [SkippableFact]
    public async Task Signatures_over_stripes_own_events_are_told_from_false_ones()
    {
        var folder = Needs.Corpora("stripe");
        await using var file = File.OpenRead(Path.Combine(folder, "webhook-vectors", "computed_over_fixtures.json"));
        foreach (var vector in (await JsonNode.ParseAsync(file))!["vectors"]!.AsArray())
        {
            await using var app = await PayingApp.StartAsync();
            var body = await File.ReadAllTextAsync(Path.Combine(folder, "..", vector!["body_file"]!.ToString()));
            var time = DateTimeOffset.FromUnixTimeSeconds(vector["timestamp"]!.GetValue<long>());
            app.Portal.Clock.AdjustTime(time);
            await app.Portal.InAsync("lumen", scope => scope.GetRequiredService<SaveKeys>().SaveAsync(new GivenKeys(PayingApp.Key("lumen"), "", vector["secret"]!.ToString(), ""), "test", default));
            var isEvent = JsonNode.Parse(body)!["object"]!.ToString() == "event";

            async Task<HttpStatusCode> AnswerAsync(string header) => (await app.TellAsync(body, vector[header]!.ToString())).StatusCode;

            // A signed body that is no event is refused as well, but not for its signature.
            var right = isEvent ? HttpStatusCode.OK : HttpStatusCode.BadRequest;
            Assert.Equal(right, await AnswerAsync("signature_header"));
            Assert.Equal(right, await AnswerAsync("also_valid_with_rolled_secret_header"));
            Assert.Equal(HttpStatusCode.BadRequest, await AnswerAsync("bad_signature_header"));
            app.Portal.Clock.Advance(TimeSpan.FromMinutes(6));
            Assert.Equal(HttpStatusCode.BadRequest, await AnswerAsync("signature_header"));
        }
    }

    private static Task<StripeSchema> SchemaAsync() => StripeSchema.ReadAsync(Needs.Corpora("stripe", "spec", "stripe-2026-10-28.endive.derived-schemas.json"));

    private static string Generic(string path) => string.Join('/', path.Split('/').Select(step => step.Contains('_', StringComparison.Ordinal) && step.Any(char.IsDigit) ? "*" : step));

    /// <summary>All that the portal ever asks of Stripe, and all that Stripe ever tells it.</summary>
    private static async Task DoEverythingAsync(PayingApp app)
    {
        const string key = "sk_test_sandbox_lumen";
        await app.Portal.AddSignInAsync("lumen", "office@lumen.example", "administrator");
        var admin = app.Portal.Visit();
        await admin.SignInAsync("office@lumen.example", PortalApp.Password);
        await admin.SendAsync("/admin/payments/keys", [("secret", key), ("publishable", ""), ("webhook", "")]);

        var priya = await app.AutoPayingAsync(Decision.NeedsBankTime);
        async Task<string> PayAsync(string amount, Decision decision)
        {
            var session = await PayingApp.PressPayAsync(priya, "other", amount);
            await app.Sandbox.DecideAsync(key, session, decision);
            await app.EventsArriveAsync();
            return session;
        }
        await PayAsync("10.00", Decision.Succeed);
        var paid = app.PaymentOf();
        await app.Sandbox.RefundAsync(key, paid, 200);
        await app.Sandbox.SettleRefundAsync(key, await app.Sandbox.RefundAsync(key, paid, 100, "pending"), succeeds: true);
        await app.Sandbox.SettleRefundAsync(key, await app.Sandbox.RefundAsync(key, paid, 100, "pending"), succeeds: false);
        await app.EventsArriveAsync();
        foreach (var succeeds in (bool[])[true, false])
        {
            await PayAsync("9.00", Decision.Succeed);
            await app.Sandbox.CloseDisputeAsync(key, await app.Sandbox.DisputeAsync(key, app.PaymentOf()), won: succeeds);
            await PayAsync("11.00", Decision.NeedsBankTime);
            await app.Sandbox.SettleBankAsync(key, app.PaymentOf(), succeeds);
            await app.EventsArriveAsync();
        }
        var declined = await PayAsync("12.00", Decision.Decline);
        await app.Sandbox.ExpireAsync(key, declined);
        await app.EventsArriveAsync();
        var left = await PayingApp.PressPayAsync(priya, "other", "13.00");
        await priya.GetAsync($"/pay/{(await app.AttemptAsync(left)).Id:N}/cancelled");
        await app.Sandbox.ExpireAsync(key, await PayingApp.PressPayAsync(priya, "other", "14.00"));
        await app.EventsArriveAsync();

        await app.Portal.InAsync("lumen", scope => scope.GetRequiredService<AutoPayRun>().RunAsync(default));
        app.Portal.Clock.Advance(TimeSpan.FromDays(12));
        app.Wire.Fault = request => request.RequestUri!.AbsolutePath == "/v1/payment_intents" ? Cut.Before : Cut.Nowhere;   // so that it has to be looked for
        await app.Portal.InAsync("lumen", scope => scope.GetRequiredService<AutoPayRun>().RunAsync(default));
        app.Wire.Fault = _ => Cut.Nowhere;
        await app.Portal.InAsync("lumen", scope => scope.GetRequiredService<AutoPayRun>().RunAsync(default));
        await app.EventsArriveAsync();
        await app.Portal.InAsync("lumen", async scope =>
        {
            var runs = scope.GetRequiredService<Reconciliations>();
            await runs.RunAsync((await runs.PlanAsync(app.AroundNow().From.AddDays(-20), app.AroundNow().To, "test", default)).Id, default);
        });
        await app.Portal.InAsync("lumen", async scope => Assert.False(await scope.GetRequiredService<ChangeOfAccount>().IsOtherAsync(new StripeAccount(key, "", ""), default)));
        await priya.SignInAsync("priya@home.example", PortalApp.Password);
        var page = await priya.ReadAsync("/pay/methods");
        var remove = System.Text.RegularExpressions.Regex.Match(page, "action=\"/lumen(/pay/methods/[^\"]+/remove)\"").Groups[1].Value;
        await priya.SendAsync("/pay/methods", [], remove);
    }
}
