using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace OrchardCore.Portal.StripeSandbox;

/// <summary>What a call asks, out of Stripe's form notation: "line_items[0][price_data][currency]=aud".</summary>
internal sealed class Asked
{
    public JsonObject Values { get; } = [];
    public string Body { get; private set; } = "";

    public static async Task<Asked> OfAsync(HttpRequest request)
    {
        var asked = new Asked();
        foreach (var (name, value) in request.Query)
            foreach (var one in value) asked.Put(name, one ?? "");
        if (!HttpMethods.IsPost(request.Method)) return asked;
        using var reader = new StreamReader(request.Body);
        asked.Body = await reader.ReadToEndAsync();
        foreach (var pair in asked.Body.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            asked.Put(Plain(at < 0 ? pair : pair[..at]), at < 0 ? "" : Plain(pair[(at + 1)..]));
        }
        return asked;
    }

    public string this[string name] => Values[name]?.ToString() ?? "";
    public long? Number(string name) => long.TryParse(this[name], out var number) ? number : null;
    public JsonObject? Part(string name) => Values[name] as JsonObject;

    /// <summary>The values of "expand[]" and the like.</summary>
    public IEnumerable<string> List(string name) => Part(name)?.Select(pair => pair.Value!.ToString()) ?? [];

    public string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path + "\n" + Body)));

    private void Put(string name, string value)
    {
        var parts = name.Replace("]", "", StringComparison.Ordinal).Split('[');
        var at = Values;
        foreach (var part in parts[..^1])
        {
            if (at[part] is not JsonObject inner) at[part] = inner = [];
            at = inner;
        }
        at[parts[^1] == "" ? $"{at.Count}" : parts[^1]] = value;
    }

    private static string Plain(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
