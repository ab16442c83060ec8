using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OrchardCore.Portal.Importing;
using OrchardCore.Portal.Notifications;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.StripeSandbox;
using OrchardCore.Portal.Tests.Importing;
using OrchardCore.Portal.Tests.Payments;
using OrchardCore.Portal.Transactions;

namespace OrchardCore.Portal.Tests.Scaling;

/// <summary>Two processes that answer and two that work, behind a proxy; they are killed at their work. No import, payment or mail is lost or doubled.</summary>
public sealed class KillingMachines
{
    private const int Days = 3000, Meters = 60;   // so many that an import is still at work when it is looked at

    [SkippableFact]
    public async Task What_one_left_another_ends()
    {
        var (door, stripe) = (HostProcess.FreePort(), HostProcess.FreePort());
        int[] ports = [HostProcess.FreePort(), HostProcess.FreePort()];
        var shared = new Dictionary<string, string>(Cluster.Settings(new Dictionary<string, string>()))
        {
            ["Portal:PublicAddress"] = $"http://127.0.0.1:{door}",
            ["Portal:Payments:SandboxAddress"] = $"http://127.0.0.1:{stripe}",
            ["Portal:Imports:ChunkRows"] = "200",
        };
        // Fills the database, and looks into it; the machines are processes of their own.
        await using var inside = await PortalApp.StartAsync(new Dictionary<string, string>(shared) { ["Portal:Role"] = "Web" });
        await using var proxy = new Proxy(door, ports);
        await proxy.StartAsync();
        using var webhooks = new SocketsHttpHandler();
        using var sandbox = new Sandbox(TimeProvider.System, webhooks) { Address = new Uri($"http://127.0.0.1:{stripe}/") };
        await using var stripes = SandboxHosting.BuildSandbox(sandbox, $"http://127.0.0.1:{stripe}");
        await stripes.StartAsync();
        sandbox.AddAccount(PayingApp.Key("lumen"), new Uri($"http://127.0.0.1:{door}/lumen/webhooks/stripe"), PayingApp.Secret("lumen"));
        await inside.InAsync("lumen", scope => scope.GetRequiredService<SaveKeys>().SaveAsync(new GivenKeys(PayingApp.Key("lumen"), "pk_test_sandbox_lumen", PayingApp.Secret("lumen"), ""), "test", default));
        await inside.InAsync("lumen", scope => scope.GetRequiredService<ApiKeys>().AddAsync("billing system", Imports.Key, default));
        await PayingApp.OweAsync(inside, 30_000, "1001", "lumen", "90017343");
        await inside.AddSignInAsync("lumen", "priya@home.example", "", "1001");

        var machines = new Dictionary<string, HostProcess>();
        try
        {
            for (var web = 0; web < 2; web++) machines[$"web{web}"] = Machine($"web{web}", "Web", ports[web]);
            for (var worker = 0; worker < 2; worker++) machines[$"worker{worker}"] = Machine($"worker{worker}", "Worker", 0);
            using var api = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{door}") };
            foreach (var port in ports) await UntilAsync(async () => (await api.GetAsync($"http://127.0.0.1:{port}/health/ready")).IsSuccessStatusCode);   // one of them is soon killed

            // An import, whose worker dies in the middle of it.
            api.DefaultRequestHeaders.Authorization = new("Bearer", Imports.Key);
            using var file = new ByteArrayContent(Files());
            var taken = await api.PostAsync("/lumen/api/imports?name=all.zip", file);
            Assert.True(taken.IsSuccessStatusCode, await taken.Content.ReadAsStringAsync());
            await UntilAsync(() => inside.ReadAsync("lumen", db => db.ImportBatches.AnyAsync(batch => batch.State == BatchState.Checked && batch.DoneRecord > 2000)));
            machines[await AtWorkAsync()].Kill();

            // Payments meanwhile: the process that shows the page dies, then another worker.
            await PayAsync(door, "10.00");
            machines["web0"].Kill();
            await PayAsync(door, "20.00");
            machines["web0"] = Machine("web0", "Web", ports[0]);
            machines["spare"] = Machine("spare", "Worker", 0);
            await PayAsync(door, "30.00");

            await UntilAsync(() => inside.ReadAsync("lumen", db => db.ImportBatches.AnyAsync(batch => batch.State == BatchState.Applied)));
            await UntilAsync(async () => await inside.ReadAsync("lumen", db => db.Ledger.CountAsync(entry => entry.Source == "stripe")) == 3 && await inside.ReadAsync("lumen", db => db.Mail.CountAsync(mail => mail.SentAt != null)) >= 3);

            var counts = await inside.ReadAsync("lumen", db => db.ImportCounts.AsNoTracking().SingleAsync(count => count.Kind == "readings"));
            Assert.Equal((Days * Meters, 0, 0, 0), (counts.Added, counts.Changed, counts.Unchanged, counts.Refused));
            Assert.Equal([-3000, -2000, -1000], (await inside.ReadAsync("lumen", db => db.Ledger.AsNoTracking().Where(entry => entry.Source == "stripe").ToListAsync())).Select(entry => entry.Amount.Minor).Order());
            Assert.Equal(6000, sandbox.Payments(PayingApp.Key("lumen")).Sum(payment => payment.Received));
            var receipts = await inside.ReadAsync("lumen", db => db.Mail.AsNoTracking().Where(mail => mail.Subject.StartsWith("Receipt")).ToListAsync());
            Assert.Equal(3, receipts.Count);
            Assert.All(receipts, mail => Assert.NotNull(mail.SentAt));
        }
        finally
        {
            foreach (var machine in machines.Values) machine.Dispose();
        }

        HostProcess Machine(string name, string role, int port) => new(inside.DataFolder,
        [
            ("Retailers", Path.Combine(RepositoryFolder.Path, "samples", "retailers")), ("ASPNETCORE_URLS", $"http://127.0.0.1:{port}"), ("Portal__Role", role),
            .. shared.Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), Named(setting.Key, setting.Value, name))),
        ]);

        async Task<string> AtWorkAsync()
        {
            await using var server = new NpgsqlConnection(Needs.PostgreSql());
            await server.OpenAsync();
            await using var ask = new NpgsqlCommand("select a.application_name from pg_locks l join pg_stat_activity a on a.pid = l.pid where l.locktype = 'advisory' and a.application_name like 'worker%' and a.datname like 'portal_%_lumen'", server);
            return (string)(await ask.ExecuteScalarAsync() ?? throw new InvalidOperationException("Nobody is at work."));
        }
    }

    /// <summary>PostgreSQL tells by the name which process is at work.</summary>
    private static string Named(string setting, string value, string name) =>
        setting == PostgreSqlDatabases.Template ? new NpgsqlConnectionStringBuilder(value) { ApplicationName = name, MaxPoolSize = 20 }.ConnectionString : value;

    private static byte[] Files()
    {
        var (services, readings) = (new StringBuilder("account_number,meter_number,type,address_line1,city,postcode,move_in_date\n"), new StringBuilder("meter_number,read_at,reading\n"));
        for (var meter = 0; meter < Meters; meter++)
        {
            services.Append(CultureInfo.InvariantCulture, $"1001,M{meter},electricity,1 Road,Newtown,2042,2010-01-01\n");
            for (var day = 0; day < Days; day++) readings.Append(CultureInfo.InvariantCulture, $"M{meter},{new DateOnly(2012, 1, 1).AddDays(day):yyyy-MM-dd},{day * 10}\n");
        }
        return Zip.Of(("services.csv", services.ToString()), ("readings.csv", readings.ToString()));
    }

    private static async Task PayAsync(int door, string amount)
    {
        var jar = new CookieJar { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false } };
        using var client = new HttpClient(jar) { BaseAddress = new Uri($"http://127.0.0.1:{door}") };
        var priya = new Visitor(client, "/lumen", jar.Cookies);
        await priya.SignInAsync("priya@home.example", PortalApp.Password);
        var reviewed = await priya.SendAsync("/pay", [("amount", "other"), ("other", amount), ("statement", "")]);
        var review = await reviewed.Content.ReadAsStringAsync();
        Assert.True(reviewed.IsSuccessStatusCode, $"The review of {amount}: {(int)reviewed.StatusCode} {reviewed.Headers.Location} {review}");
        var answer = await priya.PostAsync("/pay/start", ("__RequestVerificationToken", Visitor.TokenIn(review)), ("amount", "other"), ("other", amount), ("statement", ""), ("seen", PayingApp.Hidden(review, "seen")));
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"The way to pay {amount}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        using var form = new FormUrlEncodedContent([new("choice", "succeed")]);
        var paid = await client.PostAsync(answer.Headers.Location, form);
        Assert.Matches(new Regex("/lumen/pay/[0-9a-f]{32}"), paid.Headers.Location!.OriginalString);
    }

    private static async Task UntilAsync(Func<Task<bool>> happened)
    {
        for (var look = 0; look < 1200; look++)
        {
            try
            {
                if (await happened()) return;
            }
            catch (HttpRequestException) { }   // it is just starting
            await Task.Delay(150);
        }
        throw new TimeoutException("The machines did not come so far.");
    }
}
