using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using OrchardCore.Portal.StripeSandbox;

namespace OrchardCore.Portal.Tests.Payments;

/// <summary>The sandbox does what the portal relies on at Stripe, and its switches make trouble as they say.</summary>
public sealed class StandingInForStripe
{
    private static readonly (string, string)[] AnIntent = [("amount", "1000"), ("currency", "aud")];

    [Theory, InlineData(""), InlineData("Bearer sk_test_4eC39"), InlineData("Bearer pk_test_sandbox_lumen"), InlineData("Basic c2tfdGVzdA==")]
    public async Task Without_a_key_of_an_account_nothing_is_told(string authorization)
    {
        await using var app = await PayingApp.StartAsync();
        var (status, answer) = await AskAsync(app, authorization, "payment_intents", AnIntent);
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal("invalid_request_error", answer["error"]!["type"]!.ToString());
    }

    [Fact]
    public async Task The_same_idempotency_key_gets_the_same_answer_and_other_words_are_refused()
    {
        await using var app = await PayingApp.StartAsync();
        var first = await AskAsync(app, Lumen, "payment_intents", AnIntent, idempotency: "k1");
        var again = await AskAsync(app, Lumen, "payment_intents", AnIntent, idempotency: "k1");
        var other = await AskAsync(app, Lumen, "payment_intents", [("amount", "999"), ("currency", "aud")], idempotency: "k1");
        var elsewhere = await AskAsync(app, "Bearer " + PayingApp.Key("tidewater"), "payment_intents", AnIntent, idempotency: "k1");

        Assert.Equal(first.Answer["id"]!.ToString(), again.Answer["id"]!.ToString());
        Assert.Equal((HttpStatusCode.BadRequest, "idempotency_error"), (other.Status, other.Answer["error"]!["type"]!.ToString()));
        Assert.NotEqual(first.Answer["id"]!.ToString(), elsewhere.Answer["id"]!.ToString());
        Assert.Single(app.Sandbox.Payments(PayingApp.Key("lumen")));
    }

    [Fact]
    public async Task Accounts_do_not_see_each_other()
    {
        await using var app = await PayingApp.StartAsync();
        var id = (await AskAsync(app, Lumen, "payment_intents", AnIntent)).Answer["id"]!.ToString();
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, Lumen, "payment_intents/" + id)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(app, "Bearer " + PayingApp.Key("tidewater"), "payment_intents/" + id)).Status);
        Assert.Empty((await AskAsync(app, "Bearer " + PayingApp.Key("tidewater"), "payment_intents")).Answer["data"]!.AsArray());
    }

    [Fact]
    public async Task What_stripe_would_refuse_is_refused()
    {
        await using var app = await PayingApp.StartAsync();
        var unknown = await AskAsync(app, Lumen, "payment_intents", [.. AnIntent, ("colour", "red")]);
        Assert.Equal((HttpStatusCode.BadRequest, "parameter_unknown"), (unknown.Status, unknown.Answer["error"]!["code"]!.ToString()));
        Assert.Equal("amount", (await AskAsync(app, Lumen, "payment_intents", [("currency", "aud")])).Answer["error"]!["param"]!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(app, Lumen, "invoices")).Status);
    }

    [Fact]
    public async Task Lists_come_in_pages()
    {
        await using var app = await PayingApp.StartAsync();
        for (var i = 0; i < 5; i++) await AskAsync(app, Lumen, "payment_intents", AnIntent);
        List<string> seen = [];
        for (var more = true; more;)
        {
            var page = (await AskAsync(app, Lumen, "payment_intents?limit=2" + (seen.Count == 0 ? "" : "&starting_after=" + seen[^1]))).Answer;
            Assert.InRange(page["data"]!.AsArray().Count, 1, 2);
            seen.AddRange(page["data"]!.AsArray().Select(one => one!["id"]!.ToString()));
            more = page["has_more"]!.GetValue<bool>();
        }
        Assert.Equal(5, seen.Distinct().Count());
    }

    [Fact]
    public async Task Events_travel_as_badly_as_the_switches_say()
    {
        await using var app = await PayingApp.StartAsync();
        async Task<int> SentAsync(Action<SandboxSwitches> set)
        {
            (app.Sandbox.Switches.DuplicatePercent, app.Sandbox.Switches.DropPercent, app.Sandbox.Switches.Delay) = (0, 0, TimeSpan.Zero);
            set(app.Sandbox.Switches);
            var before = app.Sandbox.EventsSent;
            await AskAsync(app, Lumen, "payment_intents", AnIntent);   // one event: created
            await app.Sandbox.DeliverAsync();
            return app.Sandbox.EventsSent - before;
        }
        Assert.Equal(1, await SentAsync(_ => { }));
        Assert.Equal(2, await SentAsync(now => now.DuplicatePercent = 100));
        Assert.Equal(0, await SentAsync(now => now.DropPercent = 100));
        Assert.Equal(0, await SentAsync(now => now.Delay = TimeSpan.FromHours(1)));
        app.Portal.Clock.Advance(TimeSpan.FromHours(1));
        await app.Sandbox.DeliverAsync();
        Assert.Equal(4, app.Sandbox.EventsSent);   // the one that was held back
    }

    private static readonly string Lumen = "Bearer " + PayingApp.Key("lumen");

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> AskAsync(PayingApp app, string authorization, string path, (string Name, string Value)[]? form = null, string? idempotency = null)
    {
        using var client = new HttpClient(app.Wire.Shared());
        using var request = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, new Uri(PayingApp.Address + "v1/" + path));
        if (form is not null) request.Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        if (authorization != "") request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        if (idempotency is not null) request.Headers.Add("Idempotency-Key", idempotency);
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
