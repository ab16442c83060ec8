using System.Text.Json.Nodes;
using static OrchardCore.Portal.StripeSandbox.Books;

namespace OrchardCore.Portal.StripeSandbox;

/// <summary>
/// A stand-in for Stripe: the part of its API that the portal calls, the hosted page, signed webhooks. Every key "sk_test_sandbox_…" is an account
/// of its own. It moves no money and is for demos and tests only.
/// </summary>
public sealed class Sandbox : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly string? _stateFile;
    private readonly JsonObject _state;
    private readonly Courier _courier;

    /// <param name="webhooks">The way to the portal.</param>
    /// <param name="stateFile">Keeps all of it from one start to the next; null: nothing is kept.</param>
    public Sandbox(TimeProvider clock, HttpMessageHandler webhooks, string? stateFile = null)
    {
        (_clock, _stateFile) = (clock, stateFile);
        _state = Kept(stateFile);
        _courier = new Courier(this, webhooks);
    }

    public SandboxSwitches Switches { get; } = new();

    /// <summary>Where the hosted pages are.</summary>
    public Uri Address { get; set; } = new("http://127.0.0.1:5090/");

    public int EventsSent => _courier.Sent;

    internal TimeProvider Clock => _clock;
    internal IReadOnlyList<string> Keys { get { lock (_lock) return [.. _state.Select(pair => pair.Key)]; } }

    /// <summary>Gives an account its webhook endpoint. One that it had at this path is the same: a host may come back at another port, and what waits for it is sent there.</summary>
    public void AddAccount(string secretKey, Uri webhookUrl, string webhookSecret) => Do(secretKey, books =>
    {
        var endpoint = books.All("webhook_endpoint").FirstOrDefault(one => new Uri(Text(one, "url")).AbsolutePath == webhookUrl.AbsolutePath) ?? books.Add(Shapes.Endpoint(), "we_");
        (endpoint["url"], endpoint["secret"]) = (webhookUrl.ToString(), webhookSecret);
        return 0;
    });

    public Task DecideAsync(string secretKey, string sessionId, Decision decision) => DoAsync(secretKey, books => { books.Decide(books.Get(sessionId, "checkout.session"), decision); return 0; });
    public Task SettleBankAsync(string secretKey, string paymentIntentId, bool succeeds) => DoAsync(secretKey, books => { books.SettleBank(books.Get(paymentIntentId, "payment_intent"), succeeds); return 0; });

    /// <param name="amount">Minor units; null: all that is left.</param>
    /// <param name="status">"succeeded" or "pending".</param>
    public Task<string> RefundAsync(string secretKey, string paymentIntentId, long? amount = null, string status = "succeeded") =>
        DoAsync(secretKey, books => Text(books.Refund(books.Get(paymentIntentId, "payment_intent"), amount, status), "id"));

    public Task SettleRefundAsync(string secretKey, string refundId, bool succeeds) => DoAsync(secretKey, books => { books.SettleRefund(books.Get(refundId, "refund"), succeeds); return 0; });

    /// <param name="inquiry">The bank only asks: nothing is held back.</param>
    public Task<string> DisputeAsync(string secretKey, string paymentIntentId, long? amount = null, bool inquiry = false) =>
        DoAsync(secretKey, books => Text(books.Dispute(books.Get(paymentIntentId, "payment_intent"), amount, inquiry), "id"));

    public Task CloseDisputeAsync(string secretKey, string disputeId, bool won) => DoAsync(secretKey, books => { books.CloseDispute(books.Get(disputeId, "dispute"), won); return 0; });
    public Task ExpireAsync(string secretKey, string sessionId) => DoAsync(secretKey, books => { books.Expire(books.Get(sessionId, "checkout.session")); return 0; });

    /// <summary>Sends what is due, by the switches. What is not answered with 2xx is tried three times, then kept for the next time.</summary>
    public Task DeliverAsync() => _courier.DeliverAsync();

    /// <summary>The truth.</summary>
    public IReadOnlyList<SandboxPayment> Payments(string secretKey) => Do(secretKey, books => books.All("payment_intent").Reverse().Select(intent =>
    {
        var id = Text(intent, "id");
        long Sum(string kind, Func<string, bool> counts) => books.All(kind).Where(one => Text(one, "payment_intent") == id && counts(Text(one, "status"))).Sum(one => Long(one, "amount"));
        return new SandboxPayment(id, Text(intent, "status"), Text(intent, "status") == "succeeded" ? Long(intent, "amount_received") : 0,
            Sum("refund", status => status == "succeeded"), Sum("dispute", status => status is "needs_response" or "under_review" or "lost"),
            intent["metadata"]!.AsObject().ToDictionary(pair => pair.Key, pair => pair.Value!.ToString()));
    }).ToList(), changes: false);

    /// <summary>Does something to an account's books, alone; afterwards they are kept and their events set off.</summary>
    internal T Do<T>(string key, Func<Books, T> deed, bool changes = true)
    {
        T answer;
        lock (_lock)
        {
            if (_state[key] is not JsonObject kept) _state[key] = kept = [];
            answer = deed(new Books(key, kept, () => _clock.GetUtcNow().ToUnixTimeSeconds()));
            if (changes) Keep();
        }
        if (changes && Switches.Automatic) _courier.Wake();
        return answer;
    }

    public void Dispose() => _courier.Dispose();

    private Task<T> DoAsync<T>(string key, Func<Books, T> deed) => Task.FromResult(Do(key, deed));

    private static JsonObject Kept(string? stateFile)
    {
        if (stateFile is null || !File.Exists(stateFile)) return [];
        using var file = File.OpenRead(stateFile);
        return JsonNode.Parse(file)!.AsObject();
    }

    private void Keep()
    {
        if (_stateFile is null) return;
        var fresh = _stateFile + ".new";
        File.WriteAllText(fresh, _state.ToJsonString());
        File.Move(fresh, _stateFile, overwrite: true);
    }
}
