using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Portal.Payments.Attempts;
using OrchardCore.Portal.Payments.Gateway;
using OrchardCore.Portal.Payments.Methods;
using OrchardCore.Portal.StripeSandbox;
using OrchardCore.Portal.Statements;
using OrchardCore.Portal.Transactions;
using OrchardCore.Portal.Words;

namespace OrchardCore.Portal.Tests.Payments;

/// <summary>
/// The portal with both retailers connected to a sandbox in the same process: what the portal asks of Stripe goes to it, and what it tells goes
/// to the portal's webhooks, all through HTTP. Events wait until a test lets them go.
/// </summary>
internal sealed class PayingApp : IAsyncDisposable
{
    public const string Address = "http://sandbox.test/";

    private readonly WebApplication _sandboxHost;
    private PayingApp(PortalApp portal, Sandbox sandbox, WebApplication host, Wire wire) => (Portal, Sandbox, _sandboxHost, Wire) = (portal, sandbox, host, wire);

    public PortalApp Portal { get; }
    public Sandbox Sandbox { get; }

    /// <summary>The line from the portal to Stripe, which a test may cut.</summary>
    public Wire Wire { get; }

    public static string Key(string retailer) => $"sk_test_sandbox_{retailer}";
    public static string Secret(string retailer) => $"whsec_sandbox_{retailer}";

    /// <param name="log">Hears what the portal says to its log, warnings and above.</param>
    public static async Task<PayingApp> StartAsync(string engine = "Sqlite", Heard? log = null, Action<IServiceCollection>? also = null)
    {
        var wire = new Wire();
        var settings = new Dictionary<string, string>(engine == "Sqlite" ? new Dictionary<string, string>() : PostgreSqlDatabases.Settings())
        {
            ["Portal:Payments:SandboxAddress"] = Address,
            ["Portal:Payments:NetworkRetries"] = "0",
            ["Portal:PublicAddress"] = "https://localhost",
        };
        var portal = await PortalApp.StartAsync(settings, services =>
        {
            services.AddHttpClient(StripeLine.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => wire.Shared());
            also?.Invoke(services);
            log?.ListenTo(services);
        });
        var toPortal = new Late();
        wire.Told = toPortal.Bodies;
        var sandbox = new Sandbox(portal.Clock, toPortal) { Address = new Uri(Address) };
        sandbox.Switches.Automatic = false;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        var host = builder.Build();
        host.MapStripeSandbox(sandbox);
        await host.StartAsync();
        wire.To = host.GetTestServer().CreateHandler();
        toPortal.To = portal.Handler();

        foreach (var retailer in new[] { "lumen", "tidewater" })
        {
            sandbox.AddAccount(Key(retailer), new Uri($"https://localhost/{retailer}/webhooks/stripe"), Secret(retailer));
            await portal.InAsync(retailer, scope => scope.GetRequiredService<SaveKeys>().SaveAsync(new GivenKeys(Key(retailer), $"pk_test_sandbox_{retailer}", Secret(retailer), ""), "test", default));
        }
        return new PayingApp(portal, sandbox, host, wire);
    }

    /// <summary>A customer who owes a statement of this amount, in cents.</summary>
    public async Task<Visitor> OwingAsync(long cents, string account = "1001", string retailer = "lumen", string email = "priya@home.example")
    {
        var visitor = await Portal.SignedInAsync(retailer, email, account);
        await OweAsync(cents, account, retailer);
        return visitor;
    }

    public Task OweAsync(long cents, string account = "1001", string retailer = "lumen", string statement = "90017343") => OweAsync(Portal, cents, account, retailer, statement);

    public static Task OweAsync(PortalApp portal, long cents, string account, string retailer, string statement) => portal.AddAsync(retailer,
        new Statement
        {
            Number = statement,
            AccountNumber = account,
            IssuedOn = new DateOnly(2026, 11, 14),
            DueOn = new DateOnly(2026, 12, 4),
            PreviousBalance = Money.Zero,
            Payments = Money.Zero,
            Adjustments = Money.Zero,
            CarriedForward = Money.Zero,
            CurrentCharges = new Money(cents),
            CurrentBalance = new Money(cents),
            Tax = Money.Zero,
        },
        new LedgerEntry { AccountNumber = account, On = new DateOnly(2026, 11, 14), Description = "Statement", Amount = new Money(cents), Kind = LedgerKind.Bill, Source = "import", SourceId = "B" + statement, StatementNumber = statement });

    /// <summary>Presses Continue and Pay; ends at Stripe's page.</summary>
    /// <returns>The session's id.</returns>
    public static async Task<string> PressPayAsync(Visitor visitor, string amount = "due", string other = "")
    {
        var review = await (await visitor.SendAsync("/pay", [("amount", amount), ("other", other), ("statement", "")])).Content.ReadAsStringAsync();
        var answer = await visitor.PostAsync("/pay/start", ("__RequestVerificationToken", Visitor.TokenIn(review)), ("amount", amount), ("other", other), ("statement", ""), ("seen", Hidden(review, "seen")));
        Assert.True(answer.StatusCode == System.Net.HttpStatusCode.Redirect, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return SessionIn(answer.Headers.Location!);
    }

    public static string SessionIn(Uri stripesPage) => stripesPage.Segments[^1].Trim('/');

    public static string Hidden(string html, string name) => Regex.Match(html, $"name=\"{name}\" value=\"([^\"]*)\"").Groups[1].Value;

    /// <summary>A customer who owes $161.87 and saves a card or bank account at Stripe and switches AutoPay on.</summary>
    public async Task<Visitor> AutoPayingAsync(Decision decision = Decision.Succeed, string cap = "")
    {
        var priya = await OwingAsync(16187);
        var session = SessionIn((await priya.SendAsync("/pay/methods", [])).Headers.Location!);
        await Sandbox.DecideAsync(Key("lumen"), session, decision);
        Assert.Contains("It is saved", await priya.FollowAsync(await priya.GetAsync($"/pay/methods/added?session={session}")), StringComparison.Ordinal);
        var card = await Portal.ReadAsync("lumen", db => db.SavedMethods.Select(method => method.Id).SingleAsync());
        var on = await priya.FollowAsync(await priya.SendAsync("/pay/autopay", [("method", card), ("days", "0"), ("cap", cap), ("agree", "true")]));
        Assert.Contains("AutoPay is on", on, StringComparison.Ordinal);
        return priya;
    }

    /// <summary>Calls a webhook as anybody could.</summary>
    public async Task<HttpResponseMessage> TellAsync(string body, string signature, string retailer = "lumen")
    {
        using var client = new HttpClient(Portal.Handler()) { BaseAddress = new Uri("https://localhost") };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/{retailer}/webhooks/stripe") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (signature != "") request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        return await client.SendAsync(request);
    }

    /// <summary>Lets all events go, and has the portal act on them; what the portal's own job took up first is waited for.</summary>
    public async Task EventsArriveAsync(string retailer = "lumen")
    {
        await Sandbox.DeliverAsync();
        await ActAsync(retailer);
        for (var turn = 0; turn < 200 && await Portal.ReadAsync(retailer, db => db.StripeEvents.AnyAsync(one => one.DoneAt == null && one.LastError == "")); turn++) await Task.Delay(50);
    }

    public Task ActAsync(string retailer = "lumen") => Portal.InAsync(retailer, scope => scope.GetRequiredService<EventInbox>().ActAsync(default));

    public Task<PaymentAttempt> AttemptAsync(string session, string retailer = "lumen") =>
        Portal.ReadAsync(retailer, db => db.PaymentAttempts.AsNoTracking().SingleAsync(one => one.SessionId == session));

    public Task<List<LedgerEntry>> LedgerAsync(string retailer = "lumen") =>
        Portal.ReadAsync(retailer, db => db.Ledger.AsNoTracking().Where(one => one.Source == "stripe").OrderBy(one => one.Id).ToListAsync());

    /// <summary>What an account owes, in cents.</summary>
    public async Task<long> BalanceAsync(string account = "1001", string retailer = "lumen") =>
        (await Portal.ReadAsync(retailer, db => db.Ledger.AsNoTracking().Where(one => one.AccountNumber == account).ToListAsync())).Sum(one => one.Amount.Minor);

    /// <summary>A window for comparing that has everything in it.</summary>
    public (DateTime From, DateTime To) AroundNow() => (Portal.Clock.GetUtcNow().UtcDateTime.AddDays(-2), Portal.Clock.GetUtcNow().UtcDateTime.AddDays(2));

    public string PaymentOf(string retailer = "lumen") => Sandbox.Payments(Key(retailer))[^1].PaymentIntent;

    public async ValueTask DisposeAsync()
    {
        await _sandboxHost.DisposeAsync();
        Sandbox.Dispose();
        await Portal.DisposeAsync();
    }

    /// <summary>A handler whose other end is known later.</summary>
    private sealed class Late : HttpMessageHandler
    {
        public HttpMessageHandler To { private get; set; } = null!;

        public List<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is not null) Bodies.Add(await request.Content.ReadAsStringAsync(cancellationToken));
            return await new HttpMessageInvoker(To, false).SendAsync(request, cancellationToken);
        }
    }
}

/// <summary>The line from the portal to Stripe: it can be cut before Stripe hears of a call, or after it acted and before it is heard.</summary>
internal sealed class Wire
{
    public HttpMessageHandler To { private get; set; } = null!;
    public Func<HttpRequestMessage, Cut> Fault { get; set; } = _ => Cut.Nowhere;
    public int Calls { get; private set; }

    /// <summary>Happens once, between Stripe's next answer and its arrival.</summary>
    public Func<Task>? Meanwhile { get; set; }

    /// <summary>What went over it, where a test wants to read it.</summary>
    public ConcurrentQueue<Exchange>? Heard { get; set; }

    /// <summary>The events that were sent to the portal's webhooks.</summary>
    public IReadOnlyList<string> Told { get; set; } = [];

    /// <summary>The factory disposes of what it is given.</summary>
    public HttpMessageHandler Shared() => new End(this);

    private sealed class End(Wire wire) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            wire.Calls++;
            var cut = wire.Fault(request);
            if (cut == Cut.Before) throw new HttpRequestException("The line was cut before.");
            var form = wire.Heard is null || request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var answer = await new HttpMessageInvoker(wire.To, false).SendAsync(request, cancellationToken);
            wire.Heard?.Enqueue(new Exchange(request.Method.Method, request.RequestUri!.AbsolutePath, form == "" ? request.RequestUri.Query.TrimStart('?') : form, (int)answer.StatusCode, await BodyAsync(answer, cancellationToken)));
            if (wire.Meanwhile is { } happens)
            {
                wire.Meanwhile = null;
                await happens();
            }
            if (cut == Cut.After) throw new HttpRequestException("The line was cut after.");
            return answer;
        }

        private static async Task<string> BodyAsync(HttpResponseMessage answer, CancellationToken stop)
        {
            await answer.Content.LoadIntoBufferAsync(stop);
            return await answer.Content.ReadAsStringAsync(stop);
        }
    }
}

/// <param name="Asked">The form, or the query of a GET.</param>
internal sealed record Exchange(string Method, string Path, string Asked, int Status, string Answer);

public enum Cut { Nowhere, Before, After }
