using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OrchardCore.Portal.Tests.Payments;

/// <summary>The host and its sandbox are killed at moments around a payment, and started again: what Stripe holds is what the ledger says.</summary>
public sealed class KillingTheProcessWhilePaying
{
    [Fact]
    public async Task After_every_restart_the_ledger_ends_at_stripes_truth()
    {
        var data = Directory.CreateTempSubdirectory("portal-killed-").FullName;
        try
        {
            var (portal, sandbox) = (HostProcess.FreePort(), HostProcess.FreePort());   // a restart keeps its addresses
            foreach (var milliseconds in (int[])[0, 120, 220])   // before the event leaves, while it travels, while it is acted on
            {
                using var host = Host(data, portal, sandbox);
                await host.DemoIsReadyAsync();
                await PayAsync(new Uri($"http://127.0.0.1:{portal}"), "15.00");
                await Task.Delay(milliseconds);
                host.Kill();
            }

            using (var host = Host(data, portal, sandbox))
            {
                await host.DemoIsReadyAsync();
                await HostProcess.UntilAsync(Path.Combine(data, "retailers", "lumen", "portal.db"), ledger => HostProcess.Number(ledger, "select sum(Amount) from ledger where Source = 'stripe'") == -4500, TimeSpan.FromMinutes(2));
            }
            Assert.Equal(4500, await ReceivedAsync(data));
            using var database = HostProcess.Open(Path.Combine(data, "retailers", "lumen", "portal.db"));
            Assert.Equal(3, HostProcess.Number(database, "select count(*) from ledger where Source = 'stripe'"));
            Assert.Equal(3, HostProcess.Number(database, "select count(*) from mail where Subject like 'Receipt for your payment%'"));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(data, recursive: true);
        }
    }

    private static HostProcess Host(string data, int portal, int sandbox) =>
        new(data, ("ASPNETCORE_ENVIRONMENT", "Development"), ("ASPNETCORE_URLS", $"http://127.0.0.1:{portal}"), ("Portal__Payments__SandboxAddress", $"http://127.0.0.1:{sandbox}"));

    private static async Task PayAsync(Uri portal, string amount)
    {
        var jar = new CookieJar { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false } };
        using var client = new HttpClient(jar) { BaseAddress = portal };
        var tom = new Visitor(client, "/lumen", jar.Cookies);
        await tom.SignInAsync("tom@example.com", "Cobalt-Kettle-62");
        var review = await (await tom.SendAsync("/pay", [("amount", "other"), ("other", amount), ("statement", "")])).Content.ReadAsStringAsync();
        var answer = await tom.PostAsync("/pay/start", ("__RequestVerificationToken", Visitor.TokenIn(review)), ("amount", "other"), ("other", amount), ("statement", ""), ("seen", PayingApp.Hidden(review, "seen")));
        using var form = new FormUrlEncodedContent([new("choice", "succeed")]);
        var paid = await client.PostAsync(answer.Headers.Location, form);
        Assert.Matches(new Regex("/lumen/pay/[0-9a-f]{32}"), paid.Headers.Location!.OriginalString);
    }

    private static async Task<long> ReceivedAsync(string data)
    {
        await using var file = File.OpenRead(Path.Combine(data, "stripe-sandbox.json"));
        var state = (await JsonNode.ParseAsync(file))!.AsObject();
        return state.SelectMany(account => account.Value!["objects"]!.AsObject()).Select(one => one.Value!).Where(one => one["object"]!.ToString() == "payment_intent").Sum(one => one["amount_received"]!.GetValue<long>());
    }
}
