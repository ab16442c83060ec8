using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using static OrchardCore.Portal.StripeSandbox.Books;

namespace OrchardCore.Portal.StripeSandbox;

/// <summary>Carries events to their endpoints, signed as Stripe signs them, and as badly as the switches say.</summary>
internal sealed class Courier : IDisposable
{
    private const int TriesAtOnce = 3, MostTries = 8;

    private readonly Sandbox _sandbox;
    private readonly HttpMessageInvoker _line;
    private readonly SemaphoreSlim _one = new(1), _woken = new(0);
    private readonly CancellationTokenSource _end = new();
    private int _sent;

    public Courier(Sandbox sandbox, HttpMessageHandler line)
    {
        (_sandbox, _line) = (sandbox, new HttpMessageInvoker(line, disposeHandler: false));
        _ = Task.Run(RunAsync);
    }

    public int Sent => _sent;

    public void Wake() => _woken.Release();

    /// <summary>By itself: soon after something happened, and every few seconds for what waits.</summary>
    private async Task RunAsync()
    {
        try
        {
            while (!_end.IsCancellationRequested)
            {
                await _woken.WaitAsync(TimeSpan.FromSeconds(3), _end.Token);
                if (!_sandbox.Switches.Automatic) continue;
                await Task.Delay(150, _end.Token);
                await DeliverAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // the end
        }
    }

    public async Task DeliverAsync()
    {
        await _one.WaitAsync(_end.Token);
        try
        {
            foreach (var key in _sandbox.Keys)
                foreach (var (id, times) in _sandbox.Do(key, books => Plan(books, _sandbox.Switches), changes: false))
                    for (var time = 0; time < times; time++) await CarryAsync(key, id);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <returns>What is to be sent now, how often, in what order.</returns>
    private static List<(string Id, int Times)> Plan(Books books, SandboxSwitches switches)
    {
        List<(string, int)> plan = [];
        foreach (var (id, node) in books.Deliveries)
        {
            var delivery = node!.AsObject();
            if (Text(delivery, "state") == "new")
            {
                delivery["state"] = switches.Dice.Next(100) < switches.DropPercent ? "dropped" : "waiting";
                delivery["due"] = Long(delivery, "due") + (long)switches.Delay.TotalSeconds;
            }
            if (Text(delivery, "state") != "waiting" || Long(delivery, "due") > books.Now) continue;
            plan.Add((id, switches.Dice.Next(100) < switches.DuplicatePercent ? 2 : 1));
        }
        if (switches.Reorder) switches.Dice.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(plan));
        return plan;
    }

    private async Task CarryAsync(string key, string id)
    {
        for (var tries = 0; tries < (_sandbox.Switches.Automatic ? 1 : TriesAtOnce); tries++)
        {
            if (_sandbox.Do(key, books => Letter(books, id), changes: false) is not { } letter) return;
            var answer = await SendAsync(letter.Url, letter.Secret, letter.Body);
            var taken = answer is >= 200 and < 300;
            _sandbox.Do(key, books => Note(books, id, answer, taken), changes: false);
            if (taken) return;
        }
    }

    private static (Uri Url, string Secret, string Body)? Letter(Books books, string id)
    {
        if (books.Deliveries[id] is not JsonObject delivery || books.Find(Text(delivery, "endpoint"), "webhook_endpoint") is not { } endpoint || books.Find(Text(delivery, "event"), "event") is not { } told) return null;
        return (new Uri(Text(endpoint, "url")), Text(endpoint, "secret"), told.ToJsonString());
    }

    private static int Note(Books books, string id, int answer, bool taken)
    {
        if (books.Deliveries[id] is not JsonObject delivery) return 0;
        var tries = Long(delivery, "tries") + 1;
        (delivery["tries"], delivery["answer"]) = (tries, answer.ToString(CultureInfo.InvariantCulture));
        delivery["state"] = taken ? "sent" : tries >= MostTries ? "given up" : "waiting";
        if (!taken && tries >= TriesAtOnce) delivery["due"] = books.Now + tries * tries;
        return 0;
    }

    private async Task<int> SendAsync(Uri url, string secret, string body)
    {
        Interlocked.Increment(ref _sent);
        var time = _sandbox.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", $"t={time},v1={Sign(secret, time, body)}");
        request.Headers.TryAddWithoutValidation("User-Agent", "StripeSandbox/1.0");
        try
        {
            using var answer = await _line.SendAsync(request, _end.Token);
            return (int)answer.StatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or IOException)
        {
            return 0;
        }
    }

    /// <summary>Stripe's scheme v1: HMAC-SHA256 over "{time}.{body}".</summary>
    public static string Sign(string secret, string time, string body) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")));

    public void Dispose()
    {
        _end.Cancel();
        _line.Dispose();
    }
}
