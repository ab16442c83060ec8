using System.Net;
using Microsoft.EntityFrameworkCore;
using OrchardCore.Portal.Payments.Gateway;
using Stripe;

namespace OrchardCore.Portal.Tests.Payments;

public sealed class ReceivingWebhooks
{
    private const string Told = """{"id":"evt_1","object":"event","api_version":"2026-10-28.endive","created":1763773200,"type":"payment_intent.succeeded","data":{"object":{"id":"pi_1","object":"payment_intent","amount":100,"currency":"aud","metadata":{}}},"livemode":false,"pending_webhooks":1,"request":null}""";

    [Fact]
    public async Task A_signed_event_is_stored_once()
    {
        await using var app = await PayingApp.StartAsync();

        var first = await app.TellAsync(Told, Signed(app, Told));
        var second = await app.TellAsync(Told, Signed(app, Told));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal(1, await app.Portal.ReadAsync("lumen", db => db.StripeEvents.CountAsync()));
    }

    [Theory]
    [InlineData("forged")]
    [InlineData("stale")]
    [InlineData("early")]
    [InlineData("other retailer")]
    [InlineData("none")]
    [InlineData("changed body")]
    [InlineData("oversized")]
    [InlineData("not json")]
    [InlineData("not an event")]
    public async Task What_is_not_stripes_is_refused_with_400_and_a_line_in_the_log_and_leaves_nothing(string what)
    {
        var log = new Heard();
        await using var app = await PayingApp.StartAsync(log: log);
        var body = what switch { "oversized" => Told[..^1] + ",\"more\":\"" + new string('x', 600_000) + "\"}", "not json" => "<xml/>", "not an event" => "[1,2]", _ => Told };
        var signature = what switch
        {
            "forged" => Signed(app, body, secret: "whsec_guess"),
            "stale" => Signed(app, body, minutes: -10),
            "other retailer" => Signed(app, body, secret: PayingApp.Secret("tidewater")),
            "none" => "",
            "changed body" => Signed(app, body.Replace("100", "999", StringComparison.Ordinal)),
            "early" => Signed(app, body, minutes: 10),
            _ => Signed(app, body),
        };

        var answer = await app.TellAsync(body, signature);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("at OrchardCore", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await app.Portal.ReadAsync("lumen", db => db.StripeEvents.CountAsync()));
        var line = Assert.Single(log.Lines, said => said.Contains("webhook call", StringComparison.Ordinal));
        Assert.StartsWith("A webhook call for lumen was refused: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("evt_1", line, StringComparison.Ordinal);   // what a stranger wrote stays out of the log
        Assert.Equal(0, log.Exceptions);
    }

    [Fact]
    public async Task Ever_more_forged_calls_are_turned_away_and_stripes_own_are_not_counted()
    {
        await using var app = await PayingApp.StartAsync();
        for (var i = 0; i < 70; i++) await app.TellAsync(Told.Replace("evt_1", $"evt_{i}", StringComparison.Ordinal), Signed(app, Told.Replace("evt_1", $"evt_{i}", StringComparison.Ordinal)));
        Assert.Equal(70, await app.Portal.ReadAsync("lumen", db => db.StripeEvents.CountAsync()));

        var last = HttpStatusCode.OK;
        for (var i = 0; i < 61; i++) last = (await app.TellAsync(Told, "t=1,v1=00")).StatusCode;

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task An_event_about_nothing_of_ours_is_noted_as_stray()
    {
        await using var app = await PayingApp.StartAsync();
        await app.TellAsync(Told.Replace("payment_intent.succeeded", "customer.created", StringComparison.Ordinal).Replace("pi_1", "cus_1", StringComparison.Ordinal).Replace("\"payment_intent\"", "\"customer\"", StringComparison.Ordinal), Signed(app, Told.Replace("payment_intent.succeeded", "customer.created", StringComparison.Ordinal).Replace("pi_1", "cus_1", StringComparison.Ordinal).Replace("\"payment_intent\"", "\"customer\"", StringComparison.Ordinal)));
        await app.ActAsync();

        Assert.Equal(EventState.Stray, (await app.Portal.ReadAsync("lumen", db => db.StripeEvents.SingleAsync())).State);
    }

    [SkippableFact]
    public async Task Every_published_example_of_an_event_is_taken()
    {
        var folder = Needs.Corpora("stripe");
        await using var app = await PayingApp.StartAsync();
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "fixtures"), "*.json").Concat(Directory.GetFiles(Path.Combine(folder, "sdk-fixtures"), "event*.json")))
        {
            var text = await System.IO.File.ReadAllTextAsync(file);
            var isEvent = text.Contains("\"object\": \"event\"", StringComparison.Ordinal);
            // What is no event travels inside one, as Stripe would send it.
            var body = isEvent ? text : $$"""{"id":"evt_{{Path.GetFileNameWithoutExtension(file).Replace('.', '_')}}","object":"event","api_version":"2026-07-29.dahlia","created":1763773200,"type":"{{Path.GetFileNameWithoutExtension(file)}}.updated","data":{"object":{{text}}},"livemode":false,"pending_webhooks":1}""";
            if (Path.GetFileName(file) == "fixtures3.json") continue;   // a list of all kinds of objects, not an event's

            var answer = await app.TellAsync(body, Signed(app, body));

            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{Path.GetFileName(file)}: {(int)answer.StatusCode}");
        }
        // They are about nothing of ours: noted, and no money moves.
        await app.ActAsync();
        Assert.Empty(await app.LedgerAsync());
        Assert.All(await app.Portal.ReadAsync("lumen", db => db.StripeEvents.Select(one => one.State).ToListAsync()), state => Assert.NotEqual(EventState.Failed, state));
    }

    private static string Signed(PayingApp app, string body, string? secret = null, int minutes = 0)
    {
        var time = app.Portal.Clock.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        return $"t={time},v1={EventUtility.ComputeSignature(secret ?? PayingApp.Secret("lumen"), time, body)}";
    }
}
